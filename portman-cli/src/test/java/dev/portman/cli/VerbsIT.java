package dev.portman.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the verbs do to processes and ports, and what they say about it to people and to scripts. */
class VerbsIT {

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
    void startsShowsAndStopsSeveralServers() throws Exception {
        sandbox.servers("backend 0", "frontend 0");

        Outcome start = sandbox.run("start");
        assertThat(start.exitCode()).as(start.err()).isZero();
        int backend = sandbox.portOf("backend");
        int frontend = sandbox.portOf("frontend");
        assertThat(start.out())
                .contains(
                        "backend is ready on http://127.0.0.1:" + backend + " after ",
                        "frontend is ready on http://127.0.0.1:" + frontend)
                .doesNotContain("\u001b");
        assertThat(Files.readString(sandbox.folder().resolve("logs/frontend.log")))
                .contains("I am frontend 0");

        Outcome status = sandbox.run("status");
        assertThat(status.exitCode()).isZero();
        assertThat(status.out()).containsPattern("backend +running +" + Sandbox.pidOn(backend) + " +" + backend);
        Outcome json = sandbox.run("status", "frontend", "-o", "json");
        assertThat(json.out())
                .contains("\"name\" : \"frontend\"", "\"port\" : " + frontend)
                .doesNotContain("backend");

        Outcome stop = sandbox.run("stop", "backend");
        assertThat(stop.exitCode()).isZero();
        assertThat(stop.out()).startsWith("backend is stopped, after ");
        assertThat(Sandbox.answers(backend)).isFalse();
        assertThat(Sandbox.answers(frontend)).isTrue();
        assertThat(sandbox.run("status").exitCode()).isEqualTo(3);
        assertThat(sandbox.run("status", "frontend").exitCode()).isZero();
        assertThat(sandbox.run("status", "--all").out()).contains("frontend");

        assertThat(sandbox.run("kill").exitCode()).isZero();
        assertThat(Sandbox.answers(frontend)).isFalse();
        Outcome again = sandbox.run("stop");
        assertThat(again.exitCode()).isZero();
        assertThat(again.err()).contains("backend was not running.", "frontend was not running.");
    }

    @Test
    void tellsAServerThatIsStartedAloneWhereItsSiblingsAre() throws Exception {
        sandbox.servers("backend 0", "frontend 0");
        sandbox.run("start", "backend", "-q");
        int backend = sandbox.portOf("backend");

        assertThat(sandbox.run("start", "frontend", "-q").exitCode()).isZero();

        assertThat(Files.readString(sandbox.folder().resolve("logs/frontend.log")))
                .contains("I am frontend 0");
        assertThat(Files.readString(sandbox.folder().resolve("logs/portman.env")))
                .contains("BACKEND_PORT=" + backend, "FRONTEND_PORT=");
        assertThat(sandbox.run("stop").exitCode()).isZero();
    }

    @Test
    void restartsOnTheSamePort() throws Exception {
        int port = Sandbox.freePort();
        sandbox.servers("backend " + port);
        sandbox.run("start", "-q");
        String before = Sandbox.pidOn(port);

        Outcome restart = sandbox.run("restart", "backend");

        assertThat(restart.exitCode()).isZero();
        assertThat(Sandbox.pidOn(port)).isNotEmpty().isNotEqualTo(before);
        assertThat(restart.out())
                .contains("backend is stopped", "backend is ready on http://127.0.0.1:" + port)
                .doesNotContain("WARNING");
    }

    @Test
    void printsJsonAndNothingElseForPrograms() throws Exception {
        sandbox.servers("backend 0");
        Outcome start = sandbox.run("start", "-o", "json");
        assertThat(start.out()).startsWith("{").endsWith("}\n").contains("\"state\" : \"running\"");
        assertThat(start.err()).contains("backend is ready");
        Outcome stop = sandbox.run("stop", "-o", "json", "-q");
        assertThat(stop.out()).startsWith("{").contains("\"state\" : \"stopped\"");
        assertThat(stop.err()).isEmpty();
    }

    @Test
    void leavesTheHolderAloneWhereThisPortOrNoneIsWanted() throws Exception {
        int port = sandbox.stranger();
        sandbox.servers("backend " + port);

        Outcome start = sandbox.run("start", "--strict-port");

        assertThat(start.exitCode()).isEqualTo(5);
        assertThat(start.err()).contains("Port " + port + " is held by pid " + Sandbox.pidOn(port) + " (python3");
        assertThat(start.err()).contains("onConflict: evict").doesNotContain("<");
        assertThat(sandbox.run("status", Integer.toString(port)).exitCode()).isZero();
    }

    @Test
    void tellsAProgramWhomItKilled() throws Exception {
        sandbox.servers("backend 0");
        assertThat(sandbox.run("start", "-q").exitCode()).isZero();
        int port = sandbox.stranger();
        String pid = Sandbox.pidOn(port);

        Outcome kill = sandbox.run("kill", Integer.toString(port), "backend", "-o", "json");

        assertThat(kill.exitCode()).as(kill.err()).isZero();
        assertThat(kill.out().replaceAll("\\s+", ""))
                .startsWith("{\"schema\":1,\"ports\":[{\"port\":" + port + ",\"killed\":[{\"pid\":" + pid + ",")
                .contains("\"servers\":[{\"name\":\"backend\",")
                .endsWith("\"how\":\"forced\"}]}");
        assertThat(sandbox.leftovers()).isEmpty();
    }

    @Test
    void killsWhoeverListensOnAPort() throws Exception {
        int port = sandbox.stranger("deaf");
        Outcome kill = sandbox.run("kill", Integer.toString(port));
        assertThat(kill.exitCode()).as(kill.err()).isZero();
        assertThat(kill.out()).isEqualTo("Port " + port + " is free now.\n");
        assertThat(Sandbox.answers(port)).isFalse();
        Outcome again = sandbox.run("kill", Integer.toString(port));
        assertThat(again.exitCode()).isZero();
        assertThat(again.out()).isEqualTo("Port " + port + " is free, nobody was there.\n");
        Outcome status = sandbox.run("status", Integer.toString(port), "-o", "json");
        assertThat(status.exitCode()).isEqualTo(3);
        assertThat(status.out()).contains("\"answer\" : \"nobody\"");
    }

    @Test
    void neverStopsItsAncestors() throws Exception {
        try (ServerSocket ours = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Outcome kill = sandbox.run("kill", Integer.toString(ours.getLocalPort()));
            assertThat(kill.exitCode()).isEqualTo(6);
            assertThat(kill.err()).contains("not stopped, it is ");
        }
    }

    @Test
    void tellsWhyAServerDidNotStart() throws Exception {
        sandbox.servers("backend 0 broken");
        Outcome broken = sandbox.run("start");
        assertThat(broken.exitCode()).isEqualTo(1);
        assertThat(broken.err()).contains("ended with exit code 1", "BOOM").doesNotContain("\tat ");

        sandbox.servers("backend 0 silent");
        Outcome silent = sandbox.run("start", "-t", "700ms");
        assertThat(silent.exitCode()).isEqualTo(7);
        assertThat(silent.err()).contains("backend was not ready after ", "Raise startupTimeout");
        assertThat(sandbox.run("status").exitCode()).isEqualTo(3);
    }

    @Test
    void runsACommandBesideTheServersAndStopsThem() throws Exception {
        sandbox.servers("backend 0", "frontend 0");
        Outcome exec = sandbox.run("exec", "--", "sh", "-c", "echo $BACKEND_PORT $FRONTEND_URL; echo --help; exit 9");
        assertThat(exec.exitCode()).isEqualTo(9);
        assertThat(exec.out()).matches("\\d+ http://127\\.0\\.0\\.1:\\d+\n--help\n");
        assertThat(exec.err()).contains("frontend is stopped", "backend is stopped");
        assertThat(sandbox.run("status").exitCode()).isEqualTo(3);
        assertThat(sandbox.run("exec", "backend", "-q", "--", "true").exitCode())
                .isZero();
    }

    @Test
    void leavesNoServerBehindWhenItIsKilledItself() throws Exception {
        sandbox.servers("backend 0");
        Process exec = sandbox.launch("exec", "--", "sleep", "30");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> sandbox.output(exec, "err.").contains("is ready"));
        int port = Integer.parseInt(sandbox.told("build/backend", "port"));
        exec.descendants()
                .filter(it -> it.info().command().orElse("").endsWith("sleep"))
                .forEach(ProcessHandle::destroy);
        exec.destroyForcibly();
        await().atMost(Duration.ofSeconds(20)).until(() -> !Sandbox.answers(port));
    }

    @Test
    void showsTheLastLinesOfOneLogOrSeveral() throws Exception {
        sandbox.servers("backend 0", "frontend 0");
        Outcome nothing = sandbox.run("logs");
        assertThat(nothing.exitCode()).isEqualTo(1);
        assertThat(nothing.err()).contains("backend has no log yet");

        Path logs = Files.createDirectory(sandbox.folder().resolve("logs"));
        Files.writeString(logs.resolve("backend.log"), "one\n\u001b[32mtwo\u001b[0m\u0007\nthree\n");
        Files.writeString(logs.resolve("frontend.log"), "four\n");

        assertThat(sandbox.run("logs", "backend", "-n", "2").out()).isEqualTo("two\\u0007\nthree\n");
        assertThat(sandbox.run("logs", "-n", "1").out()).isEqualTo("backend  | three\nfrontend | four\n");
    }

    @Test
    void showsOnlyErrorsWithTheirStackTraces() throws Exception {
        sandbox.servers("backend 0");
        Path logs = Files.createDirectory(sandbox.folder().resolve("logs"));
        Files.writeString(logs.resolve("backend.log"), "one\nERROR two\n  at three\nfour\nERROR five\nstatus=503\n");

        assertThat(sandbox.run("logs", "--errors").out()).isEqualTo("ERROR two\n  at three\nERROR five\n");
        assertThat(sandbox.run("logs", "--errors", "-n", "1").out()).isEqualTo("ERROR five\n");
        assertThat(sandbox.run("logs", "--error-pattern", "status=5..").out()).isEqualTo("status=503\n");
        Outcome wrong = sandbox.run("logs", "--error-pattern", "(");
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains("--error-pattern '(' must be a regular expression");
    }

    @Test
    void cutsALogThatHasGrownTooLargeWhileItsServerRuns() throws Exception {
        sandbox.servers("backend 0");
        sandbox.run("start", "-q");
        Path log = sandbox.folder().resolve("logs/backend.log");
        try (RandomAccessFile sparse = new RandomAccessFile(log.toFile(), "rw")) {
            sparse.setLength((50L << 20) + 1);
        }
        assertThat(sandbox.run("status").exitCode()).isZero();
        assertThat(log).isEmptyFile();
        assertThat(sandbox.folder().resolve("logs/backend.log.old")).hasSize(50L << 20);
        assertThat(sandbox.run("stop").exitCode()).isZero();
    }

    @Test
    void followsALogOverARestart() throws Exception {
        sandbox.servers("backend 0");
        sandbox.run("start", "-q");
        Process follow = sandbox.launch("logs", "-f", "-n", "0");
        Path log = sandbox.folder().resolve("logs/backend.log");
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            Files.writeString(log, "tick\n", StandardOpenOption.APPEND);
            return sandbox.output(follow, "out.").contains("tick");
        });
        Files.writeString(log, "last of the old\n", StandardOpenOption.APPEND);
        sandbox.run("restart", "-q");
        await().atMost(Duration.ofSeconds(10))
                .until(() -> sandbox.output(follow, "out.")
                        .replaceAll("(?s).*tick\n", "")
                        .equals("last of the old\nI am backend 0 \n"));
        sandbox.run("stop");
    }
}
