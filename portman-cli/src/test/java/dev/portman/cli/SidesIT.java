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

/** The server that a person has started, and the one that {@code exec} has beside it under the same name. */
class SidesIT {

    private static final Duration SOON = Duration.ofSeconds(30);

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
    void execHasAServerOfItsOwnAndLeavesMine() throws Exception {
        sandbox.servers("backend " + Sandbox.freePort());
        assertThat(sandbox.run("start", "-q").exitCode()).isZero();
        String mine = Sandbox.pidOn(sandbox.portOf("backend"));

        Outcome tests = sandbox.run("exec", "--", "sh", "-c", "echo at $BACKEND_PORT; exit 3");

        assertThat(tests.exitCode()).isEqualTo(3);
        assertThat(tests.out()).contains("at ").doesNotContain("at " + sandbox.portOf("backend"));
        assertThat(sandbox.folder().resolve("logs/build/backend.log")).exists();
        assertThat(Sandbox.pidOn(sandbox.portOf("backend"))).isEqualTo(mine);
        assertThat(sandbox.leftovers()).extracting(ProcessHandle::pid).containsExactly(Long.parseLong(mine));
    }

    @Test
    void execJoinsMineByReuseAndLeavesIt() throws Exception {
        sandbox.servers("backend " + Sandbox.freePort());
        assertThat(sandbox.run("start", "-q").exitCode()).isZero();
        int port = sandbox.portOf("backend");
        String mine = Sandbox.pidOn(port);

        Outcome tests = sandbox.run("exec", "--on-conflict", "reuse", "--", "sh", "-c", "echo at $BACKEND_PORT");

        assertThat(tests.out()).contains("at " + port);
        assertThat(tests.err()).contains("backend is left running");
        assertThat(Sandbox.pidOn(port)).isEqualTo(mine);
    }

    @Test
    void whatARunningBuildHasIsShownAndLeftUnlessItIsMeant() throws Exception {
        sandbox.servers("backend 0");
        Process exec = launchExec();

        Outcome status = sandbox.run("status");
        assertThat(status.exitCode()).as("mine is not running").isEqualTo(3);
        assertThat(status.out()).contains("SIDE").containsPattern("backend +stopped .*person");
        assertThat(status.out()).containsPattern("backend +running .*build");
        assertThat(sandbox.run("status", "--build").exitCode()).isZero();
        assertThat(sandbox.run("status", "--build", "-o", "json").out()).contains("\"side\" : \"build\"");
        assertThat(sandbox.run("logs").out()).contains("I am backend");
        assertThat(sandbox.run("health").exitCode()).isZero();

        Outcome all = sandbox.run("stop");
        assertThat(all.exitCode()).as(all.err()).isZero();
        assertThat(all.err()).contains("backend belongs to", "pid " + exec.pid(), "left running");
        for (String verb : new String[] {"stop", "kill"}) {
            Outcome named = sandbox.run(verb, "backend");
            assertThat(named.exitCode()).as(named.err()).isEqualTo(6);
            assertThat(named.err()).contains("pid " + exec.pid(), "--build");
        }
        assertThat(sandbox.leftovers()).hasSize(1);

        Outcome meant = sandbox.run("stop", "backend", "--build");
        assertThat(meant.exitCode()).as(meant.err()).isZero();
        assertThat(sandbox.leftovers()).isEmpty();
    }

    @Test
    void iStartMineBesideThatOfARunningBuild() throws Exception {
        int port = Sandbox.freePort();
        sandbox.servers("backend " + port);
        launchExec();
        String builds = Sandbox.pidOn(port);

        Outcome start = sandbox.run("start");

        assertThat(start.exitCode()).as(start.err()).isZero();
        assertThat(sandbox.portOf("backend")).isNotEqualTo(port);
        assertThat(Sandbox.pidOn(port)).isEqualTo(builds);
        assertThat(sandbox.run("stop", "backend").exitCode()).isZero();
        assertThat(sandbox.leftovers()).extracting(ProcessHandle::pid).containsExactly(Long.parseLong(builds));
    }

    /** Returns once its command runs. */
    private Process launchExec() throws IOException {
        Path up = sandbox.folder().resolve("up");
        Process exec = sandbox.launch("exec", "--", "sh", "-c", "touch up; sleep 60");
        await().atMost(SOON).until(() -> Files.exists(up));
        return exec;
    }
}
