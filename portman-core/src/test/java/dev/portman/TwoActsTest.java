package dev.portman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.portman.model.Checkup;
import dev.portman.model.Finding;
import dev.portman.model.HealthCheck;
import dev.portman.model.Hooks;
import dev.portman.model.Lifetime;
import dev.portman.model.ProgressEvent;
import dev.portman.model.ServerFailedException;
import dev.portman.model.ServerRecord;
import dev.portman.model.ServerSpec;
import dev.portman.model.ServerState;
import dev.portman.model.ServerStatus;
import dev.portman.model.StartResult;
import dev.portman.model.StatusRange;
import dev.portman.model.StopResult;
import dev.portman.model.Stopping;
import dev.portman.model.Termination.How;
import dev.portman.report.PlanReport;
import dev.portman.testing.FreePort;
import dev.portman.testing.PythonServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two acts on one server at a time, each at the point of the other's way where it did harm. */
class TwoActsTest extends RealServers {

    private static final Duration ENOUGH = Duration.ofSeconds(30);
    private static final Duration MOMENT = Duration.ofSeconds(20);

    /** Ends on SIGTERM when the file {@code go} is there. */
    private static final String ENDS_WHEN_TOLD = """
            def end():
                say('asked')
                while not os.path.exists('go'): time.sleep(0.01)
                os._exit(0)
            on(signal.SIGTERM, end)
            serve(listen())
            """;

    private final ExecutorService others = Executors.newCachedThreadPool();

    @AfterEach
    void endOthers() throws IOException {
        if (Files.notExists(project.resolve("go"))) {
            Files.createFile(project.resolve("go"));
        }
        others.shutdownNow();
    }

    @Test
    void twoStopsRunTheHooksOnceAndBothWaitForThem() throws Exception {
        ServerSpec spec = cleaned("echo begin >> ran; until [ -e go ]; do sleep 0.01; done; echo end >> ran");
        portman.start(spec);

        Process first = inOtherJvm("stop", "backend");
        await().atMost(MOMENT).until(() -> ran().equals(List.of("begin")));
        Future<StopResult> second = later(() -> portman.stop(spec.key(), AS_DESCRIBED));
        Future<StopResult> third = later(() -> portman.stop(spec.key(), AS_DESCRIBED));
        await().until(() -> told.stream().anyMatch(ProgressEvent.StopUnderWay.class::isInstance));
        assertThat(second.isDone()).isFalse();
        assertThat(state()).isEqualTo(ServerState.STOPPING);
        assertThat(PlanReport.ofStops(portman.dryRun().stop(List.of(spec.key()), AS_DESCRIBED))
                        .lines())
                .singleElement()
                .asString()
                .endsWith("is being stopped by pid " + first.pid() + "; the end of that would be awaited.");
        create(project.resolve("go"));

        assertThat(answer(first)).isEqualTo("stopped GRACEFUL");
        assertThat(second.get().termination().how()).isEqualTo(How.JOINED);
        assertThat(third.get().termination().how()).isEqualTo(How.JOINED);
        assertThat(ran()).containsExactly("begin", "end");
        assertThat(portman.status(project)).isEmpty();
    }

    @Test
    void aStartWaitsUntilTheHooksOfAStopHaveEnded() throws Exception {
        ServerSpec spec =
                cleaned("echo begin >> ran; until [ -e go ]; do sleep 0.01; done; rm -f data; echo end >> ran");
        portman.start(spec);
        Process stop = inOtherJvm("stop", "backend");
        await().atMost(MOMENT).until(() -> ran().equals(List.of("begin")));

        Future<StartResult> start = later(() -> portman.start(spec));
        await().until(() -> told.stream().anyMatch(ProgressEvent.StopUnderWay.class::isInstance));
        assertThat(launched()).hasSize(1);
        create(project.resolve("go"));

        assertThat(isAlive(start.get())).isTrue();
        assertThat(ran()).containsExactly("begin", "end");
        assertThat(answer(stop)).isEqualTo("stopped GRACEFUL");
        assertThat(state()).isEqualTo(ServerState.RUNNING);
    }

    @Test
    void forceDoesNotWaitForTheGraceThatAnotherStopGives() throws Exception {
        ServerSpec spec = server("backend").python(ENDS_WHEN_TOLD).build();
        StartResult started = portman.start(spec);
        Future<StopResult> patient =
                later(() -> portman.stop(spec.key(), Optional.of(Stopping.within(Duration.ofMinutes(1)))));
        await().until(() -> log("backend").contains("asked"));

        StopResult forced = portman.stop(spec.key(), Optional.of(Stopping.atOnce()));

        assertThat(forced.termination().how()).isEqualTo(How.FORCED);
        assertThat(isAlive(started)).isFalse();
        assertThat(patient.get().termination().isComplete()).isTrue();
        assertThat(portman.status(project)).isEmpty();
    }

    @Test
    void aStopDuringWhatComesBeforeTheStartIsTheEndOfThatStart() throws Exception {
        ServerSpec spec = server("backend")
                .hooks(new Hooks(
                        List.of(shell("echo before >> ran; sleep 60"), shell("echo never >> ran")),
                        List.of(shell("echo after >> ran")),
                        ENOUGH))
                .build();
        Future<StartResult> start = later(() -> portman.start(spec));
        await().until(() -> ran().equals(List.of("before")));

        StopResult stopped = portman.stop(spec.key(), AS_DESCRIBED);

        assertThat(stopped.termination().how()).isEqualTo(How.GRACEFUL);
        assertThat(portman.status(project)).isEmpty();
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(start::get)
                .havingCause()
                .isInstanceOf(ServerFailedException.class)
                .withMessageStartingWith("backend was stopped while it was being started");
        assertThat(ran()).containsExactly("before", "after");
        assertThat(launched()).isEmpty();
        assertThat(portman.status(project)).isEmpty();
    }

    @Test
    void aStopOfWhatIsNotReadyYetIsTheEndOfThatStart() throws Exception {
        ServerSpec spec = server("backend").python(PythonServer.SILENT).build();
        Future<StartResult> start = later(() -> portman.start(spec));
        await().until(() -> !launched().isEmpty());

        portman.stop(spec.key(), AS_DESCRIBED);

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(start::get)
                .havingCause()
                .withMessageStartingWith("backend was stopped while it was being started");
        assertThat(members(launched().get(0))).isEmpty();
        assertThat(portman.status(project)).isEmpty();
    }

    @Test
    void whoActsOnAnEarlierStartLeavesALaterOneAlone() {
        ServerSpec spec = server("backend").lifetime(Lifetime.BUILD).build();
        ServerRecord earlier = portman.start(spec).record();
        portman.stop(spec.key(), AS_DESCRIBED);
        StartResult later = portman.start(spec);

        assertThat(portman.stopStarts(List.of(earlier), AS_DESCRIBED))
                .singleElement()
                .extracting(it -> it.termination().how())
                .isEqualTo(How.ALREADY_GONE);
        portman.releaseStarts(List.of(earlier), AS_DESCRIBED);
        portman.clean(new Checkup(List.of(), List.of(new Finding.EndedServer(earlier))));
        portman.clean(new Checkup(List.of(), List.of(new Finding.AbandonedServer(earlier))));

        assertThat(isAlive(later)).isTrue();
        assertThat(portman.status(project))
                .singleElement()
                .extracting(it -> it.record().orElseThrow())
                .isEqualTo(later.record());
    }

    @Test
    void aStopThatIsKilledDuringTheHooksIsFinishedWithoutThem() throws Exception {
        ServerSpec spec = cleaned("echo begin >> ran; until [ -e go ]; do sleep 0.01; done");
        portman.start(spec);
        Process stop = inOtherJvm("stop", "backend");
        await().atMost(MOMENT).until(() -> ran().equals(List.of("begin")));
        // It may begin a moment before its stop has noted which process it is.
        await().atMost(MOMENT)
                .until(() -> portman.status(project).get(0).record().orElseThrow().stop().stream()
                        .anyMatch(it -> it.hook().isPresent()));
        stop.destroyForcibly().waitFor();
        assertThat(state()).as("a hook outlives its stop").isEqualTo(ServerState.STOPPING);

        Future<StartResult> start = later(() -> portman.start(spec));
        await().until(() -> told.stream().anyMatch(ProgressEvent.StopUnderWay.class::isInstance));
        assertThat(launched()).hasSize(1);
        create(project.resolve("go"));

        assertThat(isAlive(start.get())).isTrue();
        assertThat(ran()).containsExactly("begin");
        assertThat(told).hasAtLeastOneElementOfType(ProgressEvent.HookFailed.class);
    }

    @Test
    void aStopThatIsKilledBeforeTheHooksLeavesThemToTheNext() throws Exception {
        ServerSpec spec = server("backend")
                .python(ENDS_WHEN_TOLD)
                .hooks(new Hooks(List.of(), List.of(shell("echo cleaned >> ran")), ENOUGH))
                .build();
        StartResult started = portman.start(spec);
        Process stop = inOtherJvm("stop", "backend");
        await().atMost(MOMENT).until(() -> log("backend").contains("asked"));
        stop.destroyForcibly().waitFor();
        create(project.resolve("go"));
        await().until(() -> !isAlive(started));

        StartResult again = portman.start(spec);

        assertThat(ran()).containsExactly("cleaned");
        assertThat(again.record().isSameStart(started.record())).isFalse();
        assertThat(isAlive(again)).isTrue();
    }

    /** As after a time-out of CI: the server goes on, and nobody has seen its checks pass. */
    @Test
    void aServerWhoseStartWasKilledIsStartingUntilItsChecksPass() throws Exception {
        String late = """
                while not os.path.exists('open'): time.sleep(0.01)
                s = listen()
                while True:
                    c = s.accept()[0]; c.recv(1000)
                    c.send(b'HTTP/1.0 200 OK\\r\\n\\r\\n' if os.path.exists('go') else b'HTTP/1.0 500 no\\r\\n\\r\\n')
                    c.close()
                """;
        int port = FreePort.any();
        Process start = inOtherJvm("start", "backend", port, Lifetime.DETACHED, late);
        await().atMost(MOMENT)
                .until(() ->
                        portman.status(project).stream().anyMatch(it -> it.pid().isPresent()));
        start.destroyForcibly().waitFor();
        create(project.resolve("open"));
        await().until(() -> accepts(port));
        ServerSpec spec = server("backend")
                .port(port)
                .python(late)
                .check(new HealthCheck.Http("/health", new StatusRange(200, 200), Duration.ofSeconds(5)))
                .build();

        assertThat(state()).isEqualTo(ServerState.STARTING);
        assertThat(portman.health(List.of(spec)))
                .singleElement()
                .extracting(ServerStatus::state)
                .isEqualTo(ServerState.STARTING);
        create(project.resolve("go"));
        assertThat(portman.health(List.of(spec)))
                .singleElement()
                .extracting(ServerStatus::state)
                .isEqualTo(ServerState.RUNNING);
        assertThat(state()).isEqualTo(ServerState.RUNNING);
        portman.stop(spec.key(), AS_DESCRIBED);
    }

    private <T> Future<T> later(Callable<T> act) {
        return others.submit(act);
    }

    private ServerState state() {
        return portman.status(project).get(0).state();
    }

    private List<String> ran() throws IOException {
        Path file = project.resolve("ran");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    private ServerSpec cleaned(String line) {
        return server("backend")
                .hooks(new Hooks(List.of(), List.of(shell(line)), ENOUGH))
                .build();
    }

    private static List<String> shell(String line) {
        return List.of("/bin/sh", "-c", line);
    }
}
