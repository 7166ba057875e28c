package dev.portman.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A call for several servers or ports is decided on as a whole before its first act, and each target is told. */
class JointCallIT {

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
    void aSecondStartOfWhichAPartIsRefusedLeavesAllAsItWas() throws Exception {
        int x = Sandbox.freePort();
        int y = Sandbox.freePort();
        sandbox.yaml("""
                servers:
                  x:
                    command: /usr/bin/python3 -u server.py
                    port: %d
                  y:
                    command: /usr/bin/python3 -u server.py
                    port: %d
                    onConflict: fallback
                """.formatted(x, y));
        assertThat(sandbox.run("start", "-q").exitCode()).isZero();
        String first = Sandbox.pidOn(x);
        String second = Sandbox.pidOn(y);

        for (String verb : new String[] {"start", "run"}) {
            Outcome plan = sandbox.run(verb, "--dry-run");
            Outcome again = sandbox.run(verb);

            assertThat(again.exitCode()).as(again.err()).isEqualTo(5);
            assertThat(plan.exitCode()).isEqualTo(5);
            assertThat(again.err())
                    .contains("y is running already", "Nothing was done", ": x is left as before.")
                    .endsWith(plan.err());
            assertThat(Sandbox.pidOn(x)).isEqualTo(first);
            assertThat(Sandbox.pidOn(y)).isEqualTo(second);
        }
        assertThat(sandbox.run("restart", "-q").exitCode())
                .as("stops whatever the policy")
                .isZero();
        assertThat(Sandbox.pidOn(x)).isNotEqualTo(first);
    }

    @Test
    void aKillOfWhichAPartIsRefusedEndsNobodyAndTellsOfEach() throws Exception {
        sandbox.servers("backend 0");
        assertThat(sandbox.run("start", "-q").exitCode()).isZero();
        int backend = sandbox.portOf("backend");
        int stranger = sandbox.stranger();
        String free = Integer.toString(Sandbox.freePort());
        try (ServerSocket ours = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String[] call = {"kill", Integer.toString(stranger), Integer.toString(ours.getLocalPort()), free, "backend"
            };
            Outcome kill = sandbox.run(call);

            assertThat(kill.exitCode()).isEqualTo(6);
            assertThat(kill.out())
                    .contains("Port " + stranger + " is held by pid ", "It would be ended: SIGKILL.")
                    .contains("Port " + free + " is free, nobody was there.")
                    .contains("backend (pid " + Sandbox.pidOn(backend) + ", port " + backend + ") would be stopped");
            assertThat(kill.err())
                    .contains("Port " + ours.getLocalPort() + " is held by ", "not stopped, it is ")
                    .contains("Nothing was done");

            Outcome json = sandbox.run(with(call, "-o", "json"));
            assertThat(json.exitCode()).isEqualTo(6);
            assertThat(json.out().replaceAll("\\s+", ""))
                    .contains("{\"port\":" + stranger + ",\"killed\":[],\"outcome\":\"left\",")
                    .contains("{\"port\":" + ours.getLocalPort() + ",\"killed\":[],\"outcome\":\"refused\",")
                    .contains("{\"port\":" + free + ",\"killed\":[],\"outcome\":\"nothing\",")
                    .contains("\"outcome\":\"left\",\"text\":\"backend(pid")
                    .endsWith("\"how\":null}]}");

            Outcome plan = sandbox.run(with(call, "--dry-run"));
            assertThat(plan.exitCode()).isEqualTo(6);
            assertThat(kill.out().lines().filter(it -> it.contains(" would be ")))
                    .containsExactlyElementsOf(plan.out()
                            .lines()
                            .filter(it -> it.contains(" would be "))
                            .toList());
        }
        assertThat(Sandbox.answers(stranger)).isTrue();
        assertThat(Sandbox.answers(backend)).isTrue();
        assertThat(sandbox.run("kill", Integer.toString(stranger), "backend").exitCode())
                .isZero();
        assertThat(Sandbox.answers(stranger)).isFalse();
        assertThat(Sandbox.answers(backend)).isFalse();
    }

    private static String[] with(String[] call, String... more) {
        String[] all = java.util.Arrays.copyOf(call, call.length + more.length);
        System.arraycopy(more, 0, all, call.length, more.length);
        return all;
    }
}
