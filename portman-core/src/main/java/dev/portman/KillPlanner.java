package dev.portman;

import dev.portman.internal.ownership.OwnershipScope;
import dev.portman.internal.ownership.ServerOwnership;
import dev.portman.model.Holders;
import dev.portman.model.KillPlan;
import dev.portman.model.PlannedKill;
import dev.portman.model.PlannedKill.Served;
import dev.portman.model.PortConflict;
import dev.portman.model.PortHolder;
import dev.portman.model.PortState;
import dev.portman.model.PortmanException;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerRecord;
import dev.portman.model.Stopping;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides for all targets of a kill before anybody is ended: for whoever acts and whoever only asks. */
final class KillPlanner {

    private static final int MOST_LOOKS = 3;

    private final Means means;
    private final OwnershipScope claim;

    /** For a call in the name of {@code claim}. */
    KillPlanner(Means means, OwnershipScope claim) {
        this.means = means;
        this.claim = claim;
    }

    /** What is going to become of ports and of servers; a port that is named twice is one target. */
    KillPlan plan(List<Integer> ports, List<ServerKey> servers) {
        return new KillPlan(
                ports.stream().distinct().map(this::plan).toList(),
                new StopPlanner(means).plan(servers, Optional.of(Stopping.atOnce())));
    }

    /** What is going to become of one port. */
    PlannedKill plan(int port) {
        PortConflict found = found(port);
        PlannedKill plan = new PlannedKill(found, served(found.holders().visibleHolders()), Optional.empty());
        try {
            Outcomes.refuseUnlessAllowed(found);
        } catch (PortmanException e) {
            return plan.refusedBy(e);
        }
        return refusal(plan).map(plan::refusedBy).orElse(plan);
    }

    /** A server that is just starting may open the port between the look for its holders and the probe. */
    private PortConflict found(int port) {
        PortConflict found = new StartFacts(means).listeners(port, claim);
        for (int looks = 1; looks < MOST_LOOKS && isOpenedSince(found); looks++) {
            found = new StartFacts(means).listeners(port, claim);
        }
        return found;
    }

    /** Whether somebody listens on a port that nobody held when it was looked at, or begins to while it is waited for. */
    private boolean isOpenedSince(PortConflict found) {
        return found.holders() instanceof Holders.Nobody
                && means.machine().released(found.port()) == PortState.LISTENING;
    }

    private Optional<PortmanException> refusal(PlannedKill plan) {
        if (plan.found().holders() instanceof Holders.Nobody) {
            int port = plan.found().port();
            return new FreedPort(port, means).held(means.machine().released(port), "", claim);
        }
        StopPlanner stops = new StopPlanner(means);
        return plan.servers().stream()
                .flatMap(it -> stops.refusal(it.server()).stream())
                .findFirst();
    }

    private List<Served> served(List<PortHolder> holders) {
        if (holders.isEmpty()) {
            return List.of();
        }
        ServerOwnership known = new ServerOwnership(
                means.memory().registry().all(), means.machine().table());
        Map<ServerRecord, List<PortHolder>> servers = new LinkedHashMap<>();
        holders.forEach(holder -> known.serverOf(holder.identity())
                .ifPresent(server -> servers.computeIfAbsent(server, key -> new ArrayList<>())
                        .add(holder)));
        return servers.entrySet().stream()
                .map(it -> new Served(it.getKey(), it.getValue()))
                .toList();
    }
}
