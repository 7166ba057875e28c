package dev.portman;

import dev.portman.config.Placeholders;
import dev.portman.health.ReadinessOutcome;
import dev.portman.health.ReadinessWaiter;
import dev.portman.health.Startup;
import dev.portman.internal.ownership.ServerTree;
import dev.portman.log.ServerLog;
import dev.portman.model.AssignedPort;
import dev.portman.model.Cleanup;
import dev.portman.model.Eviction;
import dev.portman.model.Lifetime;
import dev.portman.model.PortmanException;
import dev.portman.model.ProgressEvent;
import dev.portman.model.RecordedSpec;
import dev.portman.model.ServerRecord;
import dev.portman.model.ServerSpec;
import dev.portman.model.ServerState;
import dev.portman.model.ServerStatus;
import dev.portman.model.SpecDigests;
import dev.portman.model.StartHistory;
import dev.portman.model.StartReport;
import dev.portman.model.StartResult;
import dev.portman.model.StartTimes;
import dev.portman.model.Stopping;
import dev.portman.process.Cookie;
import dev.portman.process.LaunchRequest;
import dev.portman.process.LaunchedProcess;
import dev.portman.process.Launcher;
import dev.portman.process.Mark;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The acts of a start once its port is decided: record the intent, launch, wait, and either keep what is ready or leave nothing. */
final class Starter {

    private final Means means;
    private final Instant startedAt = Instant.now();
    private final long begun = System.nanoTime();
    private Optional<ServerRecord> latest = Optional.empty();
    private long intendedAt;
    private Duration freed = Duration.ZERO;
    private Duration launched = Duration.ZERO;

    /** The acts of a start that begins now. */
    Starter(Means means) {
        this.means = means;
    }

    /** Writes down, before any process exists, what is about to be started where: this is the lease of the port. */
    ServerRecord intend(ServerSpec spec, SpecDigests digests, int port, List<Eviction> evicted) {
        freed = elapsed();
        intendedAt = means.machine().table().now();
        AssignedPort assigned = new AssignedPort(port, spec.port().preferred(), spec.url(port));
        RecordedSpec recorded = new RecordedSpec(
                digests,
                spec.lifetime(),
                stopping(spec, assigned),
                spec.logsDirectory(),
                spec.dependsOn(),
                cleanup(spec, assigned));
        ServerRecord intent = new ServerRecord(
                spec.key(),
                Cookie.fresh(),
                mark(),
                means.machine().table().self(),
                Optional.empty(),
                recorded,
                assigned,
                StartReport.begun(Instant.now(), evicted),
                spec.lifetime() == Lifetime.BUILD
                        ? List.of(means.machine().table().self())
                        : List.of());
        if (spec.lifetime() == Lifetime.BUILD) {
            BuildGuard.watch(intent.starter(), means.memory().home());
        }
        means.memory().keep(intent, ServerStatus.of(intent, ServerState.STARTING));
        return intent;
    }

    private OptionalLong mark() {
        List<ServerRecord> records = means.memory().registry().all();
        OptionalLong mark =
                Mark.fresh(number -> records.stream().anyMatch(it -> it.mark().equals(OptionalLong.of(number))));
        if (mark.isEmpty()) {
            means.told().accept(new ProgressEvent.Unmarked());
        }
        return mark;
    }

    /**
     * Launches what was recorded and waits until it is ready.
     *
     * @return empty if it is not wanted any more; nothing of it is left then
     * @throws PortmanException if it does not become ready; nothing of it is left then
     */
    Optional<StartResult> launch(ServerSpec spec, ServerRecord intent, Surrounding surrounding) {
        try (Rollback rollback = new Rollback(() -> giveUp(intent, Optional.empty()))) {
            Path log = ServerLog.prepare(spec.logsDirectory(), spec.name());
            ServerSpec filled = FilledSpec.of(spec, intent.assigned(), surrounding);
            Optional<HookRun.Broken> broken =
                    new HookRun(means.machine(), means.told()).beforeStart(filled, intent, means.withdrawn());
            if (broken.isPresent()) {
                if (means.withdrawn().getAsBoolean()) {
                    return Optional.empty();
                }
                throw new StartFailure(filled, intent, means, aftermath(intent)).refusedBy(broken.get());
            }
            StartHistory before = means.memory().histories().of(intent.key());
            LaunchedProcess process = new Launcher(means.machine().table())
                    .launch(new LaunchRequest(
                            filled.command(),
                            intent.cookie(),
                            intent.mark(),
                            log,
                            spec.stopping().signal()));
            launched = elapsed();
            means.machine().children().add(intent, process.process());
            ServerRecord record = process.identity()
                    .map(intent::launched)
                    .orElse(intent)
                    .withReport(intent.report().besides(before));
            latest = Optional.of(record);
            means.memory().keep(record, ServerStatus.of(record, ServerState.STARTING));
            means.told().accept(new ProgressEvent.Launched(record));
            Optional<StartResult> ready = awaited(new Startup(filled, record, process.process()), before);
            if (ready.isPresent()) {
                rollback.disarm();
                means.told().accept(new ProgressEvent.Ready(ready.get()));
            }
            return ready;
        }
    }

    /** What the latest launch of an intent has left behind. */
    Aftermath aftermath(ServerRecord intent) {
        return Aftermath.of(latest.filter(intent::isSameStart).orElse(intent), intendedAt, means);
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private Optional<StartResult> awaited(Startup startup, StartHistory before) {
        ReadinessOutcome outcome = new ReadinessWaiter(
                        means.machine().finder(), means.machine().table(), means.told(), means.withdrawn())
                .await(startup);
        if (outcome instanceof ReadinessOutcome.Ready ready) {
            return Optional.of(kept(startup, ready, before));
        }
        if (outcome instanceof ReadinessOutcome.Withdrawn) {
            giveUp(startup.record(), Optional.empty());
            startup.process().destroyForcibly();
            return Optional.empty();
        }
        throw failure(startup, outcome);
    }

    private StartResult kept(Startup startup, ReadinessOutcome.Ready ready, StartHistory before) {
        StartReport report =
                startup.record().report().ready(ready.after(), ready.at(), ready.socketInodes(), ready.checks());
        ServingProcess serving = new ServingProcess(startup, means.machine());
        ServerRecord record = serving.leads(startup.record().withReport(report));
        means.memory().keep(record, ServerStatus.of(record, ServerState.RUNNING));
        if (serving.hasEnded(record)) {
            // One in between, which had forked already.
            record = serving.leads(record);
            means.memory().keep(record, ServerStatus.of(record, ServerState.RUNNING));
        }
        ServerStatus status = ServerStatus.of(record, ServerState.RUNNING);
        means.memory()
                .keep(
                        before,
                        new StartTimes(
                                startedAt,
                                record.assigned().requested(),
                                freed,
                                launched,
                                launched.plus(ready.open()),
                                launched.plus(ready.after())));
        if (before.isSlow(ready.after())) {
            means.told().accept(new ProgressEvent.SlowStart(record));
        }
        return StartResult.started(status);
    }

    /** Stops what is left before explaining, so that the explanation is true when it is read. */
    private PortmanException failure(Startup startup, ReadinessOutcome outcome) {
        if (outcome instanceof ReadinessOutcome.Died died) {
            giveUp(startup.record(), Optional.of(died.exitCode()));
            return explanation(startup).died(died);
        }
        giveUp(startup.record(), Optional.empty());
        // One that has cleared its environment cannot be proven by its record yet; but nobody else can have the pid of
        // our own child.
        startup.process().destroyForcibly();
        if (outcome instanceof ReadinessOutcome.Contained contained) {
            return explanation(startup).contained(contained);
        }
        if (outcome instanceof ReadinessOutcome.Failed failed) {
            return explanation(startup).failed(failed);
        }
        return explanation(startup).notReady((ReadinessOutcome.TimedOut) outcome);
    }

    private StartFailure explanation(Startup startup) {
        return new StartFailure(startup.spec(), startup.record(), means, aftermath(startup.record()));
    }

    /** Stops what is left of this very start; by now, somebody else may have stopped it and started the server anew. */
    private void giveUp(ServerRecord start, Optional<Integer> exitCode) {
        means.memory().registry().find(start.key()).filter(start::isSameStart).ifPresent(record -> {
            boolean ended =
                    new ServerTree(record, means.machine().table()).members().isEmpty();
            if (ended) {
                new HookRun(means.machine(), means.told()).afterStop(record);
            }
            if (ended
                    || means.stopper()
                            .stop(record, record.spec().stopping())
                            .termination()
                            .isComplete()) {
                means.memory().forget(new ServerStatus(start.key(), ServerState.FAILED, Optional.of(record), exitCode));
            }
        });
    }

    /** The stop command is remembered with its placeholders filled: whoever stops the server has no description of it. */
    private static Stopping stopping(ServerSpec spec, AssignedPort assigned) {
        Stopping wanted = spec.stopping();
        return new Stopping(
                wanted.timeout(), wanted.signal(), Placeholders.fill(wanted.command(), own(spec, assigned)));
    }

    private static Cleanup cleanup(ServerSpec spec, AssignedPort assigned) {
        return new Cleanup(
                spec.hooks().afterStop().stream()
                        .map(it -> Placeholders.fill(it, own(spec, assigned)))
                        .toList(),
                spec.command().workingDirectory(),
                spec.hooks().timeout(),
                !spec.hooks().beforeStart().isEmpty());
    }

    private static Map<String, String> own(ServerSpec spec, AssignedPort assigned) {
        return new Surrounding(Set.of(), Map.of())
                .placeholders(assigned, spec.port().hostOrDefault());
    }
}
