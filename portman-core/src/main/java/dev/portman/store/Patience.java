package dev.portman.store;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** One monotonic deadline for all the waits of one attempt. */
final class Patience {

    private final Duration limit;
    private final long end;

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
}
