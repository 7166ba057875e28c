package dev.portman.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers whose folder is gone are seen and ended from where people are now. */
class LostFolderIT {

    private static final int UNKNOWN_SERVER = 4;

    private Sandbox sandbox;
    private Path fresh = Path.of("");

    @BeforeEach
    void prepare(@TempDir Path temporary) throws IOException {
        fresh = temporary.toRealPath();
        sandbox = Sandbox.in(fresh);
    }

    @AfterEach
    void clean() {
        sandbox.close();
    }

    @Test
    void oneIsStoppedByItsNameFromAnywhere() throws Exception {
        Path old = started("old");
        delete(old);

        Outcome dry = sandbox.run("stop", "--dry-run", "backend");
        assertThat(dry.out()).contains("backend (pid ", "would be stopped");
        Outcome stopped = sandbox.run("stop", "backend");

        assertThat(stopped.exitCode()).as(stopped.err()).isZero();
        assertThat(stopped.out()).contains("backend is stopped, after ");
        assertThat(stopped.err()).contains("backend was started in " + old + "; that folder is gone.");
        assertThat(sandbox.leftovers()).isEmpty();
        assertThat(old).doesNotExist();
        assertThat(sandbox.run("stop", "backend").exitCode()).isNotZero();
    }

    @Test
    void oneIsStoppedWhereItWas() throws Exception {
        Path old = started("old");
        delete(old);
        String way = Files.createSymbolicLink(fresh.resolve("link"), old).toString();

        assertThat(sandbox.run("status", "-C", old.toString()).out()).contains("running", old + " (gone)");
        assertThat(sandbox.run("stop", "-C", way, "nobody").exitCode()).isEqualTo(UNKNOWN_SERVER);
        assertThat(sandbox.run("stop", "-C", way).exitCode()).isZero();

        assertThat(sandbox.leftovers()).isEmpty();
        Outcome nothing = sandbox.run("stop", "-C", old.toString());
        assertThat(nothing.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(nothing.err()).contains("must be an existing folder");
    }

    @Test
    void aServerThatIsDescribedHereIsMeantFirst() throws Exception {
        Path old = started("old");
        sandbox.servers("backend 0");
        Files.move(old, fresh.resolve("new"));

        Outcome here = sandbox.run("stop", "backend");

        assertThat(here.exitCode()).isZero();
        assertThat(here.err())
                .contains("backend was not running.")
                .containsPattern("backend \\(pid \\d+, port \\d+\\) of " + old
                        + ", a folder that is gone, is running: stop it with portman stop -C " + old + " backend");
        assertThat(sandbox.leftovers()).isNotEmpty();
        Outcome killed = sandbox.run("kill", "backend", "-C", old.toString());
        assertThat(killed.exitCode()).as(killed.err()).isZero();
        assertThat(killed.err()).contains("It runs in " + fresh.resolve("new") + " now.");
        assertThat(sandbox.leftovers()).isEmpty();
    }

    @Test
    void aNameOfSeveralIsAskedBack() throws Exception {
        Path one = started("one");
        Path other = started("other");
        delete(one);
        delete(other);
        int before = sandbox.leftovers().size();

        Outcome unclear = sandbox.run("kill", "backend");

        assertThat(unclear.exitCode()).isEqualTo(UNKNOWN_SERVER);
        assertThat(unclear.err())
                .contains("several servers", " of " + one, " of " + other, "portman stop -C FOLDER backend");
        assertThat(sandbox.leftovers()).hasSize(before);
        assertThat(sandbox.run("kill", "backend", "-C", one.toString()).exitCode())
                .isZero();
        assertThat(sandbox.run("kill", "backend").exitCode()).isZero();
        assertThat(sandbox.leftovers()).isEmpty();
    }

    @Test
    void allAreStoppedInEveryFolderButNotWhatARunUses() throws Exception {
        Path gone = started("gone");
        Path there = started("there");
        Path used = described("used");
        Process run = sandbox.launch("run", "-C", used.toString());
        await().atMost(Duration.ofSeconds(20)).until(() -> Files.exists(used.resolve("logs/portman.env")));
        delete(gone);
        Outcome all = sandbox.run("status", "--all");
        assertThat(all.out()).contains(gone + " (gone)", there.toString()).doesNotContain(there + " (gone)");

        Outcome stopped = sandbox.run("stop", "--all");

        assertThat(stopped.exitCode()).as(stopped.err()).isZero();
        assertThat(stopped.out() + stopped.err()).contains("is left running", "that folder is gone");
        String rest = sandbox.run("status", "--all").out();
        assertThat(rest).contains("backend", "running").doesNotContain(gone.toString(), there.toString());
        assertThat(run.isAlive()).isTrue();
        assertThat(sandbox.run("stop", "--all", "backend").exitCode()).isEqualTo(ExitCode.USAGE);
        run.destroy();
        run.waitFor();
        assertThat(sandbox.run("stop", "--all").err()).contains("No server of this user is on record.");
    }

    @Test
    void whoHoldsAPortIsToldWithItsFolder() throws Exception {
        Path old = started("old");
        int port = Integer.parseInt(sandbox.run("status", "-C", old.toString(), "-o", "json")
                .out()
                .replaceAll("(?s).*\"port\" : (\\d+).*", "$1"));
        delete(old);

        assertThat(sandbox.run("status", Integer.toString(port)).out())
                .contains("It is backend, which was started in " + old + "; its folder is gone.");
        Outcome found = sandbox.run("doctor");
        assertThat(found.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(found.out())
                .containsPattern("Found: backend in " + old + " runs \\(pid \\d+\\) although its folder is gone");
        assertThat(sandbox.run("kill", Integer.toString(port)).exitCode()).isZero();
        assertThat(sandbox.leftovers()).isEmpty();
    }

    private Path started(String name) throws IOException, InterruptedException {
        Path folder = described(name);
        Outcome started = sandbox.run("start", "-q", "-C", folder.toString());
        assertThat(started.exitCode()).as(started.err()).isZero();
        return folder;
    }

    private Path described(String name) throws IOException {
        Path folder = Files.createDirectory(fresh.resolve(name));
        sandbox.servers("backend 0");
        for (String file : new String[] {"server.py", "portman.yaml"}) {
            Files.copy(sandbox.folder().resolve(file), folder.resolve(file));
        }
        Files.delete(sandbox.folder().resolve("portman.yaml"));
        return folder;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
