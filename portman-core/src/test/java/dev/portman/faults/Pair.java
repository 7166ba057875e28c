package dev.portman.faults;

import java.util.ArrayList;
import java.util.List;

/**
 * Two verbs on one server.
 *
 * @param second begins while the first one is under way
 * @param point of the way of the first one, see {@link PairVerb#landmark}
 * @param isOfOne whether both are done to, or by, the same portman: its own end during a start, and Ctrl-C twice
 */
record Pair(PairVerb first, PairVerb second, int point, boolean isOfOne) {

    /** Every pair, at the first point. */
    static List<Pair> all() {
        List<Pair> pairs = new ArrayList<>();
        for (PairVerb first : PairVerb.values()) {
            for (PairVerb second : PairVerb.values()) {
                pairs.add(new Pair(first, second, 0, first == PairVerb.START && second.isHolder()));
            }
        }
        pairs.add(new Pair(PairVerb.RUN_ENDS, PairVerb.RUN_ENDS, 0, true));
        return pairs;
    }

    Pair at(int other) {
        return new Pair(first, second, other, isOfOne);
    }

    String name() {
        return first + "-" + second;
    }
}
