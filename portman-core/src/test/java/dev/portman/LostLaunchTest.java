package dev.portman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portman.model.PortState;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerState;
import dev.portman.model.StartResult;
import dev.portman.model.Termination.How;
import dev.portman.testing.FreePort;
import dev.portman.testing.JvmFork;
import dev.portman.testing.LaunchedServer;
import dev.portman.testing.PythonServer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A portman that was killed after it had launched a server and before it had recorded its pid, and what others make of it. */
class LostLaunchTest extends RealServers {

    private static final String SAYS_WHO = "say('daemon', os.getpid())\n";

    private ServerKey key;
    private int port;

    @BeforeEach
    void choosePort() {
        key = new ServerKey(project, "backend");
        port = FreePort.any();
    }

    @ParameterizedTest
    @ValueSource(strings = {SAYS_WHO + PythonServer.PLAIN, PythonServer.DAEMON})
    void itsPidIsProvenAndItIsStopped(String code) throws Exception {
        long pid = launch(code);

        assertThat(portman.status(project)).singleElement().satisfies(status -> {
            assertThat(status.state()).as("nobody has seen its checks pass").isEqualTo(ServerState.STARTING);
            assertThat(status.pid()).contains(pid);
            assertThat(status.record().orElseThrow().assigned().port()).isEqualTo(port);
        });
        assertThat(portman.stop(key, AS_DESCRIBED).termination().how()).isEqualTo(How.GRACEFUL);
        assertThat(LaunchedServer.isAlive(pid)).isFalse();
        assertThat(portman.probe(port)).isEqualTo(PortState.FREE);
        assertThat(portman.status(project)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {SAYS_WHO + PythonServer.PLAIN, PythonServer.DAEMON})
    void theNextStartReplacesIt(String code) throws Exception {
        long pid = launch(code);

        StartResult next = portman.start(server("backend").port(port).build());

        assertThat(LaunchedServer.isAlive(pid)).isFalse();
        assertThat(next.record().assigned().port()).isEqualTo(port);
        assertThat(portman.stop(key, AS_DESCRIBED).termination().how()).isEqualTo(How.GRACEFUL);
    }

    @Test
    void oneThatDoesNotListenIsSeenAsStartingAndStopped() throws Exception {
        long pid = launch("say('daemon', os.getpid())\nwait()");

        assertThat(portman.status(project)).singleElement().satisfies(status -> {
            assertThat(status.state()).isEqualTo(ServerState.STARTING);
            assertThat(status.pid()).contains(pid);
        });
        assertThat(portman.stop(key, AS_DESCRIBED).termination().how()).isEqualTo(How.GRACEFUL);
        assertThat(LaunchedServer.isAlive(pid)).isFalse();
    }

    private long launch(String code) throws Exception {
        Process starter = JvmFork.of(LaunchesAndDies.class).start(Map.of(), state, project, port, code);
        jvms.add(starter);
        assertThat(starter.waitFor()).isEqualTo(9);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> said().isPresent() && (!code.contains("listen()") || accepts(port)));
        assertThat(portman.statusOfAll().get(0).record().orElseThrow().leader())
                .as("what other verbs see")
                .isPresent();
        return said().orElseThrow();
    }

    private Optional<Long> said() {
        return log("backend").stream()
                .filter(line -> line.startsWith("daemon "))
                .map(line -> Long.valueOf(line.substring("daemon ".length())))
                .findFirst();
    }
}
