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

/** Several servers of one call of the command: what is said of a failure, and what an interrupt leaves. */
class StartTogetherIT {

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
    void saysWhoFailedAndWhatBecameOfTheOthers() throws Exception {
        sandbox.yaml("""
                servers:
                  good: {executable: /usr/bin/python3, arguments: [-u, server.py], port: 0}
                  bad: {executable: /usr/bin/python3, arguments: [-u, server.py, broken], port: 0, dependsOn: good}
                  last: {executable: /usr/bin/python3, arguments: [-u, server.py], port: 0, dependsOn: bad}
                """);

        Outcome start = sandbox.run("start");

        assertThat(start.exitCode()).isEqualTo(1);
        assertThat(start.err())
                .containsSubsequence(
                        "bad failed. Stopping again what this start began: good. Not started: last.\n",
                        "portman: bad ended with exit code 1",
                        "BOOM");
        assertThat(start.out()).containsSubsequence("good is ready", "good is stopped");
        assertThat(sandbox.leftovers()).isEmpty();
    }

    @Test
    void whoIsInterruptedLeavesNothing() throws Exception {
        sandbox.servers("a 0 silent", "b 0 silent", "c 0");
        Process start = sandbox.launch("start");
        Path logs = sandbox.folder().resolve("logs");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!(isWritten(logs.resolve("a.log")) && isWritten(logs.resolve("b.log")))) {
            assertThat(System.nanoTime()).as("both run in time").isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(20);
        }

        start.destroy();

        assertThat(start.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(sandbox.leftovers()).isEmpty();
    }

    private static boolean isWritten(Path file) throws IOException {
        return Files.exists(file) && Files.size(file) > 0;
    }
}
