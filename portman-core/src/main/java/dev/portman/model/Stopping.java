package dev.portman.model;

import java.time.Duration;
import java.util.List;

/**
 * How a server is asked to end.
 *
 * @param timeout how long it may take before force is used
 * @param signal what it is asked with
 * @param command run instead of the signal if not empty, as words, without a shell; force still follows after the time-out
 */
public record Stopping(Duration timeout, StopSignal signal, List<String> command) {

    /** How long a server may take to end where the user named nothing. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

    /** Copies the list. */
    public Stopping {
        command = List.copyOf(command);
    }

    /** Without what sounds like a secret. */
    @Override
    public String toString() {
        return "Stopping[" + timeout + ", " + signal + ", " + SecretText.withoutThoseOf(command) + "]";
    }

    /** SIGTERM, ten seconds: for whatever has no description of its own, such as a stranger on our port. */
    public static Stopping defaults() {
        return within(DEFAULT_TIMEOUT);
    }

    /** No grace period: force at once. */
    public static Stopping atOnce() {
        return within(Duration.ZERO);
    }

    /** SIGTERM, with that much time: for strangers. */
    public static Stopping within(Duration grace) {
        return new Stopping(grace, StopSignal.TERM, List.of());
    }

    /** The same, or no grace period if {@code force} is wanted. */
    public Stopping orAtOnce(boolean force) {
        return force ? atOnce() : this;
    }

    /** Whether force is used at once. */
    public boolean isForced() {
        return timeout.isZero();
    }
}
