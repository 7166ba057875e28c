package dev.portman.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples that need only a JDK run as they are, except for their ports. */
class ExamplesIT {

    private static final Path EXAMPLES =
            Path.of("..", "examples").toAbsolutePath().normalize();

    @TempDir
    Path fresh;

    private Sandbox sandbox;

    @BeforeEach
    void prepare() throws IOException {
        sandbox = Sandbox.in(fresh);
    }

    @AfterEach
    void clean() {
        sandbox.close();
    }

    @Test
    void theSmallestOneAnswers() throws Exception {
        Path backend = copy("backend");

        assertThat(sandbox.run("start", "-C", backend.toString()).exitCode()).isZero();

        assertThat(statusCode(urlOf(backend, "backend"))).isEqualTo(200);
        assertThat(sandbox.run("stop", "-C", backend.toString()).exitCode()).isZero();
        assertThat(sandbox.leftovers()).isEmpty();
    }

    @Test
    void frontendAndBackendBothAnswer() throws Exception {
        copy("backend");
        Path fullstack = copy("fullstack");

        Outcome started = sandbox.run("start", "-C", fullstack.toString());

        assertThat(started.exitCode()).as(started.err()).isZero();
        for (String server : List.of("backend", "frontend")) {
            assertThat(statusCode(urlOf(fullstack, server))).as(server).isEqualTo(200);
        }
        assertThat(sandbox.run("stop", "-C", fullstack.toString()).exitCode()).isZero();
        assertThat(sandbox.leftovers()).isEmpty();
    }

    private Path copy(String example) throws IOException {
        Path copy = Files.createDirectories(fresh.resolve("examples").resolve(example));
        try (Stream<Path> files = Files.list(EXAMPLES.resolve(example))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        Path description = copy.resolve("portman.yaml");
        Files.writeString(description, Files.readString(description).replaceAll("port: \\d+", "port: 0"));
        return copy;
    }

    private static URI urlOf(Path project, String server) throws IOException {
        return URI.create(Files.readAllLines(project.resolve("logs/" + server + ".status")).stream()
                .filter(line -> line.startsWith("url="))
                .map(line -> line.substring("url=".length()))
                .findFirst()
                .orElseThrow());
    }

    private static int statusCode(URI url) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(url.resolve("/")).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
