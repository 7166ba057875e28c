package dev.portman.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers of a {@code portman.yaml} that need each other. */
class DependenciesIT {

    private Sandbox sandbox;

    @BeforeEach
    void prepare(@TempDir Path fresh) throws IOException {
        sandbox = Sandbox.in(fresh);
    }

    @AfterEach
    void clean() throws IOException {
        sandbox.close();
    }

    @Test
    void startsWhatIsNeededAndStopsItLast() throws Exception {
        sandbox.yaml(
                server("frontend", "0", "dependsOn: backend") + server("backend", "0", "") + server("other", "0", ""));

        Outcome start = sandbox.run("start", "frontend");

        assertThat(start.exitCode()).as(start.err()).isZero();
        int backend = sandbox.portOf("backend");
        assertThat(start.out().indexOf("backend is ready"))
                .isBetween(0, start.out().indexOf("frontend is ready"));
        assertThat(Files.readString(sandbox.folder().resolve("logs/frontend.log")))
                .contains("http://127.0.0.1:" + backend);
        assertThat(sandbox.folder().resolve("logs/other.log")).doesNotExist();
        String pid = Sandbox.pidOn(backend);

        Outcome again = sandbox.run("start", "frontend");

        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(Sandbox.pidOn(backend)).as("what runs is left as it is").isEqualTo(pid);
        Outcome stop = sandbox.run("stop");
        assertThat(stop.out().indexOf("frontend is stopped"))
                .isBetween(0, stop.out().indexOf("backend is stopped"));
    }

    @Test
    void refusesACycleWithoutStartingAnything() throws Exception {
        sandbox.yaml(server("a", "0", "dependsOn: [b]") + server("b", "0", "dependsOn: a"));

        Outcome start = sandbox.run("start");

        assertThat(start.exitCode()).isEqualTo(2);
        assertThat(start.err()).contains("dependsOn 'a -> b -> a' is a cycle");
        assertThat(sandbox.folder().resolve("logs")).doesNotExist();
    }

    private static String server(String name, String port, String more) {
        String head = name.equals("frontend") || name.equals("a") ? "servers:\n" : "";
        return head + "  " + name + ":\n    executable: /usr/bin/python3\n    arguments: [-u, server.py, " + name
                + "]\n    port: " + port + "\n" + (more.isEmpty() ? "" : "    " + more + "\n");
    }
}
