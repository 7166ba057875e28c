package dev.portman.model;

import java.time.Duration;
import java.util.OptionalInt;

/** What becomes of a server that has ended although somebody attended to it. */
public sealed interface AfterEnd {

    /** Nothing: it was not to be started again, or did not fail. */
    record Stays() implements AfterEnd {}

    /** Nothing: it was stopped, or is run by somebody else by now. */
    record Taken() implements AfterEnd {}

    /**
     * It is started again.
     *
     * @param count how many restarts in a row this one makes
     * @param most how many there may be
     * @param pause how long that is put off
     */
    record Again(int count, int most, Duration pause) implements AfterEnd {}

    /**
     * Nothing any more: it was started again often enough.
     *
     * @param most how often, in a row
     */
    record GivenUp(int most) implements AfterEnd {}

    /**
     * Nothing: a restart would fail in the same way.
     *
     * @param port the port that is in use, if that is why
     */
    record InVain(OptionalInt port) implements AfterEnd {}
}
