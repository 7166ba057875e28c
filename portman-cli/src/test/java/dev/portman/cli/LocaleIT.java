package dev.portman.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder whose name has letters beyond ASCII. */
class LocaleIT {

    @TempDir
    Path fresh;

    private Sandbox sandbox;

    @BeforeEach
    void prepare() throws IOException {
        sandbox = Sandbox.in(Files.createDirectory(fresh.resolve("é 空")));
        sandbox.servers("backend " + Sandbox.freePort());
    }

    @AfterEach
    void clean() {
        sandbox.close();
    }

    @Test
    void whatTheLocaleCannotSpellIsSaid() throws Exception {
        String state = Files.createDirectory(fresh.resolve("state")).toString();
        Outcome status = sandbox.run(Map.of("LC_ALL", "C", "PORTMAN_STATE_HOME", state), "status");

        assertThat(status.exitCode()).isEqualTo(2);
        assertThat(status.err()).contains("this locale").contains("LC_ALL=C.UTF-8");
    }

    @Test
    void whereTheLocaleCanSpellItAllIsAsElsewhere() throws Exception {
        Map<String, String> utf8 = Map.of("LC_ALL", "C.UTF-8");

        assertThat(sandbox.run(utf8, "start").exitCode()).isZero();
        assertThat(sandbox.run(utf8, "status").exitCode()).isZero();
        assertThat(sandbox.run(utf8, "stop").exitCode()).isZero();
        assertThat(sandbox.leftovers()).isEmpty();
    }
}
