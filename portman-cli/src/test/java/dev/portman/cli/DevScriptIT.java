package dev.portman.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code ./dev} answers what it can prove by itself, and asks the command for the rest. */
class DevScriptIT {

    private static final Path SCRIPT = Path.of("..", "dev").toAbsolutePath().normalize();

    /** What the stand-in for a JVM ends with. */
    private static final int JVM_WAS_ASKED = 99;

    private Sandbox sandbox;
    private Path fakeJava = Path.of("");

    @BeforeEach
    void prepare(@TempDir Path fresh) throws IOException {
        sandbox = Sandbox.in(fresh);
        fakeJava = Files.createDirectory(fresh.resolve("java"));
        Files.createDirectory(fakeJava.resolve("bin"));
        Path java = Files.writeString(
                fakeJava.resolve("bin/java"),
                "#!/bin/sh\necho JVM \"$@\"\nenv | grep OPTIONS= | sort\nexit " + JVM_WAS_ASKED + "\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
    }

    @AfterEach
    void clean() {
        sandbox.close();
    }

    @ParameterizedTest
    @CsvSource({"dash", "bash --posix", "busybox sh"})
    void tellsTheStatusWithoutAJvm(String shell) throws Exception {
        Needs.success((shell + " -c :").split(" ", -1));
        sandbox.servers("backend 0", "frontend 0");
        sandbox.run("start", "-q");

        Outcome running = dev(shell, "status");
        assertThat(running.exitCode()).as(running.out() + running.err()).isZero();
        int port = sandbox.portOf("backend");
        assertThat(running.out())
                .containsPattern(
                        "backend +running +" + Sandbox.pidOn(port) + " +" + port + " +http://127.0.0.1:" + port)
                .containsPattern("frontend +running +\\d+ +" + sandbox.portOf("frontend"));
        assertThat(rows(running)).isEqualTo(rowsOfJson());

        sandbox.run("stop", "backend", "-q");
        Outcome stopped = dev(shell, "status");
        assertThat(stopped.exitCode()).isEqualTo(3);
        assertThat(stopped.out()).containsPattern("backend +stopped +- +- +-").containsPattern("frontend +running");
        assertThat(rows(stopped)).isEqualTo(rowsOfJson());
        sandbox.run("stop", "-q");
    }

    @Test
    void leavesServersWithInstancesToTheCommand() throws Exception {
        sandbox.servers("backend 0");
        sandbox.run("start", "-q");
        sandbox.run("stop", "-q");
        assertThat(dev("dash", "status").exitCode()).as("stopped").isEqualTo(3);
        Path yaml = sandbox.folder().resolve("portman.yaml");
        Files.writeString(yaml, Files.readString(yaml) + "    instances: 2\n");

        assertThat(dev("dash", "status").exitCode()).isEqualTo(JVM_WAS_ASKED);
    }

    @ParameterizedTest
    @CsvSource({"dash", "bash --posix", "busybox sh"})
    void leavesWhatSeveralPlacesHaveWrittenToTheCommand(String shell) throws Exception {
        Needs.success((shell + " -c :").split(" ", -1));
        sandbox.servers("backend 0");
        sandbox.run("start", "-q");
        Path marker = sandbox.folder().resolve("logs/.portman-place");
        String ours = Files.readString(marker);
        for (String other : new String[] {
            ours.replaceFirst("/.{8}", "/00000000"),
            ours.replaceFirst("_\\d+_\\d+", "_17_1"),
            ours.replaceFirst("_(\\d+)_\\d+", "_4026531999_1"),
            "x"
        }) {
            Files.writeString(marker, other);
            assertThat(dev(shell, "status").exitCode()).as(other).isEqualTo(JVM_WAS_ASKED);
        }
        Files.writeString(marker, ours);
        assertThat(dev(shell, "status").exitCode()).isZero();
        Path beside = Files.createDirectory(sandbox.folder().resolve("logs/place-01234567"));
        Files.writeString(beside.resolve("backend.status"), "");

        assertThat(dev(shell, "status").exitCode()).isEqualTo(JVM_WAS_ASKED);

        sandbox.run("stop", "-q");
    }

    /** A file in the project may be old, or somebody else's invention. */
    @ParameterizedTest
    @CsvSource({
        "ticks=\\d+,ticks=1",
        "pid=\\d+,pid=1",
        "pid=\\d+,pid=$(id)",
        "port=\\d+,port=1",
        "boot=.*,boot=another",
        "version=1,version=2",
        "state=running,state=starting",
        "state=running,state=exited",
        "url=.*,url=http://x/\u001b[31m",
    })
    void believesNothingThatItCannotProve(String from, String to) throws Exception {
        sandbox.servers("backend 0");
        sandbox.run("start", "-q");
        Path file = sandbox.folder().resolve("logs/backend.status");
        Files.writeString(file, Files.readString(file).replaceFirst(from, to.replace("$", "\\$")));

        Outcome asked = dev("dash", "status");

        assertThat(asked.exitCode()).isEqualTo(JVM_WAS_ASKED);
        assertThat(asked.out()).startsWith("JVM ").doesNotContain("running", "\u001b");
    }

    /** Both run, but not the way the file says. */
    @Test
    void takesNoListenerOfAnotherServerForOurs() throws Exception {
        sandbox.servers("backend 0", "frontend 0");
        sandbox.run("start", "-q");
        Path file = sandbox.folder().resolve("logs/backend.status");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace("port=" + sandbox.portOf("backend"), "port=" + sandbox.portOf("frontend")));

        assertThat(dev("dash", "status").exitCode()).isEqualTo(JVM_WAS_ASKED);
    }

    /** The server goes on under the name of the folder as it was. */
    @Test
    void takesNoServerOfAFolderThatWasMovedHereForOurs() throws Exception {
        sandbox.servers("backend 0");
        sandbox.run("start", "-q");
        assertThat(dev("dash", "status").exitCode()).isZero();
        Path moved = Files.move(sandbox.folder(), sandbox.folder().resolveSibling("moved"));

        Outcome asked = dev("dash", moved, "status");
        Files.move(moved, sandbox.folder());

        assertThat(asked.exitCode()).isEqualTo(JVM_WAS_ASKED);
    }

    @Test
    void asksTheCommandForAllElse() throws Exception {
        sandbox.servers("backend 0");
        assertThat(dev("dash").out()).endsWith("-C " + sandbox.folder() + " start\n");
        assertThat(dev("dash", "backend", "-p", "0").out())
                .endsWith("-C " + sandbox.folder() + " start backend -p 0\n");
        assertThat(dev("dash", "status").exitCode()).as("never started").isEqualTo(JVM_WAS_ASKED);
        assertThat(dev("dash", "status", "backend").out()).endsWith(" status backend\n");
        assertThat(dev("dash", "exec", "--", "echo", "a b").out()).endsWith(" exec -- echo a b\n");
        assertThat(dev("dash", "help", "start").out()).endsWith(" help start\n");
        Outcome help = dev("dash", "help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("./dev status", "./dev exec -- COMMAND", "./dev VERB");
    }

    /** What the script says of each server. */
    private static List<String> rows(Outcome status) {
        return status.out()
                .lines()
                .skip(1)
                .map(line -> line.replaceAll(" +", " ").strip())
                .toList();
    }

    /** What the command says of each, written as the script does. */
    private List<String> rowsOfJson() throws IOException, InterruptedException {
        List<String> rows = new ArrayList<>();
        for (JsonNode server : new ObjectMapper()
                .readTree(sandbox.run("status", "-o", "json").out())
                .path("servers")) {
            List<String> words = new ArrayList<>();
            for (String field : List.of("name", "state", "pid", "port", "url")) {
                words.add(server.path(field).asText("-"));
            }
            rows.add(String.join(" ", words));
        }
        return rows;
    }

    private Outcome dev(String shell, String... words) throws IOException, InterruptedException {
        return dev(shell, sandbox.folder(), words);
    }

    @ParameterizedTest
    @CsvSource({"dash", "bash --posix", "busybox sh"})
    void keepsWhatEveryJavaIsToldForServers(String shell) throws Exception {
        Needs.success((shell + " -c :").split(" ", -1));
        sandbox.servers("backend 0");
        List<String> command = new ArrayList<>(List.of(
                "/usr/bin/env", "JAVA_TOOL_OPTIONS=-javaagent:a b.jar", "JDK_JAVA_OPTIONS=", "_JAVA_OPTIONS=$(x) '"));
        command.addAll(List.of(shell.split(" ", -1)));

        Outcome asked = dev(String.join("\t", command), "logs");

        assertThat(asked.exitCode()).isEqualTo(JVM_WAS_ASKED);
        assertThat(asked.out().lines().filter(it -> it.contains("OPTIONS")))
                .containsExactly(
                        "PORTMAN_SAVED_JAVA_TOOL_OPTIONS=-javaagent:a b.jar",
                        "PORTMAN_SAVED_JDK_JAVA_OPTIONS=",
                        "PORTMAN_SAVED__JAVA_OPTIONS=$(x) '");
    }

    private Outcome dev(String shell, Path project, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(shell.split(shell.contains("\t") ? "\t" : " ", -1)));
        command.add(SCRIPT.toString());
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command);
        Path out = sandbox.folder().resolveSibling("dev.out");
        Path err = sandbox.folder().resolveSibling("dev.err");
        builder.redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment()
                .putAll(Map.of(
                        "DEV_PROJECT", project.toString(),
                        "PORTMAN_JAR", System.getProperty("portman.jar", "target/portman.jar"),
                        "JAVA_HOME", fakeJava.toString()));
        Process process = builder.start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
    }
}
