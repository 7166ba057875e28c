package dev.portman.benchmarks;

import dev.portman.store.StateFolder;
import dev.portman.store.StateLock;
import java.io.Closeable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Asks for portman's lock again and again while others use it, and notes how long it waited. */
final class LockProbe implements Closeable {

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final StateLock lock;
    private final List<Wait> waits = new ArrayList<>();
    private final Thread thread = new Thread(this::ask, "lock-probe");
    private volatile boolean closed;

    /** When it began to wait, and how long it did. */
    private record Wait(long at, long nanos) {}

    LockProbe(StateFolder folder) {
        this.lock = new StateLock(folder);
        thread.setDaemon(true);
        thread.start();
    }

    private void ask() {
        while (!closed) {
            long at = Stamp.now();
            long from = System.nanoTime();
            long waited = lock.hold("measure the lock", LIMIT, () -> System.nanoTime() - from);
            synchronized (waits) {
                waits.add(new Wait(at, waited));
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** How long it waited each time, where it asked between two moments of the wall clock: before and after, nobody else wants the lock. */
    Samples waited(long first, long last) {
        synchronized (waits) {
            List<Long> nanos = waits.stream()
                    .filter(it -> first <= it.at && it.at <= last)
                    .map(Wait::nanos)
                    .toList();
            WrongAnswer.unless(!nanos.isEmpty(), "the lock was never had");
            return new Samples(nanos);
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
