package dev.portman.procfs;

import java.time.Instant;
import java.util.Optional;

/** When the machine was booted, read once: the file it stands in grows with the number of processors. */
final class BootTime {

    /** USER_HZ, the unit of all ticks in /proc, is 100 on every architecture that a JDK runs on. */
    private static final long TICKS_PER_SECOND = 100;

    private static final long NANOS_PER_TICK = 1_000_000_000 / TICKS_PER_SECOND;
    private static final byte[] KEY = {'\n', 'b', 't', 'i', 'm', 'e', ' '};

    /** Seconds since the epoch, -1 if unreadable. */
    private static final long SECONDS = read();

    private BootTime() {}

    static Optional<Instant> plusTicks(long ticks) {
        return SECONDS < 0
                ? Optional.empty()
                : Optional.of(Instant.ofEpochSecond(
                        SECONDS + ticks / TICKS_PER_SECOND, ticks % TICKS_PER_SECOND * NANOS_PER_TICK));
    }

    private static long read() {
        byte[] stat = ProcBytes.readOrNothing("/proc/stat", 8192);
        int at = ProcBytes.indexOf(stat, KEY, 0);
        return at < 0 ? -1 : ProcBytes.number(stat, at + KEY.length);
    }
}
