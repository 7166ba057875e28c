package dev.portman.model;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The processes that the user, on the command line of this very call, allows to be stopped although the guard protects them; never
 * taken from a POM or a file, since a cloned repository brings those along.
 *
 * @param words pids and names of processes
 */
public record Allowances(Set<String> words) {

    /** Nothing is allowed beyond the rules. */
    public static final Allowances NONE = new Allowances(Set.of());

    /** Copies the set. */
    public Allowances {
        words = Set.copyOf(words);
    }

    /** Reads {@code NAME|PID,...}; blanks around the words do not matter. */
    public static Allowances parse(String text) {
        return new Allowances(Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(w -> !w.isEmpty())
                .collect(Collectors.toSet()));
    }

    /** Whether the user named this process, by number or by one of the names that people know it by. */
    public boolean covers(long pid, Set<String> names) {
        return words.contains(Long.toString(pid)) || names.stream().anyMatch(words::contains);
    }
}
