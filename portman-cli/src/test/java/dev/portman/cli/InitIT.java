package dev.portman.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code init} writes what {@code ./dev} and {@code make} need, and nothing that was there is lost. */
class InitIT {

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
    void keepsWhatIsThere() throws Exception {
        write("portman.yaml", "servers:\n  mine:\n    command: true\n    port: 0\n");
        write("dev", "my own");
        write("Makefile", "stop: other\n\techo stopped\nmine-kill::\nx := 1\n");
        write("package.json", "{\"scripts\": {}}");

        Outcome kept = sandbox.run("init");

        assertThat(kept.exitCode()).as(kept.err()).isZero();
        assertThat(kept.out()).contains("kept portman.yaml", "kept dev", "--force", "include portman.mk");
        assertThat(text("dev")).isEqualTo("my own");
        assertThat(text("Makefile")).startsWith("stop: other").doesNotContain("portman");
        assertThat(text("package.json")).isEqualTo("{\"scripts\": {}}");
        assertThat(text("portman.mk"))
                .contains("\nmine: ##", "\nmine-restart: ##")
                .doesNotContain("\nstop:", "\nmine-kill:");
    }

    @Test
    void forceWritesAnew() throws Exception {
        write("portman.yaml", "nonsense");
        write("dev", "my own");

        assertThat(sandbox.run("init", "--force").out()).contains("overwrote portman.yaml", "overwrote dev");

        assertThat(text("dev")).startsWith("#!/bin/sh");
        assertThat(Files.isExecutable(sandbox.folder().resolve("dev"))).isTrue();
        Outcome again = sandbox.run("init");
        assertThat(again.out()).contains("portman.yaml is up to date", "dev is up to date", "Makefile is up to date");
    }

    @Test
    void aKeptFileThatCannotBeReadIsNamed() throws Exception {
        write("portman.yaml", "servers: [");

        Outcome refused = sandbox.run("init");

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("portman.yaml", "line 1");
        assertThat(sandbox.folder().resolve("dev")).doesNotExist();
    }

    @Test
    void whereNothingIsRecognisedTheFileSaysHowToGoOn() throws Exception {
        Outcome empty = sandbox.run("init");

        assertThat(empty.exitCode()).isZero();
        assertThat(empty.out()).contains("Next: describe your server in portman.yaml");
        Outcome start = sandbox.run("start");
        assertThat(start.exitCode()).isEqualTo(2);
        assertThat(start.err()).contains("portman.yaml").doesNotContain("Exception");
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(sandbox.folder().resolve(file), text);
    }

    private String text(String file) throws IOException {
        return Files.readString(sandbox.folder().resolve(file));
    }
}
