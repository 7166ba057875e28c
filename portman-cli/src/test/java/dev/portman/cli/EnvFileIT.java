package dev.portman.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server finds the variables of its files; nobody else does. */
class EnvFileIT {

    private static final String PASSWORD = "hunter2-and-more";

    @TempDir
    Path fresh;

    private Sandbox sandbox;

    @BeforeEach
    void prepare() throws IOException {
        sandbox = Sandbox.in(fresh);
        sandbox.yaml("""
                servers:
                  backend:
                    command: sh -c 'echo "$GREETING, $BACKEND_URL, $PORT, ${#DB_PASSWORD}"; exec /usr/bin/python3 -u server.py'
                    envFile: [.env, .env.local]
                    readiness:
                      log: hello
                """);
    }

    @AfterEach
    void clean() {
        sandbox.close();
    }

    @Test
    void theServerFindsThemAndThePortIsTakenFromThem() throws Exception {
        int held = sandbox.stranger();
        write(".env", "PORT=" + held + "\nGREETING=hi\nBACKEND_URL=http://elsewhere\nDB_PASSWORD=" + PASSWORD + "\n");
        write(".env.local", "GREETING='hello you'\n");

        Outcome started = sandbox.run("start", "--on-conflict", "fallback", "-v");

        assertThat(started.exitCode()).as(started.err()).isZero();
        int port = sandbox.portOf("backend");
        assertThat(port).as("it falls back, and the server is told so").isNotEqualTo(held);
        assertThat(sandbox.run("logs").out())
                .contains("hello you, http://elsewhere, " + port + ", " + PASSWORD.length());
        assertThat(sandbox.run("stop").exitCode()).isZero();
        assertThat(filesWithThePassword()).containsExactly(sandbox.folder().resolve(".env"));
        assertThat(started.out() + started.err()).doesNotContain(PASSWORD);
    }

    @Test
    void whatIsTypedWins() throws Exception {
        write(".env", "PORT=0\nGREETING=hello file\n");
        write(".env.local", "");
        write("other.env", "PORT=0\nGREETING=hello other\n");

        assertThat(sandbox.run(Map.of("GREETING", "hello environment"), "start").exitCode())
                .isZero();
        assertThat(sandbox.run("logs").out()).contains("hello environment,");
        assertThat(sandbox.run("start", "-e", "other.env").exitCode()).isZero();
        assertThat(sandbox.run("logs").out()).contains("hello other,");
        assertThat(sandbox.run("stop").exitCode()).isZero();
    }

    @Test
    void aMissingFileIsNamedBeforeAnythingIsStarted() throws Exception {
        write(".env", "PORT=0\n");
        write(".env.locale", "");

        Outcome outcome = sandbox.run("start");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err())
                .contains("envFile '" + sandbox.folder()
                        + "/.env.local' must be an existing file; the nearest is .env.locale.");
        assertThat(sandbox.leftovers()).isEmpty();
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(sandbox.folder().resolve(file), text);
    }

    private List<Path> filesWithThePassword() throws IOException {
        try (Stream<Path> files = Files.walk(fresh.toRealPath())) {
            return files.filter(Files::isRegularFile)
                    .filter(EnvFileIT::hasThePassword)
                    .toList();
        }
    }

    private static boolean hasThePassword(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(PASSWORD);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
