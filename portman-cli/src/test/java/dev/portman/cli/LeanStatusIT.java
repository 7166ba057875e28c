package dev.portman.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code status -o json} takes long if it loads what takes long to load, each of these as long as some ten others together. */
class LeanStatusIT {

    private static final List<String> HEAVY = List.of(
            "java.lang.invoke.LambdaMetafactory",
            "java.lang.runtime.ObjectMethods",
            "java.lang.ProcessHandleImpl",
            "java.lang.System$Logger",
            "java.security.MessageDigest",
            "java.time.format.DateTimeFormatter",
            "java.util.Formatter",
            "java.util.regex.Pattern",
            "java.util.stream.ReferencePipeline",
            "org.yaml.snakeyaml.Yaml",
            "picocli.CommandLine",
            "sun.nio.ch.FileChannelImpl");

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
    void loadsNothingHeavy() throws Exception {
        sandbox.servers("backend 0", "frontend 0");
        assertThat(sandbox.run("start", "-q").exitCode()).isZero();

        // The first may still take the names from the file itself.
        assertThat(loadedBy("-o", "json")).contains("org.yaml.snakeyaml.Yaml");
        List<String> loaded = loadedBy("-o", "json");

        assertThat(loaded).contains("dev.portman.report.StatusJson").doesNotContainAnyElementsOf(HEAVY);
        assertThat(loaded).filteredOn(name -> name.startsWith("dev.portman.")).hasSizeLessThan(120);
        // The test can fail: the way through the parser for all lines loads most of it.
        assertThat(loadedBy("--output", "json")).contains("picocli.CommandLine", "java.util.regex.Pattern");
        assertThat(sandbox.run("stop", "-q").exitCode()).isZero();
    }

    private List<String> loadedBy(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:file=loaded:none",
                "-cp",
                Path.of(System.getProperty("portman.jar", "")).toAbsolutePath().toString(),
                Main.class.getName(),
                "status"));
        command.addAll(List.of(options));
        Outcome called = sandbox.program(command.toArray(String[]::new));
        assertThat(called.exitCode()).as(called.err()).isZero();
        return Files.readAllLines(sandbox.folder().resolve("loaded")).stream()
                .map(line -> line.replaceFirst(" .*", ""))
                .toList();
    }
}
