package dev.portman.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left behind by servers and projects is found and, when asked, cleaned; what is in use is never touched. */
class DoctorIT {

    private Sandbox sandbox;

    @TempDir
    Path fresh;

    @BeforeEach
    void prepare() throws IOException {
        sandbox = Sandbox.in(fresh);
        sandbox.servers("backend 0");
    }

    @AfterEach
    void clean() throws IOException {
        sandbox.close();
    }

    @Test
    void aRunningServerIsShownWithItsProjectAndNothingIsFound() throws Exception {
        assertThat(sandbox.run("doctor").out()).contains("No servers are known here.", "Everything is in order.");
        assertThat(sandbox.run("start", "-q").exitCode()).isZero();

        Outcome seen = sandbox.run("doctor");

        assertThat(seen.exitCode()).isZero();
        assertThat(seen.out())
                .containsPattern("backend +running +[0-9]+ .* detached +" + sandbox.folder())
                .contains("Everything is in order.");
        assertThat(sandbox.run("doctor", "--fix").exitCode()).isZero();
        assertThat(Sandbox.answers(sandbox.portOf("backend"))).isTrue();
    }

    @Test
    void aServerThatHasEndedIsForgotten() throws Exception {
        assertThat(sandbox.run("start", "-q").exitCode()).isZero();
        end(Long.parseLong(sandbox.told("backend", "pid")));

        Outcome found = sandbox.run("doctor");

        assertThat(found.exitCode()).isEqualTo(1);
        assertThat(found.out()).contains("Found: backend in " + sandbox.folder() + " is on record and has ended.");
        assertThat(found.err()).contains("portman doctor --fix cleans it.");
        Outcome json = sandbox.run("doctor", "-o", "json");
        assertThat(json.out()).contains("\"finding\" : \"endedServer\"", "\"cleanable\" : true", "\"cleaned\" : false");
        Outcome fixed = sandbox.run("doctor", "--fix");
        assertThat(fixed.exitCode()).isZero();
        assertThat(fixed.out()).contains("Cleaned: backend in ");
        assertThat(sandbox.run("doctor").out()).contains("No servers are known here.", "Everything is in order.");
    }

    @Test
    void aServerThatItsBuildLeftRunningIsStopped() throws Exception {
        Process run = sandbox.launch("run");
        await().atMost(Duration.ofSeconds(30)).until(() -> sandbox.leftovers().size() == 1 && isReady());
        int port = sandbox.portOf("backend");
        run.children().filter(DoctorIT::isShell).forEach(guardian -> end(guardian.pid()));
        end(run.pid());
        assertThat(Sandbox.answers(port)).as("nobody is left who would stop it").isTrue();

        Outcome found = sandbox.run("doctor");
        assertThat(found.out()).contains("although its build (pid " + run.pid() + ") is gone.");
        Outcome fixed = sandbox.run("doctor", "--fix");

        assertThat(fixed.exitCode()).isZero();
        assertThat(sandbox.leftovers()).isEmpty();
        assertThat(Sandbox.isFree(port)).isTrue();
    }

    @Test
    void filesOfNoUseAreRemovedAndOthersStay() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(sandbox.run("start", "-q").exitCode()).isZero();
            assertThat(sandbox.run("stop", "-q").exitCode()).isZero();
        }
        Path old = sandbox.folder().resolve("logs/backend.log.2");
        Path recent = sandbox.folder().resolve("logs/backend.log.1");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(15))));
        Path refused = stateFolder().resolve("backend-0.json");
        Files.writeString(refused, "{");
        Path part = Files.writeString(stateFolder().resolve(".backend-0.json.1f.tmp"), "{");
        Files.setLastModifiedTime(part, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        Path young = Files.writeString(stateFolder().resolve(".backend-0.json.2f.tmp"), "{");

        assertThat(sandbox.run("status", "--all").err()).contains("moved");
        Outcome found = sandbox.run("doctor");

        assertThat(found.out())
                .contains("Found: " + old + " (1 KiB) is the log of an earlier run", ".refused-1 was not believed")
                .contains("Found: " + part + " was left by a portman that was killed while it wrote.")
                .doesNotContain(young.toString());
        assertThat(sandbox.run("doctor", "--fix").exitCode()).isZero();
        assertThat(old).doesNotExist();
        assertThat(recent).exists();
        assertThat(part).doesNotExist();
        assertThat(young).exists();
        assertThat(stateFolder().resolve("backend-0.json.refused-1")).doesNotExist();
        assertThat(sandbox.run("doctor").out()).contains("Everything is in order.");
    }

    @Test
    void aPortThatTwoProjectsWantIsNamedUntilOneOfThemIsGone() throws Exception {
        int port = Sandbox.freePort();
        sandbox.servers("backend " + port);
        Path other = Files.createDirectory(fresh.resolve("other"));
        Files.copy(sandbox.folder().resolve("server.py"), other.resolve("server.py"));
        Files.copy(sandbox.folder().resolve("portman.yaml"), other.resolve("portman.yaml"));
        for (Path project : List.of(sandbox.folder(), other)) {
            assertThat(sandbox.run("start", "-q", "-C", project.toString()).exitCode())
                    .isZero();
            assertThat(sandbox.run("stop", "-q", "-C", project.toString()).exitCode())
                    .isZero();
        }

        Outcome found = sandbox.run("doctor");

        assertThat(found.exitCode()).as("for people to decide").isZero();
        assertThat(found.out())
                .contains("Found: Port " + port + " is wanted by backend in ", other.toString())
                .contains("give one of them another port");
        Files.move(other, fresh.resolve("moved"));
        Outcome moved = sandbox.run("doctor", "--fix");
        assertThat(moved.out())
                .contains("Cleaned: The starts of backend in " + other + " are remembered")
                .doesNotContain("is wanted by");
    }

    private boolean isReady() {
        return Files.exists(sandbox.folder().resolve("logs/portman.env"));
    }

    private Path stateFolder() throws IOException {
        // That of this machine has one in it for this place.
        try (Stream<Path> folders = Files.walk(fresh.resolve("state"), 2)) {
            return folders.filter(it -> it.toString().contains("_"))
                    .filter(Files::isDirectory)
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static boolean isShell(ProcessHandle process) {
        return process.info()
                .command()
                .filter(it -> it.matches(".*/(ba|da)?sh"))
                .isPresent();
    }

    private static void end(long pid) {
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        await().atMost(Duration.ofSeconds(20)).until(() -> !process.isAlive());
    }
}
