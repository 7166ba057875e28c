package dev.portman.procfs;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A set of processes in which a pid means one of them: a pid namespace of this boot, and when its first process started. The kernel gives the
 * number of one that has ended to a later one; two of one number differ in their first process.
 *
 * @param number the inode of the namespace, as {@code /proc/PID/ns/pid} shows it (namespaces(7)); 0 if unreadable
 * @param firstStart when its first process started, in ticks since boot; {@link #UNKNOWN} if that cannot be told, and for the initial one,
 *     whose number is never given to another
 */
public record PidNamespace(long number, long firstStart) {

    /** PROC_PID_INIT_INO of the kernel's include/linux/proc_ns.h. */
    private static final long INITIAL = 0xEFFF_FFFCL;

    /** No process starts at this tick, or before it. */
    public static final long UNKNOWN = 0;

    private static final int USUAL_LENGTH = 512;
    private static final byte[] OFFSET = {'b', 'o', 'o', 't', 't', 'i', 'm', 'e'};
    private static final long TICKS_PER_SECOND = 100;
    private static final long NANOS_PER_TICK = 1_000_000_000 / TICKS_PER_SECOND;

    /** The one that this process is in. */
    public static PidNamespace ours() {
        long number = numberOf(ProcStat.ownPid());
        // Otherwise /proc is that of a namespace around ours, and pid 1 is the first process of that one.
        boolean shown = number != INITIAL && ProcFiles.hasOneNumber(ProcStat.ownPid());
        return new PidNamespace(number, shown ? start(1) : UNKNOWN);
    }

    /** Whether it is that of the machine's first process. */
    public boolean isInitial() {
        return number == INITIAL;
    }

    /** Whether an earlier one has ended for sure, since this one has its number, and another first process. */
    public boolean hasReplaced(PidNamespace earlier) {
        return number == earlier.number && firstStart > 0 && earlier.firstStart > 0 && firstStart != earlier.firstStart;
    }

    /** {@code pid:[N]} without the words around it. */
    static long numberOf(long pid) {
        Optional<Path> link = ProcFiles.link(pid, "/ns/pid");
        if (link.isEmpty()) {
            return 0;
        }
        String text = link.get().toString();
        int from = text.indexOf('[') + 1;
        int to = text.indexOf(']', from);
        try {
            return to < 0 ? 0 : Long.parseLong(text.substring(from, to));
        } catch (NumberFormatException noNumber) {
            return 0;
        }
    }

    /** As told in the initial time namespace: what we read is moved by the offset of ours (time_namespaces(7)). */
    static long start(long pid) {
        Optional<ProcStat> stat = ProcStat.read(pid);
        long ticks = stat.isPresent() ? stat.get().startTicks() : UNKNOWN;
        return isOurOffset() && ticks > 0 ? Math.max(UNKNOWN, ticks - offset()) : UNKNOWN;
    }

    /** Shown is the offset of the namespace that our children will be in. */
    private static boolean isOurOffset() {
        long own = ProcStat.ownPid();
        return ProcFiles.link(own, "/ns/time").equals(ProcFiles.link(own, "/ns/time_for_children"));
    }

    private static long offset() {
        byte[] offsets = ProcBytes.readOrNothing("/proc/self/timens_offsets", USUAL_LENGTH);
        int line = ProcBytes.indexOf(offsets, OFFSET, 0);
        if (line < 0) {
            return 0;
        }
        int at = ProcBytes.skipBlanks(offsets, line + OFFSET.length);
        boolean negative = at < offsets.length && offsets[at] == '-';
        int digits = negative ? at + 1 : at;
        long seconds = ProcBytes.number(offsets, digits);
        long nanos =
                ProcBytes.number(offsets, ProcBytes.skipBlanks(offsets, ProcBytes.indexOrEnd(offsets, ' ', digits)));
        return (negative ? -seconds : seconds) * TICKS_PER_SECOND + nanos / NANOS_PER_TICK;
    }
}
