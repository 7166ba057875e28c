package dev.portman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portman.model.ProgressEvent;
import dev.portman.testing.Guardians;
import dev.portman.testing.IdleAgent;
import dev.portman.testing.JvmFork;
import dev.portman.testing.LaunchedServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the guardian of a killed build needs is there, whatever the user's environment and the files of the library have become. */
class GuardedBuildTest extends RealServers {

    private static final Duration LONG = Duration.ofSeconds(60);

    private Path shown;
    private Path classes;

    @BeforeEach
    void choosePlaces() throws URISyntaxException {
        shown = folder.resolve("shown");
        classes = Path.of(Portman.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    @ParameterizedTest
    @CsvSource({
        "JAVA_TOOL_OPTIONS, -XX:+UseG1GC",
        "JAVA_TOOL_OPTIONS, -XX:+UseZGC",
        "JDK_JAVA_OPTIONS, -XX:+UseParallelGC",
        "_JAVA_OPTIONS, -XX:+UseParallelGC",
        "JAVA_TOOL_OPTIONS, -javaagent:agent.jar",
    })
    void theReaperTakesNoOptionOfTheUser(String variable, String options) throws Exception {
        Path own = Files.createDirectory(folder.resolve("own"));
        IdleAgent.in(own.resolve("agent.jar"));
        Process build = build(JvmFork.of(GuardedBuild.class).plain().in(own), Map.of(variable, options));
        long server = Long.parseLong(answer(build));
        String expected = variable + "=" + options;
        assertThat(environment(server)).contains(expected);

        build.destroyForcibly().waitFor();

        await().atMost(LONG).until(() -> !LaunchedServer.isAlive(server));
        await().atMost(LONG).until(() -> Files.exists(shown));
        assertThat(Files.readAllLines(shown))
                .as("what is run for the user has them")
                .contains(expected)
                .noneMatch(it -> it.startsWith("PORTMAN_SAVED_"));
        assertNothingIsLeft();
    }

    @ParameterizedTest
    @ValueSource(strings = {"removed", "overwritten", "folder"})
    void theReaperOutlivesTheLibrary(String what) throws Exception {
        Path library = what.equals("folder") ? copied(folder.resolve("classes")) : packed(folder.resolve("core.jar"));
        Process build = build(JvmFork.of(GuardedBuild.class).with(classes, library), Map.of());
        long server = Long.parseLong(answer(build));
        if (what.equals("overwritten")) {
            Files.write(library, new byte[2000], StandardOpenOption.TRUNCATE_EXISTING);
        } else {
            removed(library);
        }

        build.destroyForcibly().waitFor();

        await().atMost(LONG).until(() -> !LaunchedServer.isAlive(server));
        assertNothingIsLeft();
    }

    @Test
    void aReaperThatFailsIsToldOfOnceByTheNextCall() throws Exception {
        Process build = build(JvmFork.of(GuardedBuild.class), Map.of());
        long server = Long.parseLong(answer(build));
        Path library = files("guardian-", ".jar").get(0);
        Files.writeString(library, "no jar");
        build.destroyForcibly().waitFor();
        await().atMost(LONG).until(() -> files("guardian-", ".jar").isEmpty());

        open(event -> {});
        open(event -> {});

        assertThat(LaunchedServer.isAlive(server)).isTrue();
        assertThat(told)
                .filteredOn(ProgressEvent.GuardianFailed.class::isInstance)
                .singleElement()
                .satisfies(it -> assertThat(((ProgressEvent.GuardianFailed) it).reason())
                        .startsWith("The servers of the build with pid " + build.pid() + " may run on: after its end, ")
                        .contains("/bin/java ended with 1: ", "dev.portman.Reaper"));
        assertThat(Files.readAllLines(files("portman.log", "").get(0)))
                .filteredOn(it -> it.contains("may run on"))
                .hasSize(2)
                .allMatch(it ->
                        it.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z pid \\d+: The servers .*"));
        assertThat(portman.checkup().findings()).isNotEmpty();
        assertThat(portman.reapAbandoned()).hasSize(1);
    }

    private Process build(JvmFork fork, Map<String, String> environment) throws IOException {
        Process jvm = fork.start(environment, state, project, shown);
        jvms.add(jvm);
        return jvm;
    }

    private void assertNothingIsLeft() throws IOException {
        Guardians.awaitEndIn(state);
        await().atMost(LONG).until(() -> files("guardian", "").isEmpty());
        assertThat(portman.status(project)).isEmpty();
    }

    private List<Path> files(String start, String end) throws IOException {
        try (Stream<Path> files = Files.walk(state)) {
            return files.filter(it -> it.getFileName().toString().startsWith(start)
                            && it.getFileName().toString().endsWith(end))
                    .toList();
        }
    }

    private static List<String> environment(long pid) throws IOException {
        byte[] all = Files.readAllBytes(Path.of("/proc", Long.toString(pid), "environ"));
        return List.of(new String(all, StandardCharsets.UTF_8).split("\0", -1));
    }

    private Path packed(Path jar) throws IOException {
        try (Stream<Path> files = Files.walk(classes);
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                copy(file, out);
            }
        }
        return jar;
    }

    private void copy(Path file, ZipOutputStream out) throws IOException {
        out.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
        OutputStream entry = out;
        Files.copy(file, entry);
    }

    private Path copied(Path target) throws IOException {
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(classes.relativize(file).toString()));
            }
        }
        return target;
    }

    private static void removed(Path library) throws IOException {
        try (Stream<Path> files = Files.walk(library)) {
            for (Path file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.delete(file);
            }
        }
    }
}
