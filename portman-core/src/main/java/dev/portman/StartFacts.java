package dev.portman;

import dev.portman.health.ListenerProof;
import dev.portman.internal.ownership.Liveness;
import dev.portman.internal.ownership.LivingUsers;
import dev.portman.internal.ownership.OwnershipScope;
import dev.portman.internal.ownership.ServerOwnership;
import dev.portman.model.Holders;
import dev.portman.model.JudgedHolder;
import dev.portman.model.OnConflict;
import dev.portman.model.PortConflict;
import dev.portman.model.PortHolder;
import dev.portman.model.PortState;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerRecord;
import dev.portman.model.ServerSpec;
import dev.portman.model.Side;
import dev.portman.port.PortSituation;
import dev.portman.port.PortSituation.Phase;
import dev.portman.port.PortSituation.PreviousRun;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Gathers, without judging, what the planner needs to know for one start. */
final class StartFacts {

    private final Means means;

    StartFacts(Means means) {
        this.means = means;
    }

    /** The facts of this moment; {@code tried} are the ports that turned out to be of no use during this start. */
    PortSituation gather(ServerSpec spec, Surrounding surrounding, Set<Integer> tried, boolean evictionTried) {
        Set<Integer> leased = means.memory().leases().takenByOthers(spec.key());
        Set<Integer> promised = surrounding.others().promised();
        List<ServerRecord> leaving =
                surrounding.others().leaving().stream().filter(this::isThere).toList();
        PortConflict preferred = new SettledLook(means.machine())
                .inTheWay(
                        () -> conflict(spec, state(spec.port().preferred(), leased, promised), leaving, evictionTried));
        Set<Integer> taken = new HashSet<>(tried);
        taken.addAll(surrounding.preferred());
        taken.addAll(promised);
        Map<Integer, ServerRecord> left = portsOf(leaving, preferred);
        left.keySet().removeIf(it -> it == preferred.port() ? promised.contains(it) : taken.contains(it));
        taken.addAll(leased);
        if (preferred.state() != PortState.FREE) {
            taken.addAll(means.machine().finder().listeningPorts());
        }
        return new PortSituation(
                spec.onConflict(), preferred, spec.port().fallback(), taken, previous(spec, surrounding), left);
    }

    private boolean isThere(ServerRecord seen) {
        return means.memory()
                .registry()
                .find(seen.key())
                .filter(seen::isSameStart)
                .isPresent();
    }

    /** The ports that those have who leave; on the preferred one, they may listen beside their own. */
    private Map<Integer, ServerRecord> portsOf(List<ServerRecord> leaving, PortConflict preferred) {
        Map<Integer, ServerRecord> ports = new HashMap<>();
        leaving.forEach(it -> ports.put(it.assigned().port(), it));
        ServerOwnership known = new ServerOwnership(leaving, means.machine().table());
        preferred.judged().stream()
                .filter(it -> it.relation() == JudgedHolder.Relation.LEAVING)
                .flatMap(it -> known.serverOf(it.holder().identity()).stream())
                .forEach(it -> ports.put(preferred.port(), it));
        return ports;
    }

    /** What another server of the call is going to have is leased as good as if it had it. */
    private PortState state(int port, Set<Integer> leased, Set<Integer> promised) {
        PortState state = port == 0 ? PortState.FREE : means.machine().probe().probe(port);
        boolean settled = leased.contains(port) && state == PortState.LISTENING;
        boolean spokenFor = leased.contains(port) && state == PortState.FREE;
        return spokenFor || (promised.contains(port) && !settled) ? PortState.LEASED : state;
    }

    /** What stands in the way on the preferred port. */
    private PortConflict conflict(ServerSpec spec, PortState state, List<ServerRecord> leaving, boolean evictionTried) {
        int port = spec.port().preferred();
        Holders holders =
                state == PortState.LISTENING ? means.machine().finder().holders(port) : new Holders.Nobody();
        return new PortConflict(port, state, holders, judged(holders, OwnershipScope.of(spec), leaving), evictionTried);
    }

    /** Who listens on a port, whatever else stands in the way there. */
    PortConflict listeners(int port, OwnershipScope claim) {
        return new SettledLook(means.machine()).listeners(() -> listening(port, claim));
    }

    private PortConflict listening(int port, OwnershipScope claim) {
        Holders holders = means.machine().finder().holders(port);
        return new PortConflict(port, PortState.LISTENING, holders, judged(holders, claim), false);
    }

    /** The visible holders, each with what it is to whoever makes {@code claim} and what the guard says of it. */
    List<JudgedHolder> judged(Holders holders, OwnershipScope claim) {
        return judged(holders, claim, List.of());
    }

    private List<JudgedHolder> judged(Holders holders, OwnershipScope claim, List<ServerRecord> leaving) {
        List<PortHolder> visible = holders.visibleHolders();
        if (visible.isEmpty()) {
            return List.of();
        }
        ServerOwnership known = new ServerOwnership(
                means.memory().registry().all(), means.machine().table());
        return visible.stream()
                .map(holder -> new JudgedHolder(
                        holder,
                        known.serverOf(holder.identity())
                                .filter(server -> leaving.stream().anyMatch(server::isSameStart))
                                .map(server -> JudgedHolder.Relation.LEAVING)
                                .orElseGet(() -> known.relation(holder.identity(), claim)),
                        means.stopper().judge(holder, known, claim),
                        known.serverOf(holder.identity()).map(ServerRecord::key)))
                .toList();
    }

    /** The live previous runs of a server: its own, what a build has left of a person's name, and of a person what a build may join. */
    List<PreviousRun> previous(ServerSpec spec, Surrounding surrounding) {
        List<PreviousRun> previous = new ArrayList<>();
        find(spec.key()).flatMap(it -> run(it, spec, surrounding)).ifPresent(previous::add);
        if (!spec.key().isOfBuild()) {
            find(spec.key().on(Side.BUILD))
                    .filter(it -> LivingUsers.of(it, means.machine().table()).isEmpty())
                    .flatMap(it -> run(it, spec, surrounding))
                    .map(PreviousRun::notToBeKept)
                    .ifPresent(previous::add);
        }
        if (spec.onConflict() == OnConflict.REUSE) {
            spec.joinable().stream()
                    .flatMap(it -> find(it).stream())
                    .flatMap(it -> run(it, spec.in(it.key().directory()), surrounding).stream())
                    .filter(it -> it.phase() == Phase.LEFT)
                    .forEach(it -> previous.add(it.toJoinOnly()));
        }
        return previous;
    }

    private Optional<ServerRecord> find(ServerKey key) {
        return means.memory().registry().find(key);
    }

    private Optional<PreviousRun> run(ServerRecord record, ServerSpec spec, Surrounding surrounding) {
        Optional<Phase> phase = phase(record);
        if (phase.isEmpty()) {
            return Optional.empty();
        }
        boolean unchanged = record.spec().digests().equals(means.memory().digests(spec, surrounding));
        boolean inUse = !LivingUsers.others(record, means.machine().table()).isEmpty();
        return Optional.of(new PreviousRun(record, unchanged, isUsable(record), phase.get(), inUse));
    }

    private Optional<Phase> phase(ServerRecord record) {
        return switch (Liveness.of(record, means.machine().table())) {
            case LIVES, INTENDED -> Optional.of(isBeingStarted(record) ? Phase.BEING_STARTED : Phase.LEFT);
            case STOPPING -> Optional.of(Phase.BEING_STOPPED);
            case ENDED -> record.stop().map(it -> Phase.HALF_STOPPED);
            case ELSEWHERE -> Optional.empty();
        };
    }

    /** What a stop has begun to end is not started any more, whether that stop lives or not. */
    private boolean isBeingStarted(ServerRecord record) {
        return !record.isReady()
                && record.stop().isEmpty()
                && Liveness.lives(record.starter(), means.machine().table());
    }

    /** Whoever of its tree listens: a master may leave that to its workers. */
    private boolean isUsable(ServerRecord record) {
        return record.isReady()
                && record.stop().isEmpty()
                && !LivingUsers.areGone(record, means.machine().table())
                && new ListenerProof(means.machine().finder(), means.machine().table())
                        .look(record)
                        .proven();
    }
}
