package dev.portman.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two calls of the command at once on one server, and one that was killed: what is said, and what is done once. */
class TwoActsIT {

    private Sandbox sandbox;
    private int port;

    @BeforeEach
    void prepare(@TempDir Path fresh) throws IOException {
        sandbox = Sandbox.in(fresh);
    }

    @AfterEach
    void clean() throws IOException {
        sandbox.close();
    }

    @Test
    void ctrlCTwiceCleansUpOnce() throws Exception {
        describe("[-u, server.py, deaf]", "afterStop: sh -c 'echo begin >> hooked; sleep 2; echo end >> hooked'");

        Outcome run = sandbox.runOnTerminal("I am", 2, "run");

        assertThat(run.exitCode()).as(run.out()).isEqualTo(130);
        assertThat(sandbox.folder().resolve("hooked")).hasContent("begin\nend\n");
        assertThat(sandbox.leftovers()).isEmpty();
    }

    @Test
    void aStopJoinsTheOneThatIsUnderWay() throws Exception {
        describe(
                "[-u, server.py]",
                "afterStop: sh -c 'touch up; while [ ! -e go ]; do sleep .05; done; echo end >> hooked'");
        assertThat(sandbox.run("start").exitCode()).isZero();
        Process first = sandbox.launch("stop");
        await("up");

        Outcome status = sandbox.run("status", "-o", "json");
        Process second = sandbox.launch("stop");
        boolean waits = !second.waitFor(3, TimeUnit.SECONDS);
        Files.createFile(sandbox.folder().resolve("go"));

        assertThat(status.exitCode()).isEqualTo(ExitCode.NOT_RUNNING);
        assertThat(status.out()).contains("\"stopping\"");
        assertThat(waits).as("the second one waits for the hooks").isTrue();
        assertThat(List.of(ended(first), ended(second))).containsOnly(0);
        assertThat(sandbox.output(second, "err.")).doesNotContain("was not running");
        assertThat(sandbox.folder().resolve("hooked")).hasContent("end\n");
    }

    @Test
    void aStopBeforeTheLaunchIsTheEndOfTheStart() throws Exception {
        describe("[-u, server.py]", "beforeStart: sh -c 'touch up; exec sleep 50'");
        Process start = sandbox.launch("start");
        await("up");

        Outcome stop = sandbox.run("stop");

        assertThat(stop.exitCode()).as(stop.err()).isZero();
        assertThat(ended(start)).isEqualTo(1);
        assertThat(sandbox.output(start, "err.")).contains("stopped while it was being started");
        assertThat(sandbox.leftovers()).isEmpty();
        assertThat(sandbox.run("status").exitCode()).isEqualTo(ExitCode.NOT_RUNNING);
    }

    @Test
    void aServerWhoseStartWasKilledIsStartingAsLongAsItsCheckFails() throws Exception {
        describe("[-u, server.py]", "readiness: {http: {path: /, status: 204}}");
        Process start = sandbox.launch("start");
        await("logs/api.log");
        await(() -> Sandbox.answers(port), "it answers");
        start.destroyForcibly().waitFor();

        for (List<String> words : List.of(List.of("status"), List.of("status", "--check"), List.of("health"))) {
            Outcome said = sandbox.run(words.toArray(String[]::new));
            assertThat(said.exitCode()).as(words + said.out()).isEqualTo(ExitCode.NOT_RUNNING);
            assertThat(said.out()).as(words.toString()).doesNotContain("running");
        }
        assertThat(sandbox.run("status", "-o", "json").out()).contains("\"starting\"");
        assertThat(sandbox.run("stop").exitCode()).isZero();
        assertThat(sandbox.leftovers()).isEmpty();
    }

    private void describe(String arguments, String more) throws IOException {
        port = Sandbox.freePort();
        sandbox.yaml("""
                servers:
                  api:
                    executable: /usr/bin/python3
                    arguments: %s
                    port: %d
                    stopTimeout: 20s
                    %s
                """.formatted(arguments, port, more));
    }

    private void await(String file) throws InterruptedException {
        await(() -> Files.exists(sandbox.folder().resolve(file)), file + " is there");
    }

    private static void await(BooleanSupplier holds, String what) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what + " in time").isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static int ended(Process process) throws InterruptedException {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ends in time").isTrue();
        return process.exitValue();
    }
}
