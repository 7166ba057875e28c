package dev.portman;

import dev.portman.internal.ownership.Liveness;
import dev.portman.internal.ownership.LivingUsers;
import dev.portman.model.OnConflict;
import dev.portman.model.PortConflict;
import dev.portman.model.PortHeldException;
import dev.portman.model.PortPlan;
import dev.portman.model.PortmanException;
import dev.portman.model.ProcessIdentity;
import dev.portman.model.ServerRecord;
import dev.portman.model.ServerSpec;
import dev.portman.report.Sentences;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Says why a plan starts nothing: the same to whoever tries and to whoever only asks. */
final class StartRefusal {

    private static final int MOST_NAMED = 20;

    private final ServerSpec spec;
    private final Machine machine;

    StartRefusal(ServerSpec spec, Machine machine) {
        this.spec = spec;
        this.machine = machine;
    }

    /** Empty for a plan that refuses nothing. */
    Optional<PortmanException> of(PortPlan plan) {
        if (plan instanceof PortPlan.Refuse refuse) {
            return Optional.of(held(refuse.conflict()));
        }
        return plan instanceof PortPlan.RefuseRunning running ? Optional.of(runs(running.running())) : Optional.empty();
    }

    private PortmanException held(PortConflict conflict) {
        boolean fallsBack =
                spec.onConflict() != OnConflict.FAIL && !spec.port().fallback().isNone();
        return new PortHeldException(
                Sentences.of(conflict) + " " + spec.name() + " was not started: "
                        + (fallsBack
                                ? fallbackHolders()
                                : "no other port is allowed (policy "
                                        + spec.onConflict().word() + ")."),
                Sentences.advice(conflict));
    }

    /** Whoever reads this has to free one of them, so each is named. */
    private String fallbackHolders() {
        Set<Integer> ports =
                spec.port().fallback().candidates().limit(MOST_NAMED).boxed().collect(Collectors.toSet());
        return "the fallback ports " + spec.port().fallback() + " are taken too: "
                + new TreeMap<>(machine.finder().holders(ports))
                        .entrySet().stream()
                                .map(it -> Sentences.taken(it.getKey(), it.getValue()))
                                .collect(Collectors.joining("; "))
                + ".";
    }

    private PortmanException runs(ServerRecord running) {
        if (!running.isReady() && Liveness.lives(running.starter(), machine.table())) {
            return new PortHeldException(
                    spec.name() + " is being started by pid "
                            + running.starter().pid() + " on port "
                            + running.assigned().port() + " at this moment.",
                    "Wait until that is done, or stop it first.");
        }
        List<ProcessIdentity> others = LivingUsers.others(running, machine.table());
        if (!others.isEmpty()) {
            return new PortHeldException(
                    spec.name() + " runs for " + Sentences.builds(others) + " on port "
                            + running.assigned().port() + "; a start takes no server from whoever uses it.",
                    "Wait for its end, use onConflict reuse to share it, or stop it first"
                            + (spec.key().isOfBuild() ? " (--build, -Dportman.side=build)." : "."));
        }
        String how =
                running.isReady() ? " is running already (pid " : " was launched before and is not ready yet (pid ";
        return new PortHeldException(
                spec.name() + how
                        + running.leader().map(it -> Long.toString(it.pid())).orElse("not known yet") + ") on port "
                        + running.assigned().port() + ", and policy "
                        + spec.onConflict().word() + " stops nothing.",
                "Stop it first, or use onConflict reuse or evict.");
    }
}
