package dev.portman;

import dev.portman.internal.ownership.LivingUsers;
import dev.portman.internal.ownership.OwnershipScope;
import dev.portman.model.KillPlan;
import dev.portman.model.KillReach;
import dev.portman.model.PlannedKill;
import dev.portman.model.PlannedStart;
import dev.portman.model.PlannedStop;
import dev.portman.model.PortmanException;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerSpec;
import dev.portman.model.Stopping;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The verbs without their acts: looks and decides as they do, by the same planners, and tells what would follow. It is true of the moment of the
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
        return portman.planOfStart(specs, specs).starts();
    }

    /** What {@link Portman#restartAll} would do, as {@link #start}. */
    public List<PlannedStart> restart(List<ServerSpec> specs) {
        return portman.planOfRestart(specs, specs).starts();
    }

    /**
     * What {@link Portman#stopAll} would do.
     *
     * @return one plan per server, in the order in which they would be stopped
     */
    public List<PlannedStop> stop(List<ServerKey> keys, Optional<Stopping> instead) {
        return new StopPlanner(means).plan(keys, instead);
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

    /** What {@link Portman#killAll} would do. */
    public KillPlan kill(List<Integer> ports, List<ServerKey> servers, KillReach reach) {
        return new KillPlanner(means, OwnershipScope.of(reach.folder(), reach.usedToo())).plan(ports, servers);
    }

    /** What {@link Portman#kill} would do. */
    public PlannedKill kill(int port, Path folder) {
        return kill(List.of(port), List.of(), KillReach.of(folder)).ports().get(0);
    }
}
