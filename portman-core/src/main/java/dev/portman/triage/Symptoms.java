package dev.portman.triage;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of a start that failed, gathered before it is judged.
 *
 * @param lines what the server said last, oldest first, each of bounded length
 * @param exitCode how it ended, with 128 and more for a signal; empty if it had to be stopped
 * @param port the port that it was given
 * @param files the names of the files in its working directory
 */
public record Symptoms(List<String> lines, Optional<Integer> exitCode, int port, Set<String> files) {

    /** Copies the collections. */
    public Symptoms {
        lines = List.copyOf(lines);
        files = Set.copyOf(files);
    }
}
