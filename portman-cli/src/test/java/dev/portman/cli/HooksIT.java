package dev.portman.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands around a server, as the user of the command sees them, also when portman itself is ended while one of them runs. */
class HooksIT {

    private Sandbox sandbox;

    @BeforeEach
    void prepare(@TempDir Path fresh) throws IOException {
        sandbox = Sandbox.in(fresh);
    }

    @AfterEach
    void clean() throws IOException {
        sandbox.close();
    }

    @Test
    void runBeforeTheStartAndAfterTheStop() throws Exception {
        describe("sh -c 'echo migrating for $PORT'");

        Outcome start = sandbox.run("start");
        assertThat(start.exitCode()).as(start.err()).isZero();
        int port = sandbox.portOf("api");
        assertThat(start.err()).contains("Running before the start of api: sh -c echo migrating for $PORT.");
        assertThat(Files.readAllLines(sandbox.folder().resolve("logs/api.log"))).contains("migrating for " + port);
        Outcome stop = sandbox.run("stop");

        assertThat(stop.exitCode()).isZero();
        assertThat(stop.err()).contains("Running after the stop of api: sh -c echo");
        assertThat(sandbox.folder().resolve("after")).hasContent(Integer.toString(port));
    }

    @Test
    void whoFailsIsTheEndOfTheStartAndIsShown() throws Exception {
        describe("sh -c 'echo no such table; exit 3'");

        Outcome start = sandbox.run("start");

        assertThat(start.exitCode()).isEqualTo(1);
        assertThat(start.err())
                .contains(
                        "api was not started: sh -c echo no such table; exit 3, which comes before its start, ended with"
                                + " exit code 3.",
                        "\n    no such table\n",
                        "beforeStart")
                .doesNotContain("<beforeStart>");
        assertThat(sandbox.leftovers()).isEmpty();
        assertThat(sandbox.run("status").out()).doesNotContain("running");
    }

    @Test
    void leaveNothingWhenPortmanIsAskedToEnd() throws Exception {
        Process start = startedUpToTheHook();

        start.destroy();

        assertThat(start.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(sandbox.leftovers()).isEmpty();
    }

    @Test
    void areFoundByTheNextStopWhenPortmanWasKilled() throws Exception {
        Process start = startedUpToTheHook();

        start.destroyForcibly().waitFor();
        assertThat(sandbox.leftovers()).as("nobody was there to end it").isNotEmpty();
        Outcome stop = sandbox.run("stop");

        assertThat(stop.exitCode()).as(stop.err()).isZero();
        assertThat(sandbox.leftovers()).isEmpty();
    }

    private Process startedUpToTheHook() throws Exception {
        describe("sh -c 'echo up; exec sleep 60'");
        Process start = sandbox.launch("start");
        Path log = sandbox.folder().resolve("logs/api.log");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!(Files.exists(log) && Files.readString(log).contains("up"))) {
            assertThat(System.nanoTime()).as("it runs in time").isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return start;
    }

    private void describe(String before) throws IOException {
        sandbox.yaml("""
                servers:
                  api:
                    executable: /usr/bin/python3
                    arguments: [-u, server.py]
                    port: 0
                    beforeStart: %s
                    afterStop: sh -c 'echo $PORT > after'
                """.formatted(before));
    }
}
