package dev.portman.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several instances of one server: what its name means to each verb. */
class InstancesIT {

    private Sandbox sandbox;

    @BeforeEach
    void prepare(@TempDir Path fresh) throws IOException {
        sandbox = Sandbox.in(fresh);
        describe(3);
    }

    @AfterEach
    void clean() throws IOException {
        sandbox.close();
    }

    @Test
    void aNameMeansAllInstancesAndTheNameOfAnInstanceItAlone() throws Exception {
        Outcome start = sandbox.run("start", "web");

        assertThat(start.exitCode()).as(start.err()).isZero();
        assertThat(Files.readString(sandbox.folder().resolve("logs/web.log")))
                .contains(" " + sandbox.portOf("api-1") + " " + sandbox.portOf("api-3"));
        String third = Sandbox.pidOn(sandbox.portOf("api-3"));

        Outcome one = sandbox.run("stop", "api-2");

        assertThat(one.out()).contains("api-2 is stopped").doesNotContain("api-1");
        Outcome status = sandbox.run("status", "api");
        assertThat(status.exitCode()).isEqualTo(3);
        assertThat(status.out()).contains("api-1", "api-2", "api-3").doesNotContain("web");
        assertThat(Sandbox.pidOn(sandbox.portOf("api-3"))).isEqualTo(third);

        describe(2);
        Outcome all = sandbox.run("stop", "api");

        assertThat(all.out())
                .as("what is not described any more was an instance, too")
                .contains("api-1 is stopped", "api-3 is stopped")
                .doesNotContain("web is stopped");
        assertThat(sandbox.run("status", "web").exitCode()).isZero();
    }

    @Test
    void aPortIsThatOfOneInstanceOrOfTheFirstOfAll() throws Exception {
        Outcome all = sandbox.run("start", "api", "-o", "json", "-p", "20000");

        assertThat(all.exitCode()).as(all.err()).isZero();
        assertThat(all.out())
                .containsSubsequence(
                        "\"requestedPort\" : 20000", "\"requestedPort\" : 20001", "\"requestedPort\" : 20002");
        int port = Sandbox.freePort();
        Outcome one = sandbox.run("start", "api-2", "-p", Integer.toString(port));
        assertThat(one.exitCode()).as(one.err()).isZero();
        assertThat(sandbox.portOf("api-2")).isEqualTo(port);
        Outcome both = sandbox.run("start", "api-1", "api-2", "-p", "0");
        assertThat(both.exitCode()).isEqualTo(2);
        assertThat(both.err()).contains("--port '0' fits one server only; name one of api-1, api-2.");
    }

    @Test
    void refusesAnInstanceThatThereIsNot() throws Exception {
        Outcome start = sandbox.run("start", "api-4");

        assertThat(start.exitCode()).isEqualTo(4);
        assertThat(start.err())
                .contains("No server 'api-4' is known", "Did you mean 'api-1'?", "api-1, api-2, api-3, web");
        Outcome bare = sandbox.run("api");
        assertThat(bare.exitCode()).isEqualTo(2);
        assertThat(bare.err()).contains("'api' is a server; say what to do with it");
        assertThat(sandbox.folder().resolve("logs")).doesNotExist();
    }

    @Test
    void refusesWhatIsNoNumberOfInstances() throws Exception {
        describe(0);

        Outcome start = sandbox.run("start");

        assertThat(start.exitCode()).isEqualTo(2);
        assertThat(start.err()).contains("api.instances '0' must be a number from 1 to 100.");
        assertThat(sandbox.folder().resolve("logs")).doesNotExist();
    }

    private void describe(int instances) throws IOException {
        sandbox.yaml("""
                servers:
                  api:
                    executable: /usr/bin/python3
                    arguments: [-u, server.py]
                    port: 0
                    instances: %d
                  web:
                    command: sh -c 'exec /usr/bin/python3 -u server.py $API_1_PORT $API_3_PORT'
                    port: 0
                    dependsOn: api
                """.formatted(instances));
    }
}
