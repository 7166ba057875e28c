package dev.portman;

import dev.portman.internal.ownership.ServerOwnership;
import dev.portman.model.AssignedPort;
import dev.portman.model.PlannedStart;
import dev.portman.model.PlannedStop;
import dev.portman.model.PortPlan;
import dev.portman.model.PortmanException;
import dev.portman.model.ServerRecord;
import dev.portman.model.ServerSpec;
import dev.portman.port.PortForecast;
import dev.portman.port.PortPlanner;
import dev.portman.port.PortSituation;
import dev.portman.port.PortSituation.PreviousRun;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Decides for all servers of a start before the first of them does anything: for whoever acts and whoever only asks. */
final class StartPlanner {

    private final Means means;
    private final StartFacts facts;
    private final StopPlanner stops;

    StartPlanner(Means means) {
        this.means = means;
        this.facts = new StartFacts(means);
        this.stops = new StopPlanner(means);
    }

    /** What a start is going to do. */
    JointPlan start(JointStart joint) {
        return planned(joint, leaving(joint), PortForecast::ofStart);
    }

    /** What a restart is going to do: all of them are stopped before the first is started. */
    JointPlan restart(JointStart joint) {
        List<PlannedStop> before =
                stops.plan(joint.order().stream().map(ServerSpec::key).toList(), Optional.empty());
        List<ServerRecord> leaving =
                before.stream().flatMap(it -> it.running().stream()).toList();
        JointPlan plan = planned(joint, leaving, PortForecast::ofRestart);
        return new JointPlan(
                plan.starts().stream()
                        .map(it -> refused(it, before).map(it::refusedBy).orElse(it))
                        .toList(),
                leaving);
    }

    private static Optional<PortmanException> refused(PlannedStart start, List<PlannedStop> before) {
        return before.stream()
                .filter(it -> it.key().equals(start.spec().key()))
                .flatMap(it -> it.refusal().stream())
                .findFirst();
    }

    private JointPlan planned(
            JointStart joint, List<ServerRecord> leaving, Function<PortSituation, List<PortPlan>> forecast) {
        Set<Integer> promised = new HashSet<>();
        List<PlannedStart> plans = new ArrayList<>();
        for (ServerSpec spec : joint.order()) {
            Surrounding surrounding =
                    joint.surrounding(spec).beside(new Others(promised, JointPlan.leavingBeside(spec.key(), leaving)));
            PortSituation situation = facts.gather(spec, surrounding, Set.of(), false);
            PlannedStart plan = planned(spec, surrounding, forecast.apply(situation));
            plans.add(plan);
            plan.port().filter(it -> it > 0).ifPresent(port -> {
                promised.add(port);
                joint.started(spec.key(), assigned(spec, port));
            });
        }
        return new JointPlan(plans, leaving);
    }

    /** The previous runs that are replaced wherever the servers come to be that are planned before theirs. */
    private List<ServerRecord> leaving(JointStart joint) {
        if (joint.order().size() == 1) {
            return List.of();
        }
        return joint.order().stream()
                .flatMap(spec -> {
                    Surrounding surrounding = joint.surrounding(spec);
                    return facts.previous(spec, surrounding).stream()
                            .map(it -> apartFromPlaces(it, spec, surrounding))
                            .filter(it -> PortPlanner.isBoundToGo(spec.onConflict(), it))
                            .map(PreviousRun::record);
                })
                .toList();
    }

    /** Where the servers of the call come to be that it needs is not known yet, and no change. */
    private PreviousRun apartFromPlaces(PreviousRun previous, ServerSpec spec, Surrounding surrounding) {
        List<String> places = spec.dependsOn().stream().map(DigestedSpec::place).toList();
        return new PreviousRun(
                previous.record(),
                places.containsAll(changes(previous.record(), spec, surrounding)),
                previous.usable(),
                previous.phase(),
                previous.inUse());
    }

    private List<String> changes(ServerRecord previous, ServerSpec spec, Surrounding surrounding) {
        return means.memory()
                .digests(spec, surrounding)
                .changedSince(previous.spec().digests());
    }

    private PlannedStart planned(ServerSpec spec, Surrounding surrounding, List<PortPlan> acts) {
        List<ServerRecord> replaced = acts.stream()
                .filter(PortPlan.Replace.class::isInstance)
                .map(it -> ((PortPlan.Replace) it).previous())
                .toList();
        List<String> changes = replaced.stream()
                .flatMap(it -> changes(it, spec, surrounding).stream())
                .toList();
        Optional<PortmanException> protectedOne = Stream.concat(replaced.stream(), evicted(acts))
                .flatMap(it -> stops.refusal(it).stream())
                .findFirst();
        PlannedStart plan = new PlannedStart(
                spec,
                acts,
                changes,
                means.force(),
                protectedOne.or(() -> new StartRefusal(spec, means.machine()).of(acts.get(acts.size() - 1))));
        // What a placeholder means is not known before a server has its port from the system.
        boolean known = spec.dependsOn().stream().allMatch(surrounding.running()::containsKey);
        return plan.port()
                .filter(it -> it > 0 && known)
                .map(port -> plan.of(FilledSpec.of(spec, assigned(spec, port), surrounding)))
                .orElse(plan);
    }

    /** The recorded servers among the holders that have to go. */
    private Stream<ServerRecord> evicted(List<PortPlan> acts) {
        List<PortPlan.Evict> evictions = acts.stream()
                .filter(PortPlan.Evict.class::isInstance)
                .map(PortPlan.Evict.class::cast)
                .toList();
        if (evictions.isEmpty()) {
            return Stream.of();
        }
        ServerOwnership known = new ServerOwnership(
                means.memory().registry().all(), means.machine().table());
        return evictions.stream()
                .flatMap(it -> it.holders().stream())
                .flatMap(it -> known.serverOf(it.identity()).stream())
                .distinct();
    }

    private static AssignedPort assigned(ServerSpec spec, int port) {
        return new AssignedPort(port, spec.port().preferred(), spec.url(port));
    }
}
