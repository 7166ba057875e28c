package dev.portman.store;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * How long one attempt to get the lock goes on: as long as the lock moves from owner to owner, however many wait, and no longer than a
 * limit for one and the same owner. Time is monotonic. Used by one thread.
 */
final class Patience {

    /** Often enough to see who has it, seldom enough to cost those nothing who work. */
    private static final long LOOK_MILLIS = 250;

    private final Duration limit;
    private final Supplier<String> owner;
    private final LongSupplier nanos;
    private Optional<String> seen = Optional.empty();
    private long end;

    /**
     * Patience from now on.
     *
     * @param limit for one owner
     * @param owner tells who has the lock, in words that differ each time it is had
     */
    Patience(Duration limit, Supplier<String> owner) {
        this(limit, owner, System::nanoTime);
    }

    Patience(Duration limit, Supplier<String> owner, LongSupplier nanos) {
        this.limit = limit;
        this.owner = owner;
        this.nanos = nanos;
        this.end = nanos.getAsLong() + limit.toNanos();
    }

    Duration limit() {
        return limit;
    }

    /** How long to wait before {@link #isOver} is worth asking, in milliseconds; at least 1. */
    long slice() {
        return Math.max(1, Math.min(LOOK_MILLIS, leftMillis()));
    }

    /** Whether the limit has passed since the lock was last seen to move. */
    boolean isOver() {
        String now = owner.get();
        boolean moved = seen.isPresent() && !now.equals(seen.get());
        seen = Optional.of(now);
        if (moved) {
            end = nanos.getAsLong() + limit.toNanos();
        }
        return leftMillis() == 0;
    }

    private long leftMillis() {
        return Math.max(0, TimeUnit.NANOSECONDS.toMillis(end - nanos.getAsLong()));
    }
}
