package dev.portman;

import dev.portman.internal.ownership.Liveness;
import dev.portman.model.DependencyOrder;
import dev.portman.model.PlannedStop;
import dev.portman.model.PortmanException;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerRecord;
import dev.portman.model.Stopping;
import java.util.List;
import java.util.Optional;

/** Decides for all servers of a stop before the first of them is stopped: for whoever acts and whoever only asks. */
final class StopPlanner {

    private final Means means;

    StopPlanner(Means means) {
        this.means = means;
    }

    /** One plan per server, in the order in which they are stopped: each before those it depends on. */
    List<PlannedStop> plan(List<ServerKey> keys, Optional<Stopping> instead) {
        return DependencyOrder.ofStop(keys, this::dependencies).stream()
                .map(key -> plan(key, instead))
                .toList();
    }

    /** What a server was started after, as long as it is recorded. */
    List<ServerKey> dependencies(ServerKey key) {
        return means.memory()
                .registry()
                .find(key)
                .map(ServerRecord::dependencies)
                .orElse(List.of());
    }

    private PlannedStop plan(ServerKey key, Optional<Stopping> instead) {
        Optional<ServerRecord> record = means.memory().registry().find(key);
        Liveness life =
                record.map(it -> Liveness.of(it, means.machine().table())).orElse(Liveness.ENDED);
        if (life == Liveness.ENDED) {
            return new PlannedStop(key, Optional.empty(), instead.orElse(Stopping.defaults()), Optional.empty());
        }
        Stopping how = instead.orElse(record.orElseThrow().spec().stopping());
        return new PlannedStop(
                key,
                // What a dead stop has claimed is there to be stopped as any other.
                life == Liveness.STOPPING ? record : record.map(ServerRecord::givenBack),
                how,
                life == Liveness.ELSEWHERE ? record.map(Outcomes::elsewhere) : record.flatMap(this::refusal));
    }

    /** Why a server may not be stopped from here. */
    Optional<PortmanException> refusal(ServerRecord record) {
        try {
            means.stopper().permitted(record);
            return Optional.empty();
        } catch (PortmanException e) {
            return Optional.of(e);
        }
    }
}
