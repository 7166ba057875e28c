package dev.portman.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A portman.yaml that changes while its servers run. */
class HotChangeIT {

    private Sandbox sandbox;
    private Path state;

    @BeforeEach
    void prepare(@TempDir Path fresh) throws IOException {
        state = fresh.resolve("state");
        sandbox = Sandbox.in(fresh);
    }

    @AfterEach
    void clean() throws IOException {
        sandbox.close();
    }

    @Test
    void startsAnewWhatHasChangedAndSaysWhat() throws Exception {
        describe("s3cr3t-one");
        assertThat(sandbox.run("start").exitCode()).isZero();
        String api = Sandbox.pidOn(sandbox.portOf("api"));
        String web = Sandbox.pidOn(sandbox.portOf("web"));

        describe("s3cr3t-two");
        Outcome again = sandbox.run("start", "-v");

        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(again.err()).contains("api has changed since it was started: variable API_TOKEN. Starting it anew.");
        assertThat(again.out()).contains("web is running already on ", "kept it.", "api is ready on ");
        assertThat(Sandbox.pidOn(sandbox.portOf("api"))).isNotEqualTo(api).isNotEmpty();
        assertThat(Sandbox.pidOn(sandbox.portOf("web"))).isEqualTo(web);
        assertThat(again.out() + again.err()).doesNotContain("s3cr3t");
        assertThat(written(state) + written(sandbox.folder().resolve("logs"))).doesNotContain("s3cr3t");
    }

    private void describe(String token) throws IOException {
        sandbox.yaml("""
                servers:
                  api:
                    executable: /usr/bin/python3
                    arguments: [-u, server.py]
                    port: 0
                    onConflict: reuse
                    environmentVariables: {API_TOKEN: %s}
                  web:
                    executable: /usr/bin/python3
                    arguments: [-u, server.py]
                    port: 0
                    onConflict: reuse
                """.formatted(token));
    }

    private static String written(Path folder) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }
}
