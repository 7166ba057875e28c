package dev.portman;

import dev.portman.config.Placeholders;
import dev.portman.health.ReadinessOutcome;
import dev.portman.health.ReadinessWaiter;
import dev.portman.health.Startup;
import dev.portman.internal.ownership.Liveness;
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
    private final Lifecycle lifecycle;
    private final Instant startedAt = Instant.now();
    private final long begun = System.nanoTime();
    private Optional<ServerRecord> latest = Optional.empty();
    private long intendedAt;
    private Duration freed = Duration.ZERO;
    private Duration launched = Duration.ZERO;

    /** The acts of a start that begins now. */
    Starter(Means means) {
        this.means = means;
        this.lifecycle = new Lifecycle(means.memory(), means.machine().table());
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
                        means.machine().table().self(),
                        Optional.empty(),
                        recorded,
                        assigned,
                        StartReport.begun(Instant.now(), evicted))
                .markedBy(mark());
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
     * @throws PortmanException if it does not become ready, or is stopped by somebody else before; nothing of it is left then
     */
    Optional<StartResult> launch(ServerSpec spec, ServerRecord intent, Surrounding surrounding) {
        try (Rollback rollback = new Rollback(() -> giveUp(intent, Optional.empty()))) {
            Path log = ServerLog.prepare(spec.logsDirectory(), spec.name());
            ServerSpec filled = FilledSpec.of(spec, intent.assigned(), surrounding);
            Optional<HookRun.Broken> broken = new HookRun(means.machine(), means.told())
                    .beforeStart(filled, intent, means.withdrawn(), lifecycle);
            if (broken.isPresent()) {
                if (means.withdrawn().getAsBoolean()) {
                    return Optional.empty();
                }
                refuseIfStopped(intent);
                throw new StartFailure(filled, intent, means, aftermath(intent)).refusedBy(broken.get());
            }
            StartHistory before = means.memory().histories().of(intent.key());
            LaunchedProcess process = launched(filled, intent, log);
            ServerRecord record = process.identity()
                    .map(intent::launched)
                    .orElse(intent)
                    .withReport(intent.report().besides(before));
            latest = Optional.of(record);
            record = moved(record, ServerState.STARTING, process.process());
            means.told().accept(new ProgressEvent.Launched(record));
            Optional<StartResult> ready = awaited(new Startup(filled, record, process.process()), before);
            if (ready.isPresent()) {
                rollback.disarm();
                means.told().accept(new ProgressEvent.Ready(ready.get()));
            }
            return ready;
        }
    }

    private LaunchedProcess launched(ServerSpec filled, ServerRecord intent, Path log) {
        LaunchRequest request = new LaunchRequest(
                filled.command(),
                intent.cookie(),
                intent.mark(),
                log,
                filled.stopping().signal());
        Launcher launcher = new Launcher(means.machine().table());
        Process process = lifecycle
                .whileIntended(intent, () -> launcher.begin(request))
                .orElseThrow(() -> stoppedMeanwhile(intent));
        means.machine().children().add(intent, process);
        LaunchedProcess settled = launcher.settled(process);
        launched = elapsed();
        return settled;
    }

    /** The record as it is kept now; what was launched is ended if the start is not to go on. */
    private ServerRecord moved(ServerRecord newer, ServerState shown, Process launched) {
        return lifecycle.move(newer, shown).orElseThrow(() -> {
            PortmanException stopped = stoppedMeanwhile(newer);
            means.stopper().endLaunch(newer);
            launched.destroyForcibly();
            return stopped;
        });
    }

    /** Throws if somebody else stops, or has stopped, this very start. */
    private void refuseIfStopped(ServerRecord start) {
        boolean goesOn = lifecycle.now(start).filter(it -> it.stop().isEmpty()).isPresent();
        if (!goesOn) {
            throw stoppedMeanwhile(start);
        }
    }

    /** Says so when that stop has come to its end. */
    private PortmanException stoppedMeanwhile(ServerRecord start) {
        Optional<ServerRecord> claimed = lifecycle
                .now(start)
                .filter(it -> Liveness.isBeingStopped(it, means.machine().table()));
        claimed.ifPresent(
                it -> new StopJoin(lifecycle, means.machine().table(), means.told()).await(it, means.withdrawn()));
        return Outcomes.stoppedMeanwhile(start, claimed.flatMap(ServerRecord::stop));
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
        ServerRecord record =
                moved(serving.leads(startup.record().withReport(report)), ServerState.RUNNING, startup.process());
        if (serving.hasEnded(record)) {
            // One in between, which had forked already.
            record = moved(serving.leads(record), ServerState.RUNNING, startup.process());
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
        refuseIfStopped(startup.record());
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
        lifecycle
                .now(start)
                .ifPresent(it -> means.stopper()
                        .end(
                                it,
                                it.spec().stopping(),
                                now -> true,
                                new Stopper.Ending(
                                        last -> new ServerStatus(
                                                last.key(), ServerState.FAILED, Optional.of(last), exitCode),
                                        true)));
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
