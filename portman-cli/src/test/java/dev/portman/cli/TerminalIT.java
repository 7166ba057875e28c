package dev.portman.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a terminal: colour, and Ctrl-C. */
class TerminalIT {

    private Sandbox sandbox;

    @BeforeEach
    void prepare(@TempDir Path fresh) throws IOException {
        sandbox = Sandbox.in(fresh);
    }

    @AfterEach
    void clean() {
        sandbox.close();
    }

    @Test
    void runsInTheForegroundUntilItIsInterrupted() throws Exception {
        sandbox.servers("backend 0", "frontend 0");
        Outcome run = sandbox.runOnTerminal("frontend is ready", 1, "run");
        assertThat(run.exitCode()).as(run.out()).isEqualTo(130);
        assertThat(run.out())
                .contains("\u001b[36mbackend  | \u001b[0mI am backend", "\u001b[35mfrontend | \u001b[0mI am frontend")
                .contains("frontend is stopped, after", "backend is stopped, after")
                .doesNotContain("has ended", "ended with", "ended by", "portman: ");
        assertThat(sandbox.run("status").exitCode()).isEqualTo(3);
    }

    @Test
    void stopsAtOnceWhenInterruptedTwice() throws Exception {
        sandbox.servers("backend 0 deaf");
        Instant begin = Instant.now();
        Outcome run = sandbox.runOnTerminal("backend is ready", 2, "run");
        assertThat(run.exitCode()).as(run.out()).isEqualTo(130);
        assertThat(Duration.between(begin, Instant.now()))
                .as("far less than its stopTimeout")
                .isLessThan(Duration.ofSeconds(20));
        assertThat(run.out()).contains("SIGKILL");
        assertThat(sandbox.run("status").exitCode()).isEqualTo(3);
    }

    @Test
    void leavesNothingOfAStartThatIsInterrupted() throws Exception {
        sandbox.servers("backend 0", "slow 0 silent");
        Outcome start = sandbox.runOnTerminal("Launched slow", 1, "start");
        assertThat(start.exitCode()).as(start.out()).isEqualTo(130);
        assertThat(start.out()).doesNotContain("portman: ");
        Outcome status = sandbox.run("status");
        assertThat(status.out()).doesNotContain("running", "starting");
    }

    @Test
    void interruptsACommandAndStopsTheServers() throws Exception {
        sandbox.servers("backend 0");
        Outcome exec = sandbox.runOnTerminal("NOW", 1, "exec", "--", "sh", "-c", "echo N''OW; sleep 30");
        assertThat(exec.exitCode()).as(exec.out()).isEqualTo(130);
        assertThat(exec.out()).contains("backend is stopped");
    }

    @Test
    void endsWhenItsServersHaveEnded() throws Exception {
        sandbox.servers("backend 0");
        Process run = sandbox.launch("run");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> sandbox.output(run, "err.").contains("is ready"));
        ProcessHandle.of(Long.parseLong(sandbox.told("backend", "pid"))).ifPresent(ProcessHandle::destroy);
        assertThat(run.waitFor()).isEqualTo(1);
        assertThat(sandbox.output(run, "err.")).contains("WARNING: backend was ended by signal 15.");
    }

    @Test
    void coloursNothingForWhoeverWantsNone() throws Exception {
        sandbox.servers("backend 0", "frontend 0");
        Path logs = Files.createDirectory(sandbox.folder().resolve("logs"));
        Files.writeString(logs.resolve("backend.log"), "\u001b[31mred\u001b[0m\n");
        Files.writeString(logs.resolve("frontend.log"), "plain\n");
        assertThat(sandbox.runOnTerminal(Map.of("TERM", "xterm"), "logs").out()).contains("\u001b[31mred\u001b[0m");
        assertThat(sandbox.runOnTerminal(Map.of("TERM", "xterm", "NO_COLOR", "1"), "logs")
                        .out())
                .contains("red")
                .doesNotContain("\u001b");
        assertThat(sandbox.runOnTerminal(Map.of("TERM", "xterm"), "logs", "--no-color")
                        .out())
                .doesNotContain("\u001b");
        assertThat(sandbox.runOnTerminal(Map.of("TERM", "dumb"), "logs").out()).doesNotContain("\u001b");
        assertThat(sandbox.run("logs").out()).doesNotContain("\u001b");
    }
}
