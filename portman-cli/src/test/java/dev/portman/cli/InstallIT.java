package dev.portman.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
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
        Outcome call =
                sandbox.program(java(), "@" + options, "-C", sandbox.folder().toString(), "status", "-o", "json");
        assertThat(call.exitCode()).as(call.err()).isEqualTo(ExitCode.NOT_RUNNING);

        assertThat(loaded(options, "status", "-o", "json"))
                .hasSizeGreaterThan(50)
                .allMatch(line -> line.contains("shared objects file"));
    }

    /** Where our classes come from in one call. */
    private List<String> loaded(Path options, String... words) throws IOException, InterruptedException {
        List<String> lines = Files.readAllLines(options);
        Files.write(
                options, lines.stream().filter(it -> !it.startsWith("-Xlog")).toList());
        List<String> call = new ArrayList<>(List.of(
                java(),
                "-Xlog:class+load:file=loaded",
                "@" + options,
                "-C",
                sandbox.folder().toString()));
        call.addAll(List.of(words));
        sandbox.program(call.toArray(String[]::new));
        return Files.readAllLines(sandbox.folder().resolve("loaded")).stream()
                .filter(line -> line.contains(" dev.portman.") || line.contains(" picocli."))
                .toList();
    }

    @Test
    void killsAndStopsAsTheJarDoes() throws Exception {
        assertThat(command("start", "-q").exitCode()).isZero();
        int port = sandbox.stranger();

        Outcome kill = command("kill", Integer.toString(port), "backend");
        assertThat(kill.exitCode()).as(kill.err()).isZero();
        assertThat(kill.out()).contains("Port " + port + " is free now.", "backend is stopped by force");
        assertThat(kill.err()).contains("Port " + port + " is held by pid ").doesNotContain("[warning]");
        assertThat(Sandbox.answers(port)).isFalse();
        Outcome stop = command("stop");
        assertThat(stop.exitCode()).as(stop.err()).isZero();
        assertThat(stop.out()).contains("frontend is stopped, after ");
        assertThat(stop.err()).contains("backend was not running.");
        assertThat(loaded(folder.resolve("portman-kill.jvm"), "kill", Integer.toString(sandbox.stranger())))
                .hasSizeGreaterThan(100)
                .noneMatch(line -> line.contains("picocli"))
                .filteredOn(line -> !line.contains("shared objects file"))
                .as("what the rehearsal happened not to need")
                .hasSizeLessThan(5);
    }

    /** A second collector, or an agent that is not there, would end our own JVM; the servers and commands are to have them. */
    @Test
    void whatEveryJavaIsToldIsForServersAlone() throws Exception {
        for (String option : List.of("UseG1GC", "UseParallelGC", "UseSerialGC", "UseZGC")) {
            sandbox.variable("JAVA_TOOL_OPTIONS", "-XX:+" + option);
            assertThat(command(JSON)).as(option).satisfies(this::isQuietlyStopped);
        }
        sandbox.variable("_JAVA_OPTIONS", "-XX:+UseParallelGC");
        sandbox.variable(
                "JDK_JAVA_OPTIONS", "-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,address=localhost:0");
        sandbox.variable("JAVA_TOOL_OPTIONS", "-javaagent:none.jar '-Duser.name=some body'");
        assertThat(command(JSON)).satisfies(this::isQuietlyStopped);
        Outcome start = command("start", "backend", "-q");
        assertThat(start.exitCode()).as(start.err()).isZero();
        assertThat(Files.readString(Path.of("/proc", sandbox.told("backend", "pid"), "environ"))
                        .split("\0", -1))
                .contains(
                        "JAVA_TOOL_OPTIONS=-javaagent:none.jar '-Duser.name=some body'",
                        "_JAVA_OPTIONS=-XX:+UseParallelGC")
                .noneMatch(it -> it.startsWith("PORTMAN_SAVED"));
        Outcome exec = command("exec", "frontend", "-q", "--", "/bin/sh", "-c", "echo $_JAVA_OPTIONS; env");
        assertThat(exec.exitCode()).as(exec.err()).isZero();
        assertThat(exec.out()).startsWith("-XX:+UseParallelGC\n").doesNotContain("PORTMAN_SAVED");
        assertThat(command("kill", "backend").exitCode()).isZero();
        assertThat(command("stop").exitCode()).isZero();

        Outcome installed = command("install", folder.toString());

        assertThat(installed.exitCode()).as(installed.err()).isZero();
        assertThat(command(JSON)).satisfies(this::isQuietlyStopped);
    }

    private void isQuietlyStopped(Outcome status) {
        assertThat(status.exitCode()).as(status.err()).isEqualTo(ExitCode.NOT_RUNNING);
        assertThat(status.err()).isEmpty();
    }

    /** Where the state lies is said by a property. */
    @Test
    void whereTheHomeIsMayBeSaidToEveryJava() throws Exception {
        Path home = Files.createDirectory(folder.resolve("home"));
        sandbox.variable("PORTMAN_STATE_HOME", "");
        sandbox.variable("XDG_STATE_HOME", "");
        sandbox.variable("JAVA_TOOL_OPTIONS", "\"-Duser.home=" + home + "\"");

        assertThat(command("status", "--all").exitCode()).isEqualTo(ExitCode.NOT_RUNNING);

        assertThat(home.resolve(".local/state/portman")).isDirectory();
    }

    @Test
    void aCommandIsReplacedAsAWhole() throws Exception {
        Path kept = Files.writeString(folder.resolve("kept"), "something else");
        Path command = folder.resolve("portman");
        Files.delete(command);
        Files.createSymbolicLink(command, kept);

        assertThat(sandbox.program(java(), "-jar", jar.toString(), "install", folder.toString())
                        .exitCode())
                .isZero();

        assertThat(kept).hasContent("something else");
        assertThat(command).isRegularFile().isExecutable();
        assertThat(Files.isSymbolicLink(command)).isFalse();
        assertThat(folder.toFile().list()).noneMatch(it -> it.endsWith(".tmp"));
    }

    @Test
    void whatWasStartedInAFolderThatIsGoneIsStoppedFromThere() throws Exception {
        Path gone = Files.createDirectory(folder.resolve("gone (deleted)"));
        Files.copy(sandbox.folder().resolve("portman.yaml"), gone.resolve("portman.yaml"));
        Files.copy(sandbox.folder().resolve("server.py"), gone.resolve("server.py"));
        assertThat(command("start", "-q", "-C", gone.toString()).exitCode()).isZero();

        Outcome stopped = sandbox.program(
                "/bin/sh", "-c", "cd \"$1\"; rm -r \"$1\"; \"$2\" stop", "sh", gone.toString(), folder + "/portman");

        assertThat(stopped.exitCode()).as(stopped.err()).isZero();
        assertThat(stopped.out()).contains("backend is stopped", "frontend is stopped");
        assertThat(sandbox.leftovers()).isEmpty();
        assertThat(gone).doesNotExist();
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
