package dev.portman.session;

import dev.portman.model.AfterEnd;
import dev.portman.model.ServerSpec;
import dev.portman.process.Deadline;
import java.time.Duration;
import java.util.Optional;

/**
 * How it has gone so far with one server that is attended to.
 *
 * @param spec the server
 * @param restarts how often it was started again in a row
 * @param since when it was found up first, by the monotonic clock
 * @param missed whether the last look did not find it up
 * @param pending the restart that is to come, if one is
 */
record Course(ServerSpec spec, int restarts, long since, boolean missed, Optional<Pending> pending) {

    /**
     * A restart that is to come.
     *
     * @param at when
     * @param cookie of the record that the server left behind; empty if it left none
     */
    record Pending(Deadline at, Optional<String> cookie) {}

    /** Of a server that is up. */
    static Course of(ServerSpec spec) {
        return new Course(spec, 0, System.nanoTime(), false, Optional.empty());
    }

    /** How long it has been up. */
    Duration lived() {
        return Duration.ofNanos(System.nanoTime() - since);
    }

    /** A look did not find it up, or did. */
    Course seen(boolean up) {
        return new Course(spec, restarts, since, !up, pending);
    }

    /** It is to be started again. */
    Course waiting(AfterEnd.Again again, Optional<String> cookie) {
        return new Course(
                spec, again.count(), since, true, Optional.of(new Pending(Deadline.in(again.pause()), cookie)));
    }

    /** It was started again. */
    Course again() {
        return new Course(spec, restarts, System.nanoTime(), false, Optional.empty());
    }
}
