package dev.portman;

import dev.portman.internal.ownership.Liveness;
import dev.portman.internal.ownership.OwnershipScope;
import dev.portman.model.Eviction;
import dev.portman.model.Lifetime;
import dev.portman.model.PortConflict;
import dev.portman.model.PortPlan;
import dev.portman.model.PortState;
import dev.portman.model.ProgressEvent;
import dev.portman.model.ServerFailedException;
import dev.portman.model.ServerRecord;
import dev.portman.model.ServerSpec;
import dev.portman.model.ServerState;
import dev.portman.model.ServerStatus;
import dev.portman.model.SpecDigests;
import dev.portman.model.StartResult;
import dev.portman.port.PortPlanner;
import dev.portman.process.ProcessTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One start, round by round: gather the facts, decide, act; until a server is ready or nothing is left to try. */
final class StartAttempt {

    private final ServerSpec spec;
    private ServerSpec placed;
    private final Surrounding surrounding;
    private final Means means;
    private final Replacements replacements;
    private final SpecDigests digests;
    private final StartFacts facts;
    private final Starter starter;
    private final List<Eviction> evicted = new ArrayList<>();
    private final Set<Integer> tried = new HashSet<>();
    private boolean evictionTried;

    StartAttempt(ServerSpec spec, Surrounding surrounding, Means means, Replacements replacements) {
        this.spec = spec;
        this.placed = spec;
        this.surrounding = surrounding;
        this.means = means;
        this.replacements = replacements;
        // Not under the lock: the first time takes a JVM long.
        this.digests = means.memory().digests(spec, surrounding);
        this.facts = new StartFacts(means);
        this.starter = new Starter(means);
    }

    /** Ends with a ready server, with none if it is not wanted any more, or with an exception; each round excludes a port or a holder, so there is an end. */
    Optional<StartResult> run() {
        while (!means.withdrawn().getAsBoolean()) {
            PortPlan plan = PortPlanner.plan(facts.gather(spec, surrounding, tried, evictionTried));
            Optional<StartResult> result = act(plan);
            if (result.isPresent()) {
                return result;
            }
        }
        return Optional.empty();
    }

    /** Empty where the facts have changed by the act, so that they must be gathered anew. */
    private Optional<StartResult> act(PortPlan plan) {
        if (plan instanceof PortPlan.Use use) {
            return startOn(use.port(), Optional.empty());
        }
        if (plan instanceof PortPlan.Next next) {
            return startOn(next.port(), Optional.of(next.conflict()));
        }
        if (plan instanceof PortPlan.Evict evict) {
            evictionTried = true;
            evicted.addAll(new Evictor(means, Optional.of(spec.name()))
                    .evict(
                            evict.port(),
                            evict.holders(),
                            means.force() ? Duration.ZERO : spec.stopping().timeout(),
                            OwnershipScope.of(spec)));
            return Optional.empty();
        }
        if (plan instanceof PortPlan.Replace replace) {
            replacements.stop(
                    replace.previous(),
                    digests.changedSince(replace.previous().spec().digests()));
            return Optional.empty();
        }
        if (plan instanceof PortPlan.Await await) {
            replacements.stop(await.leaving());
            return Optional.empty();
        }
        if (plan instanceof PortPlan.AwaitStop await) {
            awaitStop(await.stopping());
            return Optional.empty();
        }
        if (plan instanceof PortPlan.Reuse reuse) {
            return reused(reuse.running());
        }
        throw new StartRefusal(spec, means.machine()).of(plan).orElseThrow();
    }

    private void awaitStop(ServerRecord stopping) {
        ProcessTable table = means.machine().table();
        if (Liveness.isBeingStopped(stopping, table)) {
            new StopJoin(new Lifecycle(means.memory(), table), table, means.told()).await(stopping, means.withdrawn());
        } else {
            // Only what was begun is finished; a server that was given back is for the policy to decide.
            means.stopper()
                    .stop(
                            stopping,
                            stopping.spec().stopping(),
                            now -> now.stop().isPresent());
        }
    }

    private Optional<StartResult> reused(ServerRecord running) {
        Sharing sharing = new Sharing(means);
        boolean before = sharing.isUsed(running);
        Optional<StartResult> result = sharing.join(
                        running, spec.key().isOfBuild() || spec.lifetime() == Lifetime.BUILD)
                .map(it -> StartResult.found(ServerStatus.of(it, ServerState.RUNNING), !before && sharing.isUsed(it)));
        result.ifPresent(it -> means.told().accept(new ProgressEvent.Ready(it)));
        return result;
    }

    private Optional<StartResult> startOn(int port, Optional<PortConflict> conflict) {
        means.memory().places().dropGone();
        Optional<ServerRecord> intent = means.memory().leases().exclusively("start " + spec.name(), () -> lease(port));
        if (intent.isEmpty()) {
            return Optional.empty();
        }
        conflict.ifPresent(it -> means.told()
                .accept(new ProgressEvent.FallingBack(
                        spec.key(), spec.onConflict(), intent.get().assigned().port(), it)));
        if (!placed.logsDirectory().equals(spec.logsDirectory())) {
            means.told()
                    .accept(new ProgressEvent.LogsBeside(spec.name(), spec.logsDirectory(), placed.logsDirectory()));
        }
        int leased = intent.get().assigned().port();
        try {
            return starter.launch(placed, intent.get(), surrounding);
        } catch (ServerFailedException failed) {
            // A further launch only once it is proven that nothing of this one is left.
            if (wasStolen(leased) && starter.aftermath(intent.get()).isClean()) {
                tried.add(leased);
                return Optional.empty();
            }
            throw failed;
        }
    }

    /** Under the lock: the last look at the port, and the record that makes it ours. */
    private Optional<ServerRecord> lease(int port) {
        int candidate = port == 0 ? means.machine().probe().anyFreePort() : port;
        boolean isThere = means.memory()
                .registry()
                .find(spec.key())
                .filter(it -> it.stop().isPresent()
                        || Liveness.of(it, means.machine().table()).isThere())
                .isPresent();
        if (isThere) {
            return Optional.empty();
        }
        // What the system gives may be what another server of the call is about to have.
        boolean promised = port == 0
                && (surrounding.preferred().contains(candidate)
                        || surrounding.others().promised().contains(candidate));
        boolean free = !promised
                && means.machine().probe().probe(candidate) == PortState.FREE
                && !means.memory().leases().takenByOthers(spec.key()).contains(candidate);
        if (!free) {
            tried.add(candidate);
            return Optional.empty();
        }
        placed = means.memory().placed(spec);
        return Optional.of(starter.intend(placed, digests, candidate, evicted));
    }

    /** Between the last look and the server's own bind there is a gap that nobody can close: a stranger may have been faster. */
    private boolean wasStolen(int port) {
        return !tried.contains(port)
                && means.machine().finder().listeningPorts().contains(port);
    }
}
