package dev.portman;

import dev.portman.health.HealthLook;
import dev.portman.model.CheckResult;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerRecord;
import dev.portman.model.ServerSpec;
import dev.portman.model.ServerState;
import dev.portman.model.ServerStatus;
import dev.portman.process.ServerLife;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

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
                .filter(it -> ServerLife.of(it, means.machine().table()) == ServerLife.LIVES)
                .filter(ServerRecord::isReady);
        if (living.isEmpty()) {
            return status.orElse(ServerStatus.unknown(spec.key()));
        }
        ServerRecord record = living.get();
        return means.memory().remember(record.withReport(record.report().asked(results(spec, record))), this::judged);
    }

    private ServerStatus judged(ServerRecord record) {
        return new StatusLook(means.machine()).of(List.of(record)).get(0);
    }

    private List<CheckResult> results(ServerSpec spec, ServerRecord record) {
        List<CheckResult> missing = new ArrayList<>();
        for (ServerKey needed : spec.dependencies()) {
            boolean runs =
                    observed.stream().anyMatch(it -> it.key().equals(needed) && it.state() == ServerState.RUNNING);
            if (!runs) {
                missing.add(new CheckResult(needed.name(), false, "does not run", Instant.now(), Duration.ZERO));
            }
        }
        // Its checks may name the place of a server that has none.
        return missing.isEmpty()
                ? new HealthLook(means.machine().finder(), means.machine().table()).of(filled(spec, record), record)
                : missing;
    }

    private ServerSpec filled(ServerSpec spec, ServerRecord record) {
        return FilledSpec.of(spec, record.assigned(), new JointStart(List.of(), observed).surrounding(spec));
    }
}
