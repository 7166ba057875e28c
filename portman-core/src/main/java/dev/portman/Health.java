package dev.portman;

import dev.portman.health.HealthLook;
import dev.portman.health.ListenerProof;
import dev.portman.internal.ownership.Liveness;
import dev.portman.model.AssignedPort;
import dev.portman.model.CheckResult;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerRecord;
import dev.portman.model.ServerSpec;
import dev.portman.model.ServerState;
import dev.portman.model.ServerStatus;
import dev.portman.model.StartReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Asks the checks of servers that run, and remembers what they said. */
final class Health {

    private final Means means;
    private final Collection<ServerStatus> observed;

    /** The health of servers, of which and of whose siblings this was observed. */
    Health(Means means, Collection<ServerStatus> observed) {
        this.means = means;
        this.observed = observed;
    }

    ServerStatus of(ServerSpec spec) {
        Optional<ServerStatus> status =
                observed.stream().filter(it -> it.key().equals(spec.key())).findFirst();
        Optional<ServerRecord> living = status.flatMap(ServerStatus::record)
                .filter(it -> Liveness.of(it, means.machine().table()) == Liveness.LIVES)
                .filter(it -> !isAwaited(it));
        if (living.isEmpty()) {
            return status.orElse(ServerStatus.unknown(spec.key()));
        }
        ServerRecord record = living.get();
        return means.memory().remember(record.withReport(report(record, results(spec, record))), this::judged);
    }

    /** Whether the start of it is still waited for: that asks the checks itself. */
    private boolean isAwaited(ServerRecord record) {
        return !record.isReady()
                && Liveness.lives(record.starter(), means.machine().table());
    }

    /** Of a server whose start was cut short, the first time that all checks pass is when it becomes ready. */
    private StartReport report(ServerRecord record, List<CheckResult> results) {
        boolean becomesReady = !record.isReady() && results.stream().allMatch(CheckResult::ok);
        return becomesReady
                ? record.report()
                        .foundReady(
                                means.machine().table().now(),
                                new ListenerProof(
                                                means.machine().finder(),
                                                means.machine().table())
                                        .look(record)
                                        .socketInodes(),
                                results)
                : record.report().asked(results);
    }

    private ServerStatus judged(ServerRecord record) {
        return new StatusLook(means.machine()).of(List.of(record)).get(0);
    }

    private List<CheckResult> results(ServerSpec spec, ServerRecord record) {
        List<CheckResult> missing = new ArrayList<>();
        for (ServerKey needed : spec.dependencies()) {
            absence(needed)
                    .ifPresent(
                            it -> missing.add(new CheckResult(needed.name(), false, it, Instant.now(), Duration.ZERO)));
        }
        // Its checks may name the place of a server that has none.
        return missing.isEmpty()
                ? new HealthLook(means.machine().finder(), means.machine().table()).of(filled(spec, record), record)
                : missing;
    }

    /** Why nobody can ask a server anything; one whose own checks fail is there nevertheless. */
    private Optional<String> absence(ServerKey needed) {
        ServerState state = observed.stream()
                .filter(it -> it.key().equals(needed))
                .map(ServerStatus::state)
                .findFirst()
                .orElse(ServerState.STOPPED);
        return !state.isUp()
                ? Optional.of("does not run")
                : state == ServerState.STARTING ? Optional.of("is not ready yet") : Optional.empty();
    }

    private ServerSpec filled(ServerSpec spec, ServerRecord record) {
        Map<String, AssignedPort> siblings = new LinkedHashMap<>();
        for (ServerStatus status : observed) {
            if (status.key().equals(spec.key().sibling(status.key().name()))
                    && absence(status.key()).isEmpty()) {
                siblings.put(status.key().name(), status.record().orElseThrow().assigned());
            }
        }
        return FilledSpec.of(spec, record.assigned(), new Surrounding(Set.of(), siblings));
    }
}
