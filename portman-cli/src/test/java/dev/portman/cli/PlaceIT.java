package dev.portman.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server is found again by whoever started it, whatever the network calls the host and wherever the command is run. */
class PlaceIT {

    private static final int SOMEBODY = 12_345;

    /** A machine without an id, called as the first word says. */
    private static final String WITHOUT_ID = """
            for id in /etc/machine-id /var/lib/dbus/machine-id; do
                [ ! -f $id ] || mount --bind /dev/null $id || exit
            done
            hostname "$0" && exec "$@"
            """;

    @TempDir
    Path fresh;

    private Sandbox sandbox;

    @BeforeEach
    void prepare() throws IOException, InterruptedException {
        Needs.success("unshare", "--mount", "--uts", "true");
        sandbox = Sandbox.in(fresh);
        sandbox.servers("backend 0");
    }

    @AfterEach
    void clean() {
        sandbox.close();
    }

    @Test
    void theHostsNameDoesNotMatter() throws Exception {
        assertThat(named("one.local", "start", "-q").exitCode()).isZero();
        int port = sandbox.portOf("backend");

        Outcome status = named("two.example", "status");
        Outcome stopped = named("three.example", "stop");

        assertThat(status.exitCode()).as(status.out() + status.err()).isZero();
        assertThat(status.out()).contains("running");
        assertThat(stopped.exitCode()).isZero();
        assertThat(stopped.out() + stopped.err()).doesNotContain("was not running");
        assertThat(Sandbox.answers(port)).isFalse();
        assertThat(fresh.resolve("state/machine-id")).isRegularFile();
    }

    @Test
    void aUserWithoutAnEntryInPasswdFindsHisServersFromAnywhere() throws Exception {
        Path home = ofSomebody(Files.createDirectory(fresh.resolve("home")));
        Files.setAttribute(fresh, "unix:mode", 0755);
        ofSomebody(sandbox.folder());

        Outcome started = asSomebody(home, "start", "-q");
        int port = sandbox.portOf("backend");
        Outcome status = asSomebody(home, "-C", sandbox.folder().toString(), "status");
        Outcome stopped = asSomebody(home, "stop");

        assertThat(started.exitCode()).as(started.err()).isZero();
        assertThat(sandbox.folder().resolve("?")).doesNotExist();
        assertThat(home.resolve(".local/state/portman")).isDirectory();
        assertThat(status.exitCode()).as(status.out() + status.err()).isZero();
        assertThat(stopped.exitCode()).isZero();
        assertThat(Sandbox.answers(port)).isFalse();
    }

    @Test
    void whereNoHomeCanBeUsedNothingIsStarted() throws Exception {
        Files.setAttribute(fresh, "unix:mode", 0755);
        ofSomebody(sandbox.folder());

        Outcome started = asSomebody(Path.of("/"), "start");

        assertThat(started.exitCode()).isEqualTo(1);
        assertThat(started.err())
                .contains("HOME is /, which cannot be written; user " + SOMEBODY + " has no entry in passwd")
                .contains("Set PORTMAN_STATE_HOME to a folder of yours.");
        assertThat(sandbox.folder().resolve("logs")).doesNotExist();
    }

    private static Path ofSomebody(Path folder) throws IOException {
        Files.setAttribute(folder, "unix:uid", SOMEBODY);
        return folder;
    }

    private Outcome named(String host, String... words) throws IOException, InterruptedException {
        return sandbox.runBy(List.of("unshare", "--mount", "--uts", "sh", "-c", WITHOUT_ID, host), words);
    }

    private Outcome asSomebody(Path home, String... words) throws IOException, InterruptedException {
        String id = Integer.toString(SOMEBODY);
        return sandbox.runBy(
                List.of(
                        "env",
                        "-u",
                        "PORTMAN_STATE_HOME",
                        "-u",
                        "XDG_STATE_HOME",
                        "HOME=" + home,
                        "setpriv",
                        "--reuid",
                        id,
                        "--regid",
                        id,
                        "--clear-groups"),
                words);
    }
}
