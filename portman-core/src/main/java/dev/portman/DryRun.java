package dev.portman;

import dev.portman.internal.ownership.Liveness;
import dev.portman.internal.ownership.LivingUsers;
import dev.portman.internal.ownership.OwnershipScope;
import dev.portman.model.AssignedPort;
import dev.portman.model.DependencyOrder;
import dev.portman.model.Holders;
import dev.portman.model.PlannedKill;
import dev.portman.model.PlannedStart;
import dev.portman.model.PlannedStop;
import dev.portman.model.PortConflict;
import dev.portman.model.PortPlan;
import dev.portman.model.PortmanException;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerRecord;
import dev.portman.model.ServerSpec;
import dev.portman.model.Stopping;
import dev.portman.port.PortForecast;
import dev.portman.port.PortSituation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The verbs without their acts: looks and decides as they do, by the same code, and tells what would follow. It is true of the moment of the
 * look; whether a program ends when it is asked, and whether a server becomes ready, nobody knows before.
 */
public final class DryRun {

    private final Portman portman;
    private final Means means;

    DryRun(Portman portman, Means means) {
        this.portman = portman;
        this.means = means;
    }

    /**
     * What {@link Portman#startAll} would do.
     *
     * @return one plan per server, in the order in which they would be started
     * @throws PortmanException if it would refuse them all: a program that is not there, a dependency that neither runs nor is among them
     */
    public List<PlannedStart> start(List<ServerSpec> specs) {
        return planned(specs, PortForecast::ofStart);
    }

    /** What {@link Portman#restartAll} would do, as {@link #start}. */
    public List<PlannedStart> restart(List<ServerSpec> specs) {
        return planned(specs, PortForecast::ofRestart);
    }

    private List<PlannedStart> planned(List<ServerSpec> specs, Function<PortSituation, List<PortPlan>> forecast) {
        specs.forEach(Programs::check);
        JointStart joint = new JointStart(specs, portman.observed(specs));
        Set<Integer> given = new HashSet<>();
        List<PlannedStart> plans = new ArrayList<>();
        for (ServerSpec spec : joint.order()) {
            Surrounding surrounding = joint.surrounding(spec);
            PortSituation situation = new StartFacts(means).gather(spec, surrounding, given, false);
            PlannedStart plan = planned(spec, surrounding, forecast.apply(situation));
            plans.add(plan);
            plan.port().filter(it -> it > 0).ifPresent(port -> {
                given.add(port);
                joint.started(spec.key(), assigned(spec, port));
            });
        }
        return plans;
    }

    private PlannedStart planned(ServerSpec spec, Surrounding surrounding, List<PortPlan> acts) {
        List<ServerRecord> replaced = acts.stream()
                .filter(PortPlan.Replace.class::isInstance)
                .map(it -> ((PortPlan.Replace) it).previous())
                .toList();
        List<String> changes = replaced.stream()
                .flatMap(it -> means
                        .memory()
                        .digests(spec, surrounding)
                        .changedSince(it.spec().digests())
                        .stream())
                .toList();
        Optional<PortmanException> protectedOne =
                replaced.stream().flatMap(it -> refusal(it).stream()).findFirst();
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
                .map(port -> new PlannedStart(
                        FilledSpec.of(spec, assigned(spec, port), surrounding),
                        acts,
                        changes,
                        plan.force(),
                        plan.refusal()))
                .orElse(plan);
    }

    private static AssignedPort assigned(ServerSpec spec, int port) {
        return new AssignedPort(port, spec.port().preferred(), spec.url(port));
    }

    private Optional<PortmanException> refusal(ServerRecord record) {
        try {
            means.stopper().permitted(record);
            return Optional.empty();
        } catch (PortmanException e) {
            return Optional.of(e);
        }
    }

    /**
     * What {@link Portman#stopAll} would do.
     *
     * @return one plan per server, in the order in which they would be stopped
     */
    public List<PlannedStop> stop(List<ServerKey> keys, Optional<Stopping> instead) {
        return DependencyOrder.ofStop(keys, portman::dependencies).stream()
                .map(key -> planned(key, instead))
                .toList();
    }

    /** What {@link Portman#releaseAll} would do. */
    public List<PlannedStop> release(List<ServerKey> keys, Optional<Stopping> instead) {
        return stop(keys, instead).stream()
                .map(it -> it.leftTo(it.running().stream()
                        .flatMap(running ->
                                LivingUsers.others(running, means.machine().table()).stream())
                        .toList()))
                .toList();
    }

    private PlannedStop planned(ServerKey key, Optional<Stopping> instead) {
        Optional<ServerRecord> record = means.memory().registry().find(key);
        Liveness life =
                record.map(it -> Liveness.of(it, means.machine().table())).orElse(Liveness.ENDED);
        if (life == Liveness.ENDED) {
            return new PlannedStop(key, Optional.empty(), instead.orElse(Stopping.defaults()), Optional.empty());
        }
        Stopping how = instead.orElse(record.orElseThrow().spec().stopping());
        return new PlannedStop(
                key,
                record,
                how,
                life == Liveness.ELSEWHERE ? record.map(Outcomes::elsewhere) : record.flatMap(this::refusal));
    }

    /** What {@link Portman#kill} would do. */
    public PlannedKill kill(int port, Path folder) {
        OwnershipScope claim = OwnershipScope.of(folder);
        PortConflict found = new StartFacts(means).listeners(port, claim);
        try {
            Outcomes.refuseUnlessAllowed(found);
            boolean nobody = found.holders() instanceof Holders.Nobody;
            return new PlannedKill(
                    found,
                    nobody ? portman.held(port, means.machine().probe().probe(port), "", claim) : Optional.empty());
        } catch (PortmanException e) {
            return new PlannedKill(found, Optional.of(e));
        }
    }
}
