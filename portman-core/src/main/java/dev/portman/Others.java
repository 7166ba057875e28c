package dev.portman;

import dev.portman.model.ServerRecord;
import java.util.List;
import java.util.Set;

/**
 * What the other servers of the same call are going to do about ports.
 *
 * @param promised the ports on which they are going to be started, or are kept
 * @param leaving their previous runs that are stopped in any case
 */
record Others(Set<Integer> promised, List<ServerRecord> leaving) {

    /** There are none. */
    static final Others NONE = new Others(Set.of(), List.of());

    Others {
        promised = Set.copyOf(promised);
        leaving = List.copyOf(leaving);
    }
}
