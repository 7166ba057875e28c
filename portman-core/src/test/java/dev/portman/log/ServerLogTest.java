package dev.portman.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portman.model.ServerFailedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerLogTest {

    private static final Redactor NOTHING = Redactor.forEnvironment();

    @TempDir
    Path project;

    @Test
    void createsAnEmptyFileForItsUserAloneInAFolderThatGitIgnores() throws IOException {
        Path logs = project.resolve("target/logs");
        Path log = ServerLog.prepare(logs, "backend");
        assertThat(log).isEqualTo(logs.resolve("backend.log")).isEmptyFile();
        assertThat(modes(log)).isEqualTo("rw-------");
        assertThat(modes(logs)).isEqualTo("rwx------");
        assertThat(logs.resolve(".gitignore")).hasContent("*");
    }

    @Test
    void keepsThreePreviousLogs() throws IOException {
        for (int run = 1; run <= 6; run++) {
            Files.writeString(ServerLog.prepare(project, "backend"), "run " + run);
            ServerLog.prepare(project, "other");
        }
        ServerLog.prepare(project, "backend");
        assertThat(project.resolve("backend.log")).isEmptyFile();
        assertThat(project.resolve("backend.log.1")).hasContent("run 6");
        assertThat(project.resolve("backend.log.2")).hasContent("run 5");
        assertThat(project.resolve("backend.log.3")).hasContent("run 4");
        assertThat(names())
                .containsExactlyInAnyOrder(
                        ".gitignore", "backend.log", "backend.log.1", "backend.log.2", "backend.log.3", "other.log");
    }

    @Test
    void replacesAPlantedLinkAndLeavesTheVictimAlone() throws IOException {
        Path victim = Files.writeString(project.resolve("victim"), "intact");
        Files.createSymbolicLink(project.resolve("backend.log"), victim);
        Files.createSymbolicLink(project.resolve("backend.log.1"), victim);
        Path log = ServerLog.prepare(project, "backend");
        Files.writeString(log, "run");
        ServerLog.prepare(project, "backend");
        assertThat(victim).hasContent("intact");
        assertThat(Files.isRegularFile(log, LinkOption.NOFOLLOW_LINKS)).isTrue();
        assertThat(Files.isRegularFile(project.resolve("backend.log.1"), LinkOption.NOFOLLOW_LINKS))
                .isTrue();
    }

    @Test
    void keepsFilesPrivateUnderTheMostGenerousUmask() throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin/java").toString();
        String classes = System.getProperty("java.class.path");
        Process child = new ProcessBuilder(
                        "/bin/sh",
                        "-c",
                        "umask 000; exec \"$@\"",
                        "sh",
                        java,
                        "-cp",
                        classes,
                        Prepare.class.getName(),
                        project.resolve("logs").toString())
                .inheritIO()
                .start();
        assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(child.exitValue()).isZero();
        assertThat(modes(project.resolve("logs"))).isEqualTo("rwx------");
        assertThat(modes(project.resolve("logs/backend.log"))).isEqualTo("rw-------");
        assertThat(modes(project.resolve("logs/.gitignore"))).isEqualTo("rw-------");
    }

    @Test
    void saysWhyALogCannotBeCreated() throws IOException {
        Path file = Files.createFile(project.resolve("file"));
        assertThatThrownBy(() -> ServerLog.prepare(file, "backend"))
                .isInstanceOfSatisfying(
                        ServerFailedException.class,
                        it -> assertThat(it.advice())
                                .isEqualTo("Make that folder writable, or set <logsDirectory> to another one."))
                .hasMessage("The log of backend cannot be created in " + file + ": something else is in its place.");
    }

    @Test
    void tailsTheLastLines() throws IOException {
        assertThat(tail("one\ntwo\r\nthree\n", 2)).containsExactly("two", "three");
        assertThat(tail("no newline at end", 50)).containsExactly("no newline at end");
        assertThat(tail("\n\n", 50)).isEmpty();
        assertThat(ServerLog.tail(project.resolve("missing.log"), 50)).isEmpty();
    }

    @Test
    void showsNothingThatCouldDriveATerminal() throws IOException {
        assertThat(tail("\u001b[31mred\u001b[0m \u001b]0;title\u0007\tat x\u202e\u0000", 50))
                .containsExactly("red \\u001b]0;title\\u0007    at x\\u202e\\u0000");
    }

    @Test
    void decodesWhatIsNoText() throws IOException {
        Path log = project.resolve("binary.log");
        byte[] bytes = new byte[20_000];
        new Random(1).nextBytes(bytes);
        Files.write(log, bytes);
        List<String> lines = ServerLog.tail(log, 50, NOTHING);
        assertThat(lines).isNotEmpty().hasSizeLessThanOrEqualTo(50);
        assertThat(String.join("", lines)).doesNotContainPattern("[\\x00-\\x1f\\x7f-\\x9f]");
    }

    @Test
    void cutsALineOfOneMegabyte() throws IOException {
        List<String> lines = tail("a".repeat(1 << 20), 50);
        assertThat(lines).containsExactly("a".repeat(500) + "...");
    }

    @Test
    void redactsASecretEvenWhereItStraddlesTheEdgeOfWhatIsShown() throws IOException {
        String secret = "S3CRET".repeat(10);
        Redactor redactor = Redactor.forEnvironment(Map.of("DB_PASSWORD", secret));
        for (int behind = 8192 - 70; behind < 8192 + 10; behind++) {
            Path log = project.resolve("secret.log");
            Files.writeString(log, "x".repeat(9000) + secret + "y".repeat(behind), StandardCharsets.UTF_8);
            assertThat(String.join("", ServerLog.tail(log, 50, redactor))).doesNotContain("S3", "CRET");
        }
    }

    @Test
    void saysThatALogIsNoFileInsteadOfFollowingOrBlocking() throws IOException, InterruptedException {
        Path victim = Files.writeString(project.resolve("victim"), "private");
        Path link = Files.createSymbolicLink(project.resolve("link.log"), victim);
        assertThat(ServerLog.tail(link, 5, NOTHING)).containsExactly("(" + link + " is not a plain file)");
        Path fifo = project.resolve("fifo.log");
        assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor())
                .isZero();
        assertThat(ServerLog.tail(fifo, 5, NOTHING)).containsExactly("(" + fifo + " is not a plain file)");
    }

    private List<String> tail(String content, int lines) throws IOException {
        return ServerLog.tail(Files.writeString(project.resolve("some.log"), content), lines, NOTHING);
    }

    private static String modes(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(project)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    /** Child: prepares one log. */
    static final class Prepare {

        private Prepare() {}

        public static void main(String[] arguments) {
            ServerLog.prepare(Path.of(arguments[0]), "backend");
        }
    }
}
