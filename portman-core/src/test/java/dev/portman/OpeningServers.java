package dev.portman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portman.model.PortState;
import dev.portman.model.ProgressEvent;
import dev.portman.model.ServerSpec;
import dev.portman.model.StartResult;
import dev.portman.model.Termination;
import dev.portman.testing.FreePort;
import dev.portman.testing.LaunchedServer;
import dev.portman.testing.Openers;
import dev.portman.testing.PythonCopies;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** What tests with servers share that open other programs, see {@link Openers}, or are called like such. */
abstract class OpeningServers extends RealServers {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final List<ProcessHandle> toEnd = new ArrayList<>();

    @AfterEach
    void endWhatWasOpened() {
        toEnd.forEach(ProcessHandle::destroyForcibly);
    }

    ServerSpec opener(String program, String code) {
        Path file = PythonCopies.named(program, folder);
        return server("web")
                .port(FreePort.any())
                .python(Openers.code(code), file)
                .build();
    }

    StartResult start(ServerSpec web) {
        return portman.start(web);
    }

    /** Tells the server to act, at a time that the table tells from that of its readiness. */
    void go(StartResult web) {
        long readyAt = web.record().report().readyAt().orElseThrow();
        await().until(() -> table.now() > readyAt);
        create(project.resolve("go"));
    }

    /** The pids in the lines that begin with {@code word}, once there is one; they end with the test. */
    List<Long> pids(String word) {
        List<String> lines = await("line '" + word + "'")
                .atMost(LIMIT)
                .until(
                        () -> log("web").stream()
                                .filter(it -> it.startsWith(word + " "))
                                .toList(),
                        it -> !it.isEmpty());
        List<Long> pids = lines.stream()
                .flatMap(it -> Arrays.stream(it.split(" ", -1)).skip(1))
                .map(Long::valueOf)
                .toList();
        pids.forEach(pid -> ProcessHandle.of(pid).ifPresent(toEnd::add));
        return pids;
    }

    /** Those that are ordinary programs by now, so that they have nothing of what they were forked from. */
    List<Long> tools(String word) {
        List<Long> pids = pids(word);
        pids.forEach(pid -> await().until(() -> isCalled("sleep", pid) || !LaunchedServer.isAlive(pid)));
        return pids;
    }

    List<Termination.Spared> spared() {
        return told.stream()
                .filter(ProgressEvent.SparedProcess.class::isInstance)
                .map(event -> ((ProgressEvent.SparedProcess) event).spared())
                .toList();
    }

    boolean isCalled(String name, long pid) {
        return table.description(pid).filter(it -> it.name().equals(name)).isPresent();
    }

    static void assertAlive(List<Long> pids) {
        assertThat(pids).isNotEmpty().allMatch(LaunchedServer::isAlive);
    }

    void assertIsGone(StartResult web) {
        assertThat(isAlive(web)).isFalse();
        assertThat(portman.probe(web.record().assigned().port())).isEqualTo(PortState.FREE);
        assertThat(Files.exists(project.resolve("logs/web_status.json"))).isTrue();
    }
}
