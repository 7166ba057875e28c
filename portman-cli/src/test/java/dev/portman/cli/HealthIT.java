package dev.portman.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The checks of a start, asked again: what they say is told, and remembered until they are asked once more. */
class HealthIT {

    private Sandbox sandbox;

    @BeforeEach
    void prepare(@TempDir Path fresh) throws IOException {
        sandbox = Sandbox.in(fresh);
        sandbox.yaml("""
                servers:
                  database:
                    command: /usr/bin/python3 -u server.py
                    port: 0
                    readiness:
                      command: test ! -e locked
                  backend:
                    command: /usr/bin/python3 -u server.py @{database.port}
                    port: 0
                    dependsOn: database
                    readiness:
                      http:
                        path: /
                      log: I am
                      command: test ! -e sick
                """);
    }

    @AfterEach
    void clean() {
        sandbox.close();
    }

    @Test
    void tellsWhatEachCheckSays() throws Exception {
        assertThat(sandbox.run("start", "-q").exitCode()).isZero();

        Outcome well = sandbox.run("health");

        assertThat(well.exitCode()).as(well.out() + well.err()).isZero();
        assertThat(well.out())
                .containsPattern("database +running +port " + sandbox.portOf("database") + " +ok +[0-9.]+ m?s")
                .containsPattern("backend +running +http / +ok +[0-9.]+ m?s")
                .containsPattern("backend +running +log I am +ok")
                .containsPattern("backend +running +command test +ok");
    }

    @Test
    void aFailedCheckCountsUntilItIsAskedAgain() throws Exception {
        assertThat(sandbox.run("start", "-q").exitCode()).isZero();
        Path sick = Files.createFile(sandbox.folder().resolve("sick"));
        assertThat(sandbox.run("status").out()).as("nobody has asked yet").containsPattern("backend +running");

        Outcome ill = sandbox.run("health");

        assertThat(ill.exitCode()).isEqualTo(3);
        assertThat(ill.out())
                .containsPattern("backend +unhealthy +http / +ok")
                .containsPattern("backend +unhealthy +command test +FAILED +[0-9.]+ m?s +\\S");
        Outcome json = sandbox.run("health", "backend", "-o", "json");
        assertThat(json.out())
                .contains("\"state\" : \"unhealthy\"", "\"check\" : \"command test\"", "\"ok\" : false")
                .doesNotContain("database");
        Outcome status = sandbox.run("status", "-o", "json");
        assertThat(status.exitCode()).isEqualTo(3);
        assertThat(status.out()).contains("\"state\" : \"unhealthy\"");
        assertThat(sandbox.told("backend", "state")).isEqualTo("unhealthy");

        Files.delete(sick);
        assertThat(sandbox.run("status").exitCode())
                .as("nobody has asked again")
                .isEqualTo(3);
        assertThat(sandbox.run("status", "--check").out()).containsPattern("backend +running");
        assertThat(sandbox.run("status").exitCode()).isZero();
    }

    @Test
    void whatIsNeededMayBeUnhealthyByItself() throws Exception {
        assertThat(sandbox.run("start", "-q").exitCode()).isZero();
        Files.createFile(sandbox.folder().resolve("locked"));
        assertThat(sandbox.run("health").exitCode()).isEqualTo(3);

        Outcome outcome = sandbox.run("health");

        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.out())
                .containsPattern("database +unhealthy +command test +FAILED")
                .containsPattern("backend +running +http / +ok")
                .doesNotContain("does not run");
    }

    @Test
    void aServerIsNotHealthyWithoutWhatItNeeds() throws Exception {
        assertThat(sandbox.run("start", "-q").exitCode()).isZero();
        assertThat(sandbox.run("kill", "database", "-q").exitCode()).isZero();

        Outcome outcome = sandbox.run("health");

        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.out())
                .containsPattern("database +stopped +- +- +-")
                .containsPattern("backend +unhealthy +database +FAILED +\\S+ \\S+ +does not run");
        assertThat(sandbox.run("stop").exitCode()).isZero();
        assertThat(sandbox.leftovers()).isEmpty();
    }
}
