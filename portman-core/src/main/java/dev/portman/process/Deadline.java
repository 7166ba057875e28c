package dev.portman.process;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * One bound for one operation, on the monotonic clock. Waiting polls in short steps first: a process that is not our child cannot be
 * waited for, and {@link ProcessHandle#onExit()} learns of its end 200 ms late or never (zombies).
 */
public final class Deadline {

    private static final int QUICK_STEPS = 50;
    private static final long QUICK_MILLIS = 1;
    private static final long SLOW_MILLIS = 5;

    private final long end;

    private Deadline(long end) {
        this.end = end;
    }

    /** A deadline that far from now. */
    public static Deadline in(Duration limit) {
        return new Deadline(System.nanoTime() + limit.toNanos());
    }

    /** Whether time is up. */
    public boolean isOver() {
        return System.nanoTime() - end >= 0;
    }

    /** What is left; zero when time is up. */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    /** Waits until {@code condition} holds; {@code false} if time was up first or the thread was interrupted. */
    public boolean await(BooleanSupplier condition) {
        for (int step = 0; !condition.getAsBoolean(); step++) {
            if (isOver() || !pause(step < QUICK_STEPS ? QUICK_MILLIS : SLOW_MILLIS)) {
                return condition.getAsBoolean();
            }
        }
        return true;
    }

    private static boolean pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
