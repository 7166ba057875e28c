package dev.portman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

import dev.portman.model.Lifetime;
import dev.portman.model.OnConflict;
import dev.portman.model.PortHeldException;
import dev.portman.model.ProgressEvent;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerSpec;
import dev.portman.model.StartResult;
import dev.portman.report.PlanReport;
import dev.portman.testing.FreePort;
import dev.portman.testing.LaunchedServer;
import dev.portman.testing.PythonServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that several builds, each a JVM of its own, count on. */
class SharedServersTest extends RealServers {

    private static final Duration SOON = Duration.ofSeconds(20);

    private int port;

    /** A build, and how to hear and tell it. */
    private record Build(Process jvm, BufferedReader output, long pid) {

        String release(String name) throws IOException {
            jvm.getOutputStream().write((name + "\n").getBytes(StandardCharsets.UTF_8));
            jvm.getOutputStream().flush();
            return String.valueOf(output.readLine());
        }

        void kill() throws InterruptedException {
            jvm.destroyForcibly().waitFor();
        }
    }

    @BeforeEach
    void choosePort() {
        port = FreePort.any();
    }

    @Test
    void itIsStoppedByTheLastThatUsesIt() throws IOException {
        Build first = build("start", Lifetime.BUILD);
        Build second = build("share", Lifetime.BUILD);
        assertThat(second.pid()).isEqualTo(first.pid());
        List<ServerKey> keys = List.of(new ServerKey(project, "backend"));
        assertThat(PlanReport.ofStops(portman.dryRun().release(keys, AS_DESCRIBED))
                        .lines())
                .containsExactly("backend (pid " + first.pid() + ", port " + port
                        + ") would be left running: it runs for other builds (pids "
                        + first.jvm().pid() + ", " + second.jvm().pid() + ").");
        assertThat(PlanReport.ofStops(portman.dryRun().stop(keys, AS_DESCRIBED)).lines())
                .singleElement(STRING)
                .contains("would be stopped");

        assertThat(first.release("backend")).isEqualTo("left");
        assertThat(LaunchedServer.isAlive(first.pid())).isTrue();

        assertThat(second.release("backend")).isEqualTo("stopped");
        assertThat(LaunchedServer.isAlive(first.pid())).isFalse();
    }

    @Test
    void whoReusedItMayGoFirst() throws IOException {
        Build first = build("start", Lifetime.BUILD);
        Build second = build("share", Lifetime.BUILD);

        assertThat(second.release("backend")).isEqualTo("left");
        assertThat(first.release("backend")).isEqualTo("stopped");
        assertThat(LaunchedServer.isAlive(first.pid())).isFalse();
    }

    @Test
    void itOutlivesADeadBuildAndNotTheLast() throws Exception {
        Build first = build("start", Lifetime.BUILD);
        Build second = build("share", Lifetime.BUILD);

        first.kill();
        assertThat(portman.reapAbandoned()).isEmpty();
        assertThat(LaunchedServer.isAlive(first.pid())).isTrue();

        second.kill();
        await().atMost(SOON).until(() -> !LaunchedServer.isAlive(first.pid()));
    }

    @Test
    void noStartTakesItFromThoseThatUseIt() throws Exception {
        Build first = build("start", Lifetime.BUILD);
        ServerSpec wanted =
                server("backend").port(port).onConflict(OnConflict.EVICT).build();

        assertThatThrownBy(() -> portman.start(wanted))
                .isInstanceOf(PortHeldException.class)
                .hasMessage("backend runs for another build (pid " + first.jvm().pid() + ") on port " + port
                        + "; a start takes no server from whoever uses it.");
        assertThat(LaunchedServer.isAlive(first.pid())).isTrue();

        first.kill();
        await().atMost(SOON).until(() -> !LaunchedServer.isAlive(first.pid()));
        assertThat(portman.start(wanted).reused()).isFalse();
    }

    @Test
    void joiningItChangesNotHowLongItLives() throws IOException {
        Build first = build("start", Lifetime.BUILD);

        StartResult reused = portman.start(
                server("backend").port(port).onConflict(OnConflict.REUSE).build());

        assertThat(reused.reused()).isTrue();
        assertThat(reused.ours()).isFalse();
        assertThat(first.release("backend")).isEqualTo("stopped");
        assertThat(LaunchedServer.isAlive(first.pid())).isFalse();
    }

    @Test
    void aDetachedOneIsLeftByTheBuildThatReusedIt() throws IOException {
        StartResult detached = portman.start(server("backend").port(port).build());
        ServerSpec ofBuild = server("backend")
                .port(port)
                .lifetime(Lifetime.BUILD)
                .onConflict(OnConflict.REUSE)
                .build();
        assertThat(portman.start(ofBuild).ours()).isTrue();
        assertThat(portman.start(ofBuild).ours())
                .as("counted in once, released once")
                .isFalse();

        assertThat(portman.releaseAll(List.of(ofBuild.key()), AS_DESCRIBED)).isEmpty();

        assertThat(isAlive(detached)).isTrue();
        assertThat(told).anySatisfy(event -> assertThat(event).isInstanceOf(ProgressEvent.LeftRunning.class));
        assertThat(portman.releaseAll(List.of(ofBuild.key()), AS_DESCRIBED)).hasSize(1);
    }

    private Build build(String verb, Lifetime lifetime) throws IOException {
        Process jvm = inOtherJvm(verb, "backend", port, lifetime, PythonServer.PLAIN);
        BufferedReader output = new BufferedReader(new InputStreamReader(jvm.getInputStream(), StandardCharsets.UTF_8));
        String answer = String.valueOf(output.readLine());
        assertThat(answer).matches("(started|shared) \\d+");
        return new Build(jvm, output, Long.parseLong(answer.substring(answer.indexOf(' ') + 1)));
    }
}
