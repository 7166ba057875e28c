package dev.portman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portman.model.Lifetime;
import dev.portman.model.ServerRecord;
import dev.portman.model.ServerSpec;
import dev.portman.model.ServerState;
import dev.portman.model.StartResult;
import dev.portman.model.Termination.How;
import dev.portman.testing.FreePort;
import dev.portman.testing.JvmFork;
import dev.portman.testing.LaunchedServer;
import dev.portman.testing.PythonServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Servers that are started by one JVM and met by others. */
class SeveralJvmsTest extends RealServers {

    @Test
    void aDetachedServerOutlivesItsStarterAndObeysOthers() throws Exception {
        ServerSpec spec = server("backend").build();
        Process starter =
                inOtherJvm("start", "backend", spec.port().preferred(), Lifetime.DETACHED, PythonServer.PLAIN);
        long pid = Long.parseLong(answer(starter).replace("started ", ""));
        starter.destroyForcibly().waitFor();

        assertThat(portman.status(project)).singleElement().satisfies(status -> {
            assertThat(status.state()).isEqualTo(ServerState.RUNNING);
            assertThat(status.pid()).contains(pid);
        });
        assertThat(portman.stop(spec.key(), AS_DESCRIBED).termination().how()).isEqualTo(How.GRACEFUL);
        assertThat(LaunchedServer.isAlive(pid)).isFalse();
    }

    @Test
    void aServerOfABuildDiesWithIt() throws Exception {
        Process build = inOtherJvm("start", "backend", FreePort.any(), Lifetime.BUILD, PythonServer.PLAIN);
        long pid = Long.parseLong(answer(build).replace("started ", ""));
        assertThat(LaunchedServer.isAlive(pid)).isTrue();

        build.destroyForcibly().waitFor();

        await().atMost(Duration.ofSeconds(20)).until(() -> !LaunchedServer.isAlive(pid));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> portman.status(project).isEmpty());
    }

    @Test
    void aStartThatIsAskedToEndLeavesNothing() throws Exception {
        int port = FreePort.any();
        Process starter = inOtherJvm("start", "backend", port, Lifetime.DETACHED, PythonServer.SILENT);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> portman.statusOfAll().stream()
                        .anyMatch(status -> status.pid().isPresent()));
        ServerRecord record = portman.statusOfAll().get(0).record().orElseThrow();

        starter.destroy();
        assertThat(starter.waitFor(20, TimeUnit.SECONDS)).isTrue();

        assertThat(members(record)).isEmpty();
        assertThat(portman.statusOfAll()).isEmpty();
    }

    @Test
    void aServerThatStopsItselfThroughPortmanIsRefusedAndLives() throws IOException {
        Path trigger = folder.resolve("trigger");
        List<String> words = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                OtherJvm.class.getName(),
                state.toString(),
                project.toString(),
                "stop",
                "backend");
        ServerSpec spec = server("backend")
                .python(
                        """
                import subprocess
                fork(lambda: serve(listen()))
                while not os.path.exists(sys.argv[1]):
                    time.sleep(0.02)
                say('answer', subprocess.run(sys.argv[2:], stdin=subprocess.DEVNULL, capture_output=True).stdout.decode())
                wait()
                """,
                        Stream.concat(Stream.of(trigger.toString()), words.stream())
                                .toArray())
                .build();
        StartResult started = portman.start(spec);
        Files.createFile(trigger);

        await().atMost(Duration.ofSeconds(20))
                .until(() -> log("backend").stream().anyMatch(line -> line.startsWith("answer ")));

        assertThat(log("backend").get(0))
                .startsWith("answer exit 6: backend cannot be stopped from here: pid " + pid(started)
                        + " is one of the processes that started portman");
        assertThat(isAlive(started)).isTrue();
        assertThat(accepts(spec.port().preferred()))
                .as("its children live, too")
                .isTrue();
        assertThat(portman.status(project)).containsExactly(started.status());
    }

    @Test
    void nothingIsReadableForOthersEvenUnderUmask000() throws Exception {
        Process jvm = JvmFork.of(OtherJvm.class)
                .under("/bin/sh", "-c", "umask 000; exec \"$@\"", "sh")
                .start(
                        Map.of(),
                        state,
                        project,
                        "start",
                        "backend",
                        FreePort.any(),
                        Lifetime.DETACHED,
                        PythonServer.PLAIN);
        jvms.add(jvm);
        assertThat(answer(jvm)).startsWith("started ");

        Set<PosixFilePermission> others = EnumSet.complementOf(EnumSet.of(
                PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE));
        List<String> open = new ArrayList<>();
        List<Path> seen = new ArrayList<>();
        for (Path root : List.of(state, project.resolve("logs"))) {
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.filter(each -> !each.equals(state) && !each.equals(project.resolve("logs")))
                        .toList()) {
                    seen.add(file);
                    if (Files.getPosixFilePermissions(file).stream().anyMatch(others::contains)) {
                        open.add(file + " " + Files.getPosixFilePermissions(file));
                    }
                }
            }
        }
        assertThat(open).isEmpty();
        assertThat(seen)
                .extracting(file -> String.valueOf(file.getFileName()))
                .contains("backend.log", "backend_status.json");
    }
}
