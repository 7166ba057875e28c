package dev.portman.store;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** One monotonic deadline with pauses that grow from 1 to 25 ms: quick for the common short wait, cheap for a long one. */
final class Patience {

    private static final long LONGEST_PAUSE = 25;

    private final Duration limit;
    private final long end;
    private long pause = 1;

    Patience(Duration limit) {
        this.limit = limit;
        this.end = System.nanoTime() + limit.toNanos();
    }

    Duration limit() {
        return limit;
    }

    /** Milliseconds until the deadline; not negative. */
    long leftMillis() {
        return Math.max(0, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()));
    }

    /** Pauses; {@code false} if there is no time left, or the thread was interrupted (its flag stays set). */
    boolean pause() {
        long left = leftMillis();
        if (left == 0) {
            return false;
        }
        try {
            TimeUnit.MILLISECONDS.sleep(Math.min(pause, left));
            pause = Math.min(pause * 2, LONGEST_PAUSE);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
