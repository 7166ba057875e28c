package dev.portman.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code portman run --watch} where the system tells of fewer changes than there are: limits of a namespace of its own. */
class WatchLimitsIT {

    private static final Duration LONG = Duration.ofSeconds(60);

    private Sandbox sandbox;

    @BeforeEach
    void prepare(@TempDir Path fresh) throws IOException, InterruptedException {
        Needs.success(limited("watches", 100).toArray(String[]::new));
        sandbox = Sandbox.in(fresh);
        Files.createDirectories(sandbox.folder().resolve("src/a/b"));
        sandbox.yaml("""
                servers:
                  api:
                    executable: /usr/bin/python3
                    arguments: [-u, server.py]
                    port: 0
                    watch: src
                """);
    }

    @AfterEach
    void clean() {
        if (sandbox != null) {
            sandbox.close();
        }
    }

    @Test
    void looksNowAndThenWhereItIsNotTold() throws Exception {
        Process run = sandbox.launchBy(limited("watches", 2), "run", "--watch");
        await().atMost(LONG).until(() -> sandbox.output(run, "err.").contains("so they are looked at once a second."));

        Files.writeString(sandbox.folder().resolve("src/a/b/new.py"), "");
        await().atMost(LONG)
                .until(() ->
                        sandbox.output(run, "err.").contains("api: src/a/b/new.py has changed. Starting it anew."));
        run.destroy();
        assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(sandbox.output(run, "err.")).containsOnlyOnce("so they are looked at once a second.");
        assertThat(sandbox.leftovers()).isEmpty();
    }

    @Test
    void endsBeforeAnythingIsStartedWhereNothingCanBeWatched() throws Exception {
        Process run = sandbox.launchBy(limited("instances", 0), "run", "--watch");
        assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(run.exitValue()).isEqualTo(1);
        assertThat(sandbox.output(run, "err."))
                .contains("portman: Files cannot be watched: ", "Raise fs.inotify.max_user_instances")
                .doesNotContain("Launched");
    }

    /** What runs a command with so many inotify objects of a kind at most; by itself, it does nothing. */
    private static List<String> limited(String kind, int most) {
        return List.of(
                "unshare",
                "--user",
                "--map-root-user",
                "sh",
                "-c",
                "echo " + most + " > /proc/sys/user/max_inotify_" + kind + " || exit 9; [ $# = 0 ] || exec \"$@\"",
                "sh");
    }
}
