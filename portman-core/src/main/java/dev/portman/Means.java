package dev.portman;

import dev.portman.model.ProgressEvent;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * What a verb works with.
 *
 * @param machine the ways to look
 * @param memory what outlives this JVM
 * @param stopper the acts that end processes
 * @param told is told what happens
 * @param force whether a start ends who is in its way without a grace period
 * @param withdrawn whether what is being started is no longer wanted
 */
record Means(
        Machine machine,
        Memory memory,
        Stopper stopper,
        Consumer<ProgressEvent> told,
        boolean force,
        BooleanSupplier withdrawn) {

    /** For what is wanted to its end; no lambda, since this is made for a {@code status}, too, which would pay for its first one. */
    static final class Never implements BooleanSupplier {
        @Override
        public boolean getAsBoolean() {
            return false;
        }
    }

    /** The same, without a grace period. */
    Means forcefully() {
        return new Means(machine, memory, stopper, told, true, withdrawn);
    }

    /** The same for starts that are wanted until {@code condition} holds. */
    Means until(BooleanSupplier condition) {
        return new Means(machine, memory, stopper, told, force, condition);
    }
}
