package dev.portman.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ports that are reserved for a command are nobody else's as long as it runs. */
class ReserveIT {

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
    void nobodyElseGetsThemUntilTheCommandEnds() throws Exception {
        int port = Sandbox.freePort();
        Path seen = sandbox.folder().resolve("seen");
        Process first = sandbox.launch(
                "reserve", "API_PORT", "--range", "" + port, "--", "sh", "-c", "echo $API_PORT > seen; exec sleep 60");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> Files.exists(seen) && Files.readString(seen).equals(port + "\n"));

        Outcome second = sandbox.run("reserve", "--range", "" + port, "--", "true");
        assertThat(second.exitCode()).isEqualTo(5);
        assertThat(second.err()).contains("Only 0 of 1 ports could be reserved");
        sandbox.servers("backend " + port);
        assertThat(sandbox.run("start", "-q").exitCode()).isZero();
        assertThat(sandbox.portOf("backend")).as("reserved").isNotEqualTo(port);
        assertThat(sandbox.run("stop", "-q").exitCode()).isZero();

        first.descendants().forEach(ProcessHandle::destroyForcibly);
        assertThat(first.waitFor()).isEqualTo(128 + 9);
        assertThat(sandbox.run("reserve", "--range", "" + port, "--", "true").exitCode())
                .isZero();
    }

    @Test
    void theCommandFindsThemAndItsExitCodeIsOurs() throws Exception {
        Outcome outcome = sandbox.run("reserve", "A", "B", "--", "sh", "-c", "echo $A $B; exit 7");

        assertThat(outcome.exitCode()).isEqualTo(7);
        assertThat(outcome.out()).matches("[0-9]+ [0-9]+\n");
        assertThat(outcome.err()).containsPattern("Reserved port [0-9]+ as A\\.\nReserved port [0-9]+ as B\\.");
    }

    @Test
    void refusesWhatItCannotMean() throws Exception {
        assertThat(sandbox.run("reserve", "A").err()).startsWith("portman: The command is missing");
        assertThat(sandbox.run("reserve", "A", "A", "--", "true").err()).contains("VARIABLE 'A' stands here twice");
        assertThat(sandbox.run("reserve", "a-b", "--", "true").err()).contains("VARIABLE 'a-b' must be a name");
        assertThat(sandbox.run("reserve", "--", "no-such-command").exitCode()).isEqualTo(2);
        assertThat(sandbox.run("reserve", "--range", "x", "--", "true").exitCode())
                .isEqualTo(2);
    }
}
