package dev.portman.model;

import java.time.Duration;
import java.util.List;

/**
 * What became of an attempt to stop a set of processes.
 *
 * @param how the strongest means that was needed
 * @param took from the first signal until the last process was gone, or until giving up
 * @param spared what was left alone, with the reason
 * @param survivors what could not be stopped although it was allowed; empty unless {@link How#INCOMPLETE}
 */
public record Termination(How how, Duration took, List<Spared> spared, List<ProcessIdentity> survivors) {

    /** Copies the lists. */
    public Termination {
        spared = List.copyOf(spared);
        survivors = List.copyOf(survivors);
    }

    /** The outcome when there was nothing to do. */
    public static Termination alreadyGone() {
        return new Termination(How.ALREADY_GONE, Duration.ZERO, List.of(), List.of());
    }

    /** The outcome of a stop that has ended a start before its launch. */
    public static Termination ofStart() {
        return new Termination(How.GRACEFUL, Duration.ZERO, List.of(), List.of());
    }

    /** The outcome of a stop that waited for another one. */
    public static Termination joined(Duration took) {
        return new Termination(How.JOINED, took, List.of(), List.of());
    }

    /** Whether every process that was to go is gone; what the guard spared was not to go. */
    public boolean isComplete() {
        return how != How.INCOMPLETE;
    }

    /** By what means processes went. */
    public enum How implements Worded {
        /** There was none, or it went by itself before the first signal. */
        ALREADY_GONE("already_gone"),
        /** The graceful signal or stop command was enough. */
        GRACEFUL("graceful"),
        /** SIGKILL was needed. */
        FORCED("forced"),
        /** Another stop that was under way ended them; this one waited for it. */
        JOINED("joined"),
        /** Some are still there. */
        INCOMPLETE("incomplete");

        private final String word;

        How(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }

    /**
     * A process that was left alone.
     *
     * @param pid its number
     * @param name its executable's name
     * @param refusal why
     */
    public record Spared(long pid, String name, Verdict.Refused refusal) {}
}
