package dev.portman.model;

import java.time.Duration;
import java.util.List;

/**
 * What is run around the life of a server, each command to its end.
 *
 * @param beforeStart in this order, with the server's environment; one that does not end with 0 is the end of the start
 * @param afterStop in this order, when the server is gone
 * @param timeout how long each of them may take
 */
public record Hooks(List<List<String>> beforeStart, List<List<String>> afterStop, Duration timeout) {

    /** How long a command may take where the user named nothing. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(5);

    /** Nothing is run. */
    public static final Hooks NONE = new Hooks(List.of(), List.of(), DEFAULT_TIMEOUT);

    /** Copies the lists. */
    public Hooks {
        beforeStart = beforeStart.stream().map(List::copyOf).toList();
        afterStop = afterStop.stream().map(List::copyOf).toList();
    }

    /** Without what sounds like a secret. */
    @Override
    public String toString() {
        return "Hooks[" + beforeStart.stream().map(SecretText::withoutThoseOf).toList() + ", "
                + afterStop.stream().map(SecretText::withoutThoseOf).toList() + ", " + timeout + "]";
    }
}
