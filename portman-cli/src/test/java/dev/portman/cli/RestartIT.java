package dev.portman.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code restart: on-failure}: servers that end by themselves while {@code portman run} attends to them. */
class RestartIT {

    private static final Duration LONG = Duration.ofSeconds(60);

    /** Ends a moment after it has begun to listen, as its arguments say. */
    private static final String ENDS = """
            import os, signal, socket, sys, time
            signal.alarm(60)
            s = socket.socket()
            s.bind(('127.0.0.1', int(os.environ['PORT'])))
            s.listen()
            print('I am up', flush=True)
            time.sleep(0.5)
            print(sys.argv[2], flush=True)
            os._exit(int(sys.argv[1]))
            """;

    private Sandbox sandbox;

    @BeforeEach
    void prepare(@TempDir Path fresh) throws IOException {
        sandbox = Sandbox.in(fresh);
        Files.writeString(sandbox.folder().resolve("ends.py"), ENDS);
    }

    @AfterEach
    void clean() {
        sandbox.close();
    }

    @Test
    void startsAgainTheOneThatWasKilledAndNoOther() throws Exception {
        sandbox.yaml("servers:" + server("backend", "server.py") + server("frontend", "server.py"));
        Process run = sandbox.launch("run");
        awaitTold(run, "frontend is ready");
        awaitTold(run, "backend is ready");
        String backend = Sandbox.pidOn(sandbox.portOf("backend"));
        String frontend = Sandbox.pidOn(sandbox.portOf("frontend"));

        ProcessHandle.of(Long.parseLong(backend)).orElseThrow().destroyForcibly();
        awaitTold(run, "WARNING: backend was ended by signal 9. Starting it again in 1 s (1 of 5).");
        await().atMost(LONG).until(() -> times(sandbox.output(run, "err."), "backend is ready") == 2);

        assertThat(Sandbox.pidOn(sandbox.portOf("backend"))).isNotEmpty().isNotEqualTo(backend);
        assertThat(Sandbox.pidOn(sandbox.portOf("frontend"))).isEqualTo(frontend);
        assertThat(sandbox.output(run, "out.")).contains("backend  | I am", "frontend | I am");
        run.destroy();
        assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(sandbox.leftovers()).isEmpty();
    }

    @Test
    void endsAfterTheLastRestart() throws Exception {
        sandbox.yaml("servers:" + server("backend", "ends.py, 3, BOOM"));
        Process run = sandbox.launch("run");

        assertThat(run.waitFor(90, TimeUnit.SECONDS)).isTrue();
        assertThat(run.exitValue()).isEqualTo(1);
        assertThat(sandbox.output(run, "err."))
                .containsSubsequence(
                        "backend ended with exit code 3. Starting it again in 1 s (1 of 5).",
                        "backend ended with exit code 3. Starting it again in 2 s (2 of 5).",
                        "backend ended with exit code 3. Starting it again in 4 s (3 of 5).",
                        "backend ended with exit code 3. Starting it again in 8 s (4 of 5).",
                        "backend ended with exit code 3. Starting it again in 16 s (5 of 5).",
                        "backend ended with exit code 3. It is not started again: that was done 5 times in a row.");
        assertThat(times(sandbox.output(run, "out."), "I am up")).isEqualTo(6);
        assertThat(sandbox.leftovers()).isEmpty();
    }

    @Test
    void isInterruptedWhileARestartIsPutOff() throws Exception {
        sandbox.yaml("servers:" + server("backend", "ends.py, 3, BOOM") + server("frontend", "server.py"));
        Outcome run = sandbox.runOnTerminal("(3 of 5)", 1, "run");

        assertThat(run.exitCode()).as(run.out()).isEqualTo(130);
        assertThat(times(run.out(), "I am up")).isEqualTo(3);
        assertThat(run.out()).contains("frontend is stopped, after").doesNotContain("portman: ", "(4 of 5)");
        assertThat(sandbox.leftovers()).isEmpty();
        assertThat(sandbox.run("status").out()).doesNotContain("running", "starting");
    }

    @Test
    void doesNotSitOutTheRestWhenItIsEnded() throws Exception {
        sandbox.yaml("servers:" + server("backend", "ends.py, 3, BOOM"));
        Process run = sandbox.launch("run");
        awaitTold(run, "Starting it again in 16 s (5 of 5)");

        run.destroy();
        assertThat(run.waitFor(15, TimeUnit.SECONDS))
                .as("before the restart is due")
                .isTrue();
        assertThat(times(sandbox.output(run, "out."), "I am up")).isEqualTo(5);
        assertThat(sandbox.leftovers()).isEmpty();
    }

    @Test
    void leavesEndedWhatARestartWouldNotHelp() throws Exception {
        sandbox.yaml("servers:" + server("backend", "ends.py, 1, 'listen EADDRINUSE: address already in use :::9229'")
                + server("job", "ends.py, 0, done"));
        Process run = sandbox.launch("run");

        assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(run.exitValue()).isEqualTo(1);
        assertThat(sandbox.output(run, "err."))
                .contains(
                        "backend ended with exit code 1. It is not started again: port 9229 is in use.",
                        "job ended with exit code 0.\n");
        assertThat(times(sandbox.output(run, "out."), "I am up")).isEqualTo(2);
    }

    @Test
    void leavesStoppedWhatIsStoppedFromAnotherTerminal() throws Exception {
        sandbox.yaml("servers:" + server("backend", "server.py"));
        Process run = sandbox.launch("run");
        awaitTold(run, "backend is ready");

        assertThat(sandbox.run("stop").exitCode()).isZero();
        assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(run.exitValue()).isEqualTo(1);
        assertThat(sandbox.output(run, "err."))
                .contains("backend has ended. It is not started again: somebody else stopped or replaced it.");
        assertThat(sandbox.leftovers()).isEmpty();
    }

    @Test
    void refusesAWordThatIsNotKnown() throws Exception {
        sandbox.yaml("servers:" + server("backend", "server.py").replace("on-failure", "always"));
        Outcome run = sandbox.run("run");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("portman: restart 'always' must be one of never, on-failure.");
        assertThat(sandbox.leftovers()).isEmpty();
    }

    private static String server(String name, String arguments) {
        return """

                  %s:
                    executable: /usr/bin/python3
                    arguments: [-u, %s]
                    port: 0
                    restart: on-failure
                """.formatted(name, arguments).indent(2).stripTrailing();
    }

    private void awaitTold(Process run, String words) {
        await().atMost(LONG).until(() -> sandbox.output(run, "err.").contains(words));
    }

    private static int times(String text, String words) {
        return text.split(Pattern.quote(words), -1).length - 1;
    }
}
