package dev.portman.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command that {@code install} writes says what the jar says, with the archive and without. */
class InstallIT {

    private static final String[] JSON = {"status", "-o", "json"};

    private Sandbox sandbox;
    private Path jar = Path.of("");
    private Path folder = Path.of("");

    @BeforeEach
    void install(@TempDir Path fresh) throws Exception {
        sandbox = Sandbox.in(fresh);
        // What a shell could take for something else; with a blank in its path the JVM does not find a jar in its
        // archive.
        folder = Files.createDirectory(fresh.resolve("it's-$HOME"));
        jar = Files.copy(Path.of(System.getProperty("portman.jar", "")), folder.resolve("portman.jar"));
        Outcome installed = sandbox.program(java(), "-jar", jar.toString(), "install", folder.toString());
        assertThat(installed.exitCode()).as(installed.out() + installed.err()).isZero();
        sandbox.servers("backend 0", "frontend 0");
    }

    @AfterEach
    void clean() {
        sandbox.close();
    }

    @Test
    void theCommandSaysWhatTheJarSays() throws Exception {
        assertThat(command("start", "-q").exitCode()).isZero();
        Outcome fast = command(JSON);
        assertThat(fast.exitCode()).as(fast.err()).isZero();
        assertThat(fast.err()).isEmpty();
        assertThat(fast.out()).isEqualTo(sandbox.run(JSON).out()).contains("\"running\"");
        // A line that goes through the parser for all lines.
        assertThat(fast.out())
                .isEqualTo(sandbox.run("status", "--output", "json").out());

        assertThat(command("stop", "frontend", "-q").exitCode()).isZero();
        Outcome half = command(JSON);
        assertThat(half.exitCode()).isEqualTo(ExitCode.NOT_RUNNING);
        assertThat(half.out()).isEqualTo(sandbox.run(JSON).out()).contains("\"stopped\"");
        assertThat(command("stop", "-q").exitCode()).isZero();
    }

    @Test
    void aChangedFileIsNoticed() throws Exception {
        assertThat(command(JSON).out()).contains("\"backend\"", "\"frontend\"");
        Path yaml = sandbox.folder().resolve("portman.yaml");
        FileTime before = Files.getLastModifiedTime(yaml);
        Files.writeString(yaml, Files.readString(yaml).replace("frontend:", "frontrow:"));
        Files.setLastModifiedTime(yaml, before);
        assertThat(command(JSON).out()).contains("\"frontrow\"").doesNotContain("\"frontend\"");
        Files.writeString(yaml, "servers: [");
        assertThat(command(JSON).exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void everyClassOfTheCallComesFromTheArchive() throws Exception {
        Path options = folder.resolve("portman.jvm");
        Path loaded = folder.resolve("loaded");
        Outcome call =
                sandbox.program(java(), "@" + options, "-C", sandbox.folder().toString(), "status", "-o", "json");
        assertThat(call.exitCode()).as(call.err()).isEqualTo(ExitCode.NOT_RUNNING);

        List<String> words = Files.readAllLines(options);
        Files.write(
                options, words.stream().filter(it -> !it.startsWith("-Xlog")).toList());
        sandbox.program(
                java(),
                "-Xlog:class+load:file=" + loaded.getFileName(),
                "@" + options,
                "-C",
                sandbox.folder().toString(),
                "status",
                "-o",
                "json");
        List<String> ours = Files.readAllLines(sandbox.folder().resolve(loaded.getFileName())).stream()
                .filter(line -> line.contains(" dev.portman."))
                .toList();
        assertThat(ours).hasSizeGreaterThan(50).allMatch(line -> line.contains("shared objects file"));
    }

    @Test
    void anArchiveOfAnotherJarIsNotUsed() throws Exception {
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(5)));
        Outcome newer = command(JSON);
        assertThat(newer.exitCode()).isEqualTo(ExitCode.NOT_RUNNING);
        assertThat(newer.out()).isEqualTo(sandbox.run(JSON).out());

        // Even where the script cannot see it: the JVM does.
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().minusSeconds(3600)));
        Outcome older = command(JSON);
        assertThat(older.exitCode()).isEqualTo(ExitCode.NOT_RUNNING);
        assertThat(older.out()).isEqualTo(newer.out());
        assertThat(Files.writeString(folder.resolve("portman.jsa"), "garbage")).exists();
        assertThat(command(JSON).out()).isEqualTo(newer.out());
    }

    @Test
    void refusesAFolderThatIsNone() throws Exception {
        Outcome refused = sandbox.program(java(), "-jar", jar.toString(), "install", folder + "/nowhere");
        assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(refused.err()).contains("must be an existing folder");
    }

    private Outcome command(String... words) throws IOException, InterruptedException {
        String[] command = new String[words.length + 1];
        command[0] = folder.resolve("portman").toString();
        System.arraycopy(words, 0, command, 1, words.length);
        return sandbox.program(command);
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
