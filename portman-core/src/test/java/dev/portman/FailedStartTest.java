package dev.portman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.portman.model.InvalidInputException;
import dev.portman.model.NotReadyException;
import dev.portman.model.PortState;
import dev.portman.model.ServerFailedException;
import dev.portman.model.ServerSpec;
import dev.portman.model.Stopping;
import dev.portman.testing.LaunchedServer;
import dev.portman.testing.PythonProcess;
import dev.portman.testing.PythonServer;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A start that fails says why and leaves nothing. */
class FailedStartTest extends RealServers {

    @Test
    void aServerThatEndsAtOnceIsExplainedAndLeavesNothing() throws IOException {
        ServerSpec spec = server("backend").python(PythonServer.FAILS).build();

        ServerFailedException failed = catchThrowableOfType(ServerFailedException.class, () -> portman.start(spec));

        assertThat(failed)
                .hasMessageContaining("backend ended with exit code 7")
                .hasMessageContaining(
                        "before it was ready on port " + spec.port().preferred())
                .hasMessageContaining(project.resolve("logs/backend.log").toString())
                .hasMessageContaining("BOOM");
        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(portman.status(project)).isEmpty();
        assertThat(Files.readString(project.resolve("logs/backend_status.json")).replace(" ", ""))
                .contains("\"state\":\"failed\"")
                .contains("\"exitCode\":7");
    }

    @Test
    void aServerThatIsNotReadyInTimeIsStoppedAgain() {
        ServerSpec spec = server("backend")
                .python("say('thinking', fork(wait)); wait()")
                .startupTimeout(Duration.ofMillis(500))
                .build();

        NotReadyException late = catchThrowableOfType(NotReadyException.class, () -> portman.start(spec));

        assertThat(late)
                .hasMessageMatching("(?s)backend was not ready after 0\\.[5-9].*")
                .hasMessageContaining("port " + spec.port().preferred() + " does not accept connections yet")
                .hasMessageContaining("thinking");
        assertThat(late.exitCode()).isEqualTo(7);
        assertThat(launched())
                .singleElement()
                .satisfies(record -> assertThat(members(record)).isEmpty());
        assertThat(portman.status(project)).isEmpty();
        assertThat(portman.probe(spec.port().preferred())).isEqualTo(PortState.FREE);
    }

    @Test
    void aServerThatFailsInTheBackgroundIsStoppedAgain() {
        ServerSpec spec = server("backend").python("""
                def daemon():
                    os.setsid(); wait()
                os.fork() or daemon()
                os._exit(3)
                """).build();

        assertThatExceptionOfType(ServerFailedException.class)
                .isThrownBy(() -> portman.start(spec))
                .withMessageContaining("exit code 3")
                .withMessageContaining("Other processes of it went on and were stopped.");
        assertThat(launched())
                .singleElement()
                .satisfies(record -> assertThat(members(record)).isEmpty());
        assertThat(portman.probe(spec.port().preferred())).isEqualTo(PortState.FREE);
    }

    @Test
    void aCommandThatDoesNotExistStopsAndStartsNothing() {
        PythonProcess holder = fixtures.python(HOLDS_A_PORT);
        ServerSpec spec = server("backend")
                .port(holder.number(0))
                .argv(List.of("portman-no-such-program"))
                .build();

        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> portman.start(spec));

        assertThat(LaunchedServer.isAlive(holder.pid())).isTrue();
        assertThat(told).isEmpty();
        assertThat(portman.status(project)).isEmpty();
    }

    @Test
    void secretsOfTheServerAreNotInItsFailure() {
        ServerSpec spec = server("backend")
                .environment(Map.of("DB_PASSWORD", "hunter2-hunter2"))
                .python("say('connecting with', os.environ['DB_PASSWORD']); sys.exit(1)")
                .build();

        assertThatExceptionOfType(ServerFailedException.class)
                .isThrownBy(() -> portman.start(spec))
                .withMessageContaining("connecting with ***")
                .satisfies(failed -> assertThat(failed.getMessage()).doesNotContain("hunter2"));
    }

    @Test
    void aServerThatSaysItFailedIsStoppedAtOnceAndQuoted() {
        ServerSpec spec = server("backend")
                .environment(Map.of("DB_PASSWORD", "hunter2-hunter2"))
                .python("""
                        on(15, lambda: None)
                        fork(wait)
                        for piece in ('FATAL: no login with hunt', 'er2-hunter2 \\a', '!\\n'):
                            os.write(1, piece.encode()); time.sleep(0.05)
                        wait()
                        """)
                .stopping(Stopping.atOnce())
                .failure("^FATAL")
                .build();

        ServerFailedException failed = catchThrowableOfType(ServerFailedException.class, () -> portman.start(spec));

        assertThat(failed)
                .hasMessageStartingWith("backend said after ")
                .hasMessageContaining(" that it failed, and was stopped: FATAL: no login with ***")
                .hasMessageNotContaining("hunter2")
                .hasMessageNotContaining("\u0007");
        assertThat(failed.advice()).contains("^FATAL");
        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(portman.status(project)).isEmpty();
        assertThat(launched())
                .singleElement()
                .satisfies(record -> assertThat(members(record)).isEmpty());
    }
}
