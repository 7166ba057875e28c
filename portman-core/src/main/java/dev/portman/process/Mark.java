package dev.portman.process;

import dev.portman.procfs.LockLimit;
import java.security.SecureRandom;
import java.util.OptionalLong;
import java.util.function.LongPredicate;

/**
 * Draws the number that the kernel keeps for everything that one launch starts, as a limit of file locks without effect: no fork, session,
 * change of user or cleared environment loses it. It proves descent, not purpose: an editor that a server opens carries it, too.
 */
public final class Mark {

    /** Below this, two numbers that are drawn at random may meet. */
    static final long LEAST_ROOM = 1L << 32;

    /** Leaves room above, so that nested launches can draw below for long. */
    private static final long HIGHEST = 1L << 62;

    private static final int MOST_TRIES = 100;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Mark() {}

    /**
     * A number for one launch by this process.
     *
     * @param taken numbers that cannot be used, since a record has them
     * @return empty where nothing can set it, or too little room is left: the other proofs have to do then
     */
    public static OptionalLong fresh(LongPredicate taken) {
        OptionalLong own = LockLimit.hard(ProcessHandle.current().pid());
        OptionalLong drawn = draw(own, taken);
        return drawn.isPresent() && MarkSetter.canSet() ? drawn : OptionalLong.empty();
    }

    /**
     * A number for one launch, from the upper half of what is allowed: whatever it launches itself can still draw below it.
     *
     * @param ownLimit the limit that this process has itself, see {@link LockLimit#hard}; empty if it cannot be read
     * @param taken numbers that cannot be used, since a record has them
     * @return empty if too little room is left, or nobody knows how much: then there is no mark
     */
    static OptionalLong draw(OptionalLong ownLimit, LongPredicate taken) {
        long limit = Math.min(ownLimit.orElse(0), HIGHEST);
        if (limit < LEAST_ROOM) {
            return OptionalLong.empty();
        }
        for (int i = 0; i < MOST_TRIES; i++) {
            long number = RANDOM.nextLong(limit / 2, limit);
            if (!taken.test(number)) {
                return OptionalLong.of(number);
            }
        }
        return OptionalLong.empty();
    }
}
