package dev.portman.session;

import dev.portman.model.AfterEnd;
import dev.portman.model.ServerRecord;
import dev.portman.model.ServerSpec;
import dev.portman.process.Deadline;
import java.time.Duration;
import java.util.Optional;

/**
 * How it has gone so far with one server that is attended to.
 *
 * @param spec the server
 * @param state how it is
 * @param restarts how often it was started again in a row
 * @param since when it was found up first, by the monotonic clock
 * @param missed whether the last look did not find it up
 * @param pending the restart that is to come; only while it waits for one
 */
record Course(ServerSpec spec, State state, int restarts, long since, boolean missed, Optional<Pending> pending) {

    /** How a server is, as far as it is attended to. */
    enum State {
        /** It runs, or did so a moment ago. */
        UP,
        /** It has failed and is to be started again. */
        WAITING,
        /** It has failed, and nothing more is done about that. */
        FAILED,
        /** It has ended, and that is well. */
        DONE,
        /** Somebody else has stopped it. */
        TAKEN
    }

    /**
     * A restart that is to come.
     *
     * @param at when
     * @param left the record that the server left behind; empty if it left none
     */
    record Pending(Deadline at, Optional<ServerRecord> left) {}

    /** Of a server that is up. */
    static Course of(ServerSpec spec) {
        return new Course(spec, State.UP, 0, System.nanoTime(), false, Optional.empty());
    }

    /** Whether it runs, or will. */
    boolean isOn() {
        return state == State.UP || state == State.WAITING;
    }

    /** How long it has been up. */
    Duration lived() {
        return Duration.ofNanos(System.nanoTime() - since);
    }

    /** A look did not find it up, or did. */
    Course seen(boolean up) {
        return new Course(spec, state, restarts, since, !up, pending);
    }

    /** It is described so from now on. */
    Course described(ServerSpec other) {
        return new Course(other, state, restarts, since, missed, pending);
    }

    /** It is to be started again. */
    Course waiting(AfterEnd.Again again, Optional<ServerRecord> left) {
        Pending soon = new Pending(Deadline.in(again.pause()), left);
        return new Course(spec, State.WAITING, again.count(), since, true, Optional.of(soon));
    }

    /** It was started again. */
    Course again() {
        return new Course(spec, State.UP, restarts, System.nanoTime(), false, Optional.empty());
    }

    /** Nothing more is done. */
    Course ended(State how) {
        return new Course(spec, how, restarts, since, true, Optional.empty());
    }
}
