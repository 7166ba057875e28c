package dev.portman.benchmarks;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What one build had of a range of ports.
 *
 * @param from the moment from which
 * @param to the moment until which
 * @param ports which ones
 */
record Held(long from, long to, List<Integer> ports) {

    /** How many of its ports another one had at the same time. */
    int shared(Held other) {
        Set<Integer> both = new HashSet<>(ports);
        both.retainAll(other.ports);
        return from <= other.to && other.from <= to ? both.size() : 0;
    }

    /** How many ports two of them had at the same time, counted for each two. */
    static int duplicates(List<Held> all) {
        int duplicates = 0;
        for (int i = 0; i < all.size(); i++) {
            for (int j = i + 1; j < all.size(); j++) {
                duplicates += all.get(i).shared(all.get(j));
            }
        }
        return duplicates;
    }
}
