package dev.portman;

import dev.portman.internal.ownership.OwnershipScope;
import dev.portman.model.Eviction;
import dev.portman.model.Holders;
import dev.portman.model.KillOutcome;
import dev.portman.model.KillPlan;
import dev.portman.model.KillReport;
import dev.portman.model.KilledPort;
import dev.portman.model.KilledServer;
import dev.portman.model.PlannedKill;
import dev.portman.model.PlannedStop;
import dev.portman.model.PortHolder;
import dev.portman.model.PortState;
import dev.portman.model.PortmanException;
import dev.portman.model.ProcessIdentity;
import dev.portman.model.ServerRecord;
import dev.portman.model.StopResult;
import dev.portman.model.Termination.How;
import dev.portman.report.Sentences;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The acts of a kill, on what was decided: each process is ended once, by however many ports and names it is meant. */
final class Killing {

    private static final int MOST_LOOKS = 3;

    private final Means means;
    private final OwnershipScope claim;
    private final Function<PlannedStop, StopResult> stop;
    private final List<Gone> servers = new ArrayList<>();
    private final Map<ProcessIdentity, How> strangers = new HashMap<>();

    /** A server that was ended for the sake of a port, and how it went. */
    private record Gone(ServerRecord server, How how) {}

    /**
     * For a call in the name of {@code claim}.
     *
     * @param stop ends a server at once
     */
    Killing(Means means, OwnershipScope claim, Function<PlannedStop, StopResult> stop) {
        this.means = means;
        this.claim = claim;
        this.stop = stop;
    }

    /** Does all of it, or nothing if a part of it is refused; what fails meanwhile keeps nothing else from being done. */
    KillReport of(KillPlan plan) {
        Optional<PortmanException> refusal =
                JointDecision.onKills(plan.ports(), plan.servers()).refusal(means.told());
        if (refusal.isPresent()) {
            return new KillReport(
                    plan.ports().stream().map(Killing::untouched).toList(),
                    plan.servers().stream().map(Killing::untouched).toList(),
                    refusal);
        }
        List<KilledPort> freed = plan.ports().stream().map(this::free).toList();
        List<KilledServer> ended = plan.servers().stream().map(this::end).toList();
        Failures failures = new Failures();
        freed.forEach(it -> it.failure().ifPresent(failures::add));
        ended.forEach(it -> it.failure().ifPresent(failures::add));
        return new KillReport(freed, ended, failures.first());
    }

    private static KilledPort untouched(PlannedKill plan) {
        boolean nobody = plan.found().holders().visibleHolders().isEmpty();
        return new KilledPort(plan, outcome(plan.refusal(), nobody), List.of(), plan.refusal());
    }

    private static KilledServer untouched(PlannedStop plan) {
        return new KilledServer(
                plan, outcome(plan.refusal(), plan.running().isEmpty()), Optional.empty(), plan.refusal());
    }

    private static KillOutcome outcome(Optional<PortmanException> refusal, boolean nobody) {
        if (refusal.isPresent()) {
            return KillOutcome.REFUSED;
        }
        return nobody ? KillOutcome.NOTHING : KillOutcome.LEFT;
    }

    /** Who has come since it was decided that nobody is there is decided on once more: it is the port that is to be free. */
    private KilledPort free(PlannedKill decided) {
        int port = decided.found().port();
        PlannedKill plan = decided;
        PortState now = now(plan);
        for (int looks = 1; looks < MOST_LOOKS && now == PortState.LISTENING; looks++) {
            plan = new KillPlanner(means, claim).plan(port);
            now = now(plan);
        }
        if (plan.refusal().isPresent()) {
            return new KilledPort(plan, KillOutcome.FAILED, List.of(), plan.refusal());
        }
        return isNobodys(plan) && now == PortState.FREE
                ? new KilledPort(plan, KillOutcome.NOTHING, List.of(), Optional.empty())
                : freed(plan);
    }

    /** How a port is that nobody is to be ended for; one that somebody is to be ended for counts as free, since it is going to be. */
    private PortState now(PlannedKill plan) {
        return isNobodys(plan) ? means.machine().released(plan.found().port()) : PortState.FREE;
    }

    private static boolean isNobodys(PlannedKill plan) {
        return plan.found().holders() instanceof Holders.Nobody;
    }

    private KilledPort freed(PlannedKill plan) {
        int port = plan.found().port();
        List<Eviction> killed = new ArrayList<>();
        try {
            plan.servers().forEach(it -> killed.addAll(server(port, it)));
            killed.addAll(strangers(port, plan.strangers()));
            new FreedPort(port, means).orRefuse(means.machine().released(port), "", claim);
            return new KilledPort(
                    plan, killed.isEmpty() ? KillOutcome.NOTHING : KillOutcome.ENDED, killed, Optional.empty());
        } catch (PortmanException e) {
            return new KilledPort(plan, KillOutcome.FAILED, killed, Optional.of(e));
        }
    }

    private List<Eviction> server(int port, PlannedKill.Served served) {
        Optional<How> before = before(served.server());
        if (before.isPresent()) {
            return served.holders().stream().map(it -> ended(it, before.get())).toList();
        }
        List<Eviction> evictions = evict(port, served.holders());
        evictions.stream().findFirst().ifPresent(it -> servers.add(new Gone(served.server(), it.how())));
        return evictions;
    }

    private Optional<How> before(ServerRecord server) {
        return servers.stream()
                .filter(it -> it.server().isSameStart(server))
                .map(Gone::how)
                .findFirst();
    }

    private List<Eviction> strangers(int port, List<PortHolder> holders) {
        List<PortHolder> left = holders.stream()
                .filter(it -> !strangers.containsKey(it.identity()))
                .toList();
        List<Eviction> evictions = new ArrayList<>();
        holders.stream()
                .filter(it -> !left.contains(it))
                .forEach(it -> evictions.add(ended(it, strangers.getOrDefault(it.identity(), How.ALREADY_GONE))));
        if (!left.isEmpty()) {
            List<Eviction> now = evict(port, left);
            left.forEach(holder -> now.stream()
                    .filter(it -> it.pid() == holder.pid())
                    .forEach(it -> strangers.put(holder.identity(), it.how())));
            evictions.addAll(now);
        }
        return evictions;
    }

    private List<Eviction> evict(int port, List<PortHolder> holders) {
        return new Evictor(means, Optional.empty()).evict(port, holders, Duration.ZERO, claim);
    }

    private static Eviction ended(PortHolder holder, How how) {
        return new Eviction(
                holder.pid(), Sentences.command(holder), holder.description().user(), how);
    }

    private KilledServer end(PlannedStop plan) {
        Optional<How> before = plan.running().flatMap(this::before).filter(it -> it != How.INCOMPLETE);
        if (before.isPresent()) {
            return new KilledServer(plan, KillOutcome.ENDED, before, Optional.empty());
        }
        try {
            How how = stop.apply(plan).termination().how();
            return new KilledServer(
                    plan,
                    plan.running().isEmpty() ? KillOutcome.NOTHING : KillOutcome.ENDED,
                    Optional.of(how),
                    Optional.empty());
        } catch (PortmanException e) {
            return new KilledServer(plan, KillOutcome.FAILED, Optional.empty(), Optional.of(e));
        }
    }
}
