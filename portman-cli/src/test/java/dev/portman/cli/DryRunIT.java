package dev.portman.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a verb would do is told, is what it then does, and does not happen before. */
class DryRunIT {

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
    void tellsWhoWouldHaveToGoAndThenDoesIt() throws Exception {
        int port = sandbox.stranger();
        String pid = Sandbox.pidOn(port);
        sandbox.servers("backend " + port);

        Outcome plan = sandbox.run("start", "--dry-run");

        assertThat(plan.exitCode()).as(plan.err()).isZero();
        assertThat(plan.out())
                .contains(
                        "Port " + port + " is held by pid " + pid,
                        "It would be stopped: SIGTERM, then SIGKILL after 30 s.")
                .contains("backend would be started on port " + port + ": /usr/bin/python3");
        assertThat(sandbox.run("start", "--dry-run", "--force").out()).contains("It would be stopped: SIGKILL.");
        Outcome json = sandbox.run("start", "--dry-run", "-o", "json");
        assertThat(json.out())
                .contains(
                        "\"dryRun\" : true",
                        "\"act\" : \"evict\"",
                        "\"pids\" : [ " + pid + " ]",
                        "\"act\" : \"start\"");
        assertThat(sandbox.run("run", "--dry-run").out()).isEqualTo(plan.out());
        assertThat(sandbox.run("exec", "--dry-run", "--on-conflict", "evict", "--", "echo", "done")
                        .out())
                .isEqualTo(plan.out() + "Then would run: echo done.\n");
        assertThat(Sandbox.pidOn(port)).as("nothing has happened").isEqualTo(pid);
        assertThat(sandbox.folder().resolve("logs")).doesNotExist();

        assertThat(sandbox.run("start", "-q").exitCode()).isZero();
        assertThat(Sandbox.pidOn(port)).isNotEqualTo(pid);
    }

    @Test
    void aFallbackTakesAlongWhatDependsOnIt() throws Exception {
        try (ServerSocket ours = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int next = Sandbox.freePort();
            sandbox.yaml("""
                    servers:
                      backend:
                        command: /usr/bin/python3 -u server.py @{port}
                        port: %d
                        fallbackPorts: %d
                      frontend:
                        command: /usr/bin/python3 -u server.py @{backend.port}
                        port: 0
                        dependsOn: backend
                    """.formatted(ours.getLocalPort(), next));

            Outcome plan = sandbox.run("start", "--dry-run");

            assertThat(plan.exitCode()).as(plan.err()).isZero();
            assertThat(plan.out())
                    .containsPattern("Port " + ours.getLocalPort()
                            + " is held by .*: not stopped, .*backend would be started on port " + next
                            + ": .*server.py " + next)
                    .contains("frontend would be started on any free port");
            assertThat(sandbox.run("start", "-q").exitCode()).isZero();
            assertThat(sandbox.portOf("backend")).isEqualTo(next);
        }
    }

    @Test
    void whatOnlyTheSystemKnowsIsLeftOpen() throws Exception {
        int port = Sandbox.freePort();
        sandbox.yaml("""
                servers:
                  backend:
                    command: /usr/bin/python3 -u server.py
                    port: 0
                  frontend:
                    command: /usr/bin/python3 -u server.py @{backend.port}
                    port: %d
                """.formatted(port));

        Outcome plan = sandbox.run("start", "--dry-run");

        assertThat(plan.exitCode()).as(plan.err()).isZero();
        assertThat(plan.out())
                .contains("backend would be started on any free port")
                .containsPattern("frontend would be started on port " + port + ": .*@\\{backend.port}");
    }

    @Test
    void aPortThatNobodyListensOnNeedNotBeFree() throws Exception {
        try (Socket bound = new Socket()) {
            bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            String port = Integer.toString(bound.getLocalPort());

            Outcome plan = sandbox.run("kill", port, "--dry-run");

            assertThat(plan.exitCode()).isEqualTo(5);
            assertThat(plan.out()).doesNotContain("is free");
            assertThat(plan.err()).contains("Port " + port + " is bound by a socket that does not listen");
        }
    }

    @Test
    void failsWithWhatIsCertainToFail() throws Exception {
        int port = sandbox.stranger();
        sandbox.servers("backend " + port);

        Outcome strict = sandbox.run("start", "--strict-port", "--dry-run", "-o", "json");

        assertThat(strict.exitCode()).isEqualTo(5);
        assertThat(strict.out()).contains("\"act\" : \"refuse\"").doesNotContain("\"act\" : \"start\"");
        assertThat(strict.err()).contains("Port " + port + " is held by pid ", "backend was not started");
        try (ServerSocket ours = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Outcome kill = sandbox.run("kill", Integer.toString(ours.getLocalPort()), "--dry-run");
            assertThat(kill.exitCode()).isEqualTo(6);
            assertThat(kill.out()).isEmpty();
            assertThat(kill.err()).contains("not stopped, it is ");
        }
    }

    @Test
    void tellsWhatBecomesOfAServerThatRuns() throws Exception {
        sandbox.servers("backend 0");
        assertThat(sandbox.run("start", "-q").exitCode()).isZero();
        int port = sandbox.portOf("backend");
        String running = "backend (pid " + Sandbox.pidOn(port) + ", port " + port + ")";

        assertThat(sandbox.run("start", "--dry-run").out())
                .contains(running + " would be stopped before: SIGTERM, then SIGKILL after 30 s.")
                .contains("backend would be started on any free port");
        assertThat(sandbox.run("start", "--dry-run", "--on-conflict", "reuse").out())
                .isEqualTo(running + " runs as it is described, and would be kept.\n");
        assertThat(sandbox.run("restart", "--dry-run", "--on-conflict", "fallback")
                        .out())
                .startsWith(running + " would be stopped before");
        assertThat(sandbox.run("stop", "--dry-run").out())
                .isEqualTo(running + " would be stopped, with its whole tree: SIGTERM, then SIGKILL after 30 s.\n");
        assertThat(sandbox.run("kill", Integer.toString(port), "backend", "--dry-run")
                        .out())
                .contains(
                        "Port " + port + " is held by pid ",
                        "It would be ended: SIGKILL.",
                        running + " would be stopped");
        assertThat(Sandbox.answers(port)).as("nothing has happened").isTrue();
        sandbox.servers("backend 0 changed");
        assertThat(sandbox.run("start", "--dry-run").out()).contains("It has changed since it was started: ");

        assertThat(sandbox.run("stop", "-q").exitCode()).isZero();
        assertThat(sandbox.run("stop", "--dry-run").out()).isEqualTo("backend is not running.\n");
        assertThat(sandbox.run("kill", Integer.toString(port), "--dry-run").out())
                .isEqualTo("Port " + port + " is free, nobody is there.\n");
    }
}
