package dev.portman;

import dev.portman.model.PlannedStart;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerRecord;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the servers of one call are going to do, decided before the first of them does anything.
 *
 * @param starts in an order in which each finds running what it needs
 * @param leaving the previous runs that go in any case, wherever the others come to be
 */
record JointPlan(List<PlannedStart> starts, List<ServerRecord> leaving) {

    JointPlan {
        starts = List.copyOf(starts);
        leaving = List.copyOf(leaving);
    }

    /** What the others are going to do, for one of them. */
    Others others(ServerKey one) {
        Set<Integer> promised = starts.stream()
                .filter(it -> !it.spec().key().equals(one))
                .flatMap(it -> it.port().stream())
                .filter(it -> it > 0)
                .collect(Collectors.toSet());
        return new Others(promised, leavingBeside(one, leaving));
    }

    /** Those of other servers: one's own previous run is its own business. */
    static List<ServerRecord> leavingBeside(ServerKey one, List<ServerRecord> leaving) {
        return leaving.stream().filter(it -> !it.key().equals(one)).toList();
    }

    /** What is described otherwise than a run was started that leaves. */
    List<String> changes(ServerRecord left) {
        return starts.stream()
                .filter(it -> it.spec().key().equals(left.key()))
                .flatMap(it -> it.changes().stream())
                .toList();
    }
}
