package dev.portman.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code portman run --watch}: what changes on the disk changes what runs, and nothing else. */
class WatchIT {

    private static final Duration LONG = Duration.ofSeconds(60);

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
    void startsAnewWhoseFilesHaveChangedAndNoOther() throws Exception {
        write("src/app.py", "one");
        write("src/node_modules/lib.py", "one");
        sandbox.yaml("servers:" + server("api", "watch: ['src/**/*.py']") + server("web", ""));
        Process run = watching("api", "web");
        String api = pid("api");
        String web = pid("web");

        write("src/app.py", "two");
        write("src/b.py", "two");
        write("src/c.py", "two");
        awaitPid("api", api);
        assertThat(pid("web")).isEqualTo(web);
        assertThat(sandbox.output(run, "err."))
                .contains("api: src/app.py, src/b.py, src/c.py have changed. Starting it anew.")
                .doesNotContain("web has changed", "web: ");
        String second = pid("api");

        write("src/node_modules/lib.py", "two");
        write("src/later/deep/d.py", "two");
        awaitPid("api", second);
        assertThat(sandbox.output(run, "err.")).contains("api: src/later/deep/d.py has changed. Starting it anew.");
        String third = pid("api");
        write("src/later/deep/d.py", "three");
        awaitPid("api", third);

        // Its pid is known before it is told that it is ready.
        await().atMost(LONG).until(() -> times(run, "api is ready") == 4);
        assertThat(pid("web")).isEqualTo(web);
        assertThat(times(run, "Starting it anew.")).isEqualTo(3);
        end(run);
    }

    @Test
    void takesOverWhatTheDescriptionSaysNow() throws Exception {
        String web = server("web", "");
        sandbox.yaml("servers:" + server("api", "environmentVariables: {MODE: one}") + web);
        Process run = watching("api", "web");
        String firstApi = pid("api");
        String firstWeb = pid("web");

        sandbox.yaml("servers:" + server("api", "environmentVariables: {MODE: two}") + web);
        awaitPid("api", firstApi);
        assertThat(sandbox.output(run, "err."))
                .contains("api has changed since it was started: variable MODE. Starting it anew.");
        String secondApi = pid("api");

        sandbox.yaml("servers:" + server("api", "environmentVariables: {MODE: two}") + web + server("job", ""));
        await().atMost(LONG).until(() -> sandbox.output(run, "err.").contains("job is ready"));
        await().atMost(LONG).until(() -> sandbox.output(run, "out.").contains("job | I am"));
        String job = pid("job");

        sandbox.yaml("servers:" + web + server("job", ""));
        await().atMost(LONG).until(() -> times(run, "api is stopped, after") == 2);
        assertThat(sandbox.output(run, "err.")).contains("api is not described any more. Stopping it.");
        assertThat(ProcessHandle.of(Long.parseLong(secondApi))).isEmpty();

        assertThat(pid("web")).isEqualTo(firstWeb);
        assertThat(pid("job")).isEqualTo(job);
        end(run);
    }

    @Test
    void leavesAllAloneAsLongAsTheDescriptionCannotBeRead() throws Exception {
        sandbox.yaml("servers:" + server("api", ""));
        Process run = watching("api");
        String first = pid("api");

        sandbox.yaml("servers:" + server("api", "prot: 1"));
        await().atMost(LONG).until(() -> sandbox.output(run, "err.").contains("is not taken over as it is now"));
        assertThat(sandbox.output(run, "err."))
                .contains("portman: portman.yaml line 7: 'prot' is no key of a server, did you mean port?");
        sandbox.yaml("servers: [");
        await().atMost(LONG).until(() -> sandbox.output(run, "err.").contains("is not valid YAML"));
        assertThat(pid("api")).isEqualTo(first);
        assertThat(run.isAlive()).isTrue();

        sandbox.yaml("servers:" + server("api", "host: localhost"));
        awaitPid("api", first);
        assertThat(sandbox.output(run, "err."))
                .contains("api has changed since it was started: host. Starting it anew.");
        end(run);
    }

    @Test
    void startsNothingAnewThatSaysTheSame() throws Exception {
        write("vars", "MODE=one\n");
        sandbox.yaml("servers:" + server("api", "envFile: vars") + server("web", ""));
        Process run = watching("api", "web");
        String api = pid("api");
        String web = pid("web");

        sandbox.yaml("# a comment\nservers:" + server("api", "envFile: vars") + server("web", ""));
        write("vars", "# another one\nMODE=one\n");
        write("unrelated.txt", "");
        write("vars", "MODE=two\n");
        awaitPid("api", api);

        assertThat(sandbox.output(run, "err."))
                .contains("api has changed since it was started: variable MODE. Starting it anew.");
        assertThat(times(run, "Starting it anew.")).isEqualTo(1);
        assertThat(pid("web")).isEqualTo(web);
        end(run);
    }

    @Test
    void staysWhenAServerBreaksAndStartsItWhenItIsMended() throws Exception {
        String server = Files.readString(sandbox.folder().resolve("server.py"));
        sandbox.yaml("servers:" + server("api", "watch: server.py"));
        Process run = watching("api");

        write("server.py", "import sys\nsys.exit(7)\n");
        await().atMost(LONG)
                .until(() -> sandbox.output(run, "err.").contains("portman: api ended with exit code 7 after"));
        assertThat(run.isAlive()).isTrue();
        write("server.py", server);
        await().atMost(LONG).until(() -> times(run, "api is ready") == 2);
        assertThat(pid("api")).isNotEmpty();
        end(run);
    }

    @Test
    void startsAtOnceWhatIsMendedWhileItsRestartIsPutOff() throws Exception {
        String server = Files.readString(sandbox.folder().resolve("server.py"));
        sandbox.yaml("servers:" + server("api", "watch: server.py\n    restart: on-failure"));
        Process run = watching("api");

        write("server.py", "import sys\nsys.exit(7)\n");
        await().atMost(LONG).until(() -> sandbox.output(run, "err.").contains("Starting it again in 8 s (4 of 5)."));
        write("server.py", server);
        await().atMost(LONG).until(() -> times(run, "api is ready") == 2);
        assertThat(sandbox.output(run, "err.")).contains("api: server.py has changed. Starting it anew.");
        assertThat(times(run, "Launched api")).isEqualTo(6);
        end(run);
    }

    @Test
    void exchangesThePortsOfTwoServers() throws Exception {
        int one = Sandbox.freePort();
        int two = Sandbox.freePort();
        sandbox.yaml("servers:" + serverOn("api", one) + serverOn("web", two));
        Process run = watching("api", "web");

        sandbox.yaml("servers:" + serverOn("api", two) + serverOn("web", one));
        await().atMost(LONG).until(() -> times(run, "api is ready") == 2 && times(run, "web is ready") == 2);
        assertThat(sandbox.portOf("api")).isEqualTo(two);
        assertThat(sandbox.portOf("web")).isEqualTo(one);
        end(run);
    }

    @Test
    void stopsANamedServerThatIsGoneAndLeavesTheOthersUnstarted() throws Exception {
        sandbox.yaml("servers:" + server("api", "") + server("web", ""));
        Process run = sandbox.launch("run", "--watch", "api");
        await().atMost(LONG).until(() -> sandbox.output(run, "err.").contains("Watching "));

        sandbox.yaml("servers:" + server("web", ""));
        await().atMost(LONG).until(() -> sandbox.output(run, "err.").contains("api is stopped, after"));
        sandbox.yaml("servers:" + server("web", "") + server("api", ""));
        await().atMost(LONG).until(() -> times(run, "api is ready") == 2);
        assertThat(sandbox.output(run, "err.")).doesNotContain("web is ready");
        end(run);
    }

    @Test
    void isInterruptedAmidAChange() throws Exception {
        write("src/app.py", "one");
        sandbox.yaml("servers:" + server("api", "watch: src") + server("web", ""));
        CompletableFuture<Outcome> running = CompletableFuture.supplyAsync(() -> {
            try {
                return sandbox.runOnTerminal("src/app.py has changed. Starting it anew.", 1, "run", "--watch");
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        await().atMost(LONG)
                .until(() -> Files.exists(sandbox.folder().resolve("logs/api.status"))
                        && Files.exists(sandbox.folder().resolve("logs/web.status"))
                        && sandbox.told("api", "state").equals("running")
                        && sandbox.told("web", "state").equals("running"));

        TimeUnit.SECONDS.sleep(1);
        write("src/app.py", "two");
        Outcome run = running.get(60, TimeUnit.SECONDS);
        assertThat(run.exitCode()).as(run.out()).isEqualTo(130);
        assertThat(run.out()).contains("web is stopped, after").doesNotContain("portman: ");
        assertThat(sandbox.leftovers()).isEmpty();
        assertThat(sandbox.run("status").out()).doesNotContain("running", "starting");
    }

    /** Ready, and the first look at the files is done. */
    private Process watching(String... servers) throws IOException {
        Process run = sandbox.launch("run", "--watch");
        await().atMost(LONG).until(() -> sandbox.output(run, "err.").contains("Watching "));
        for (String server : servers) {
            assertThat(sandbox.output(run, "err.")).contains(server + " is ready");
        }
        return run;
    }

    private void end(Process run) throws InterruptedException {
        run.destroy();
        assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(sandbox.leftovers()).isEmpty();
    }

    private static String server(String name, String more) {
        return described(name, 0, more);
    }

    private static String serverOn(String name, int port) {
        return described(name, port, "");
    }

    private static String described(String name, int port, String more) {
        return """

                  %s:
                    executable: /usr/bin/python3
                    arguments: [-u, server.py]
                    port: %d
                    stopTimeout: 30s
                    %s
                """.formatted(name, port, more).indent(2).stripTrailing();
    }

    private String pid(String server) throws IOException {
        return Sandbox.pidOn(sandbox.portOf(server));
    }

    private void awaitPid(String server, String before) {
        await().atMost(LONG).ignoreExceptions().until(() -> {
            String now = pid(server);
            return !now.isEmpty() && !now.equals(before);
        });
    }

    private int times(Process run, String words) throws IOException {
        return sandbox.output(run, "err.").split(Pattern.quote(words), -1).length - 1;
    }

    private void write(String name, String content) throws IOException {
        Path file = sandbox.folder().resolve(name);
        Files.createDirectories(file.resolve("..").normalize());
        Files.writeString(file, content);
    }
}
