package dev.portman.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Tells which parts of a description have changed without keeping the description: an environment may hold secrets.
 *
 * @param parts keyed digests by the name of the part, as a sentence can carry it
 */
public record SpecDigests(Map<String, String> parts) {

    /** Of what has no description. */
    public static final SpecDigests NONE = new SpecDigests(Map.of());

    /** Copies the map. */
    public SpecDigests {
        parts = Map.copyOf(parts);
    }

    /** The names of the parts that are not as they were, in alphabetical order; those that were added or taken away among them. */
    public List<String> changedSince(SpecDigests earlier) {
        TreeSet<String> names = new TreeSet<>(parts.keySet());
        names.addAll(earlier.parts.keySet());
        List<String> changed = new ArrayList<>();
        for (String name : names) {
            if (!parts.getOrDefault(name, "").equals(earlier.parts.getOrDefault(name, ""))) {
                changed.add(name);
            }
        }
        return changed;
    }
}
