package dev.portman.config;

import static dev.portman.config.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portman.model.InvalidInputException;
import dev.portman.model.Side;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ProjectFileTest {

    @TempDir
    Path folder;

    @Test
    void readsTheSameWordsAsAPom() throws IOException {
        List<RawServer> servers = read("""
                servers:
                  backend:
                    command: java -jar app.jar --server.port=@{port}   # a comment
                    port: 8000
                    fallbackPorts: 8001-8010,9000
                    stopTimeout: 5
                    shell: true
                    readiness:
                      http:
                        path: /health
                        status: 200-399
                        headers: {Authorization: Bearer x, Accept: "*/*"}
                      tcp: localhost:5432
                      log: "Started .* in"
                    environmentVariables:
                      PROFILE: it
                      EMPTY:
                  frontend:
                    executable: npm
                    arguments: [run, "a b"]
                    port: 0
                """);

        assertThat(servers).hasSize(2);
        assertThat(servers.get(0).values())
                .containsExactly(
                        Map.entry("name", "backend"),
                        Map.entry("command", "java -jar app.jar --server.port=@{port}"),
                        Map.entry("port", "8000"),
                        Map.entry("fallbackPorts", "8001-8010,9000"),
                        Map.entry("stopTimeout", "5"),
                        Map.entry("shell", "true"),
                        Map.entry("readiness.http.path", "/health"),
                        Map.entry("readiness.http.status", "200-399"),
                        Map.entry("readiness.tcp", "localhost:5432"),
                        Map.entry("readiness.log", "Started .* in"));
        assertThat(servers.get(0).headers())
                .containsExactly(Map.entry("Authorization", "Bearer x"), Map.entry("Accept", "*/*"));
        assertThat(servers.get(0).environment()).containsExactly(Map.entry("PROFILE", "it"), Map.entry("EMPTY", ""));
        assertThat(servers.get(1).lists()).containsExactly(Map.entry("arguments", List.of("run", "a b")));
    }

    @Test
    void keepsAValueAsItIsWritten() throws IOException {
        List<RawServer> servers = read("""
                servers:
                  a: {command: x, port: 010, host: yes, startupTimeout: 1_0}
                """);

        assertThat(servers.get(0).values())
                .containsEntry("port", "010")
                .containsEntry("host", "yes")
                .containsEntry("startupTimeout", "1_0");
    }

    @Test
    void namesAnUnknownKeyWithItsLineAndTheNearestKnownOne() {
        assertThatThrownBy(() -> read("""
                servers:
                  backend:
                    command: x
                    prot: 8000
                """))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(
                        "portman.yaml line 4: 'prot' is no key of a server, did you mean port? (known: ");
        assertThatThrownBy(() -> read("""
                servers:
                  backend:
                    readiness:
                      http: {pth: /}
                """))
                .hasMessageStartingWith(
                        "portman.yaml line 4: 'readiness.http.pth' is no key of a server, did you mean readiness.http.path?");
        assertRefused(
                () -> read("server: {}"), "portman.yaml line 1: 'server' is unknown here; the file holds 'servers'.");
        assertThatThrownBy(() -> read("servers: {a: {name: b}}")).hasMessageContaining("'name' is no key of a server");
    }

    @Test
    void refusesWhatIsNoMapOfServers() throws IOException {
        assertRefused(() -> read("just words"), "portman.yaml line 1: 'the file' must be a map of keys and values.");
        assertRefused(() -> read("- a\n- b"), "portman.yaml line 1: 'the file' must be a map of keys and values.");
        assertRefused(() -> read("servers: [a]"), "portman.yaml line 1: 'servers' must be a map of keys and values.");
        assertRefused(() -> read("servers:\n  a: 8000"), "portman.yaml line 2: 'a' must be a map of keys and values.");
        assertRefused(() -> read("servers: {a: {port: [1]}}"), "portman.yaml line 1: 'port' must be a plain value.");
        assertRefused(() -> read("servers: {a: {arguments: b}}"), "portman.yaml line 1: 'arguments' must be a list.");
        assertRefused(
                () -> read("servers: {a: {readiness: yes}}"),
                "portman.yaml line 1: 'readiness' must be a map of keys and values.");
    }

    @Test
    void refusesAnEmptyFile() throws IOException {
        Path file = folder.resolve("portman.yaml");
        assertRefused(() -> read(""), "file '" + file + "' is empty; it must hold 'servers'.");
        assertRefused(() -> read("# nothing\n"), "file '" + file + "' is empty; it must hold 'servers'.");
        assertRefused(
                () -> read("servers: {}"), "file '" + file + "' describes no server; they stand under 'servers'.");
        assertRefused(() -> read("{}"), "file '" + file + "' describes no server; they stand under 'servers'.");
    }

    @Test
    void refusesAKeyThatStandsTwice() {
        assertRefused(
                () -> read("servers:\n  a: {port: 1}\n  b: {port: 2}\n  a: {port: 3}\n"),
                "portman.yaml line 4: 'a' stands here twice.");
    }

    @Test
    void refusesWhatIsNoYaml() throws IOException {
        Path file = folder.resolve("portman.yaml");
        assertThatThrownBy(() -> read("servers:\n  a: 'open\n"))
                .hasMessageStartingWith("line 3 of '" + file + "' is not valid YAML: ");
        assertThatThrownBy(() -> read("servers:\n\ta: 1\n"))
                .hasMessageStartingWith("line 2 of '" + file + "' is not valid YAML: ");
        assertThatThrownBy(() -> read("a: 1\n---\nb: 2\n"))
                .hasMessageContaining("is not valid YAML: but found another document");
        Files.write(file, "servers: {a: {host: \u00e4}}".getBytes(StandardCharsets.ISO_8859_1));
        assertRefused(() -> ProjectFile.read(file), "file '" + file + "' is not UTF-8.");
    }

    @Test
    void createsNoObjectsThatTheFileAsksFor() {
        assertThatThrownBy(() -> read("servers: !!java.net.URL [\"http://localhost/\"]"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("Global tag is not allowed");
    }

    /** Aliases in aliases: a kilobyte of text that unfolds to billions of nodes, or to an endless one. */
    @Test
    @Timeout(10)
    void isNotBlownUpByAliases() {
        StringBuilder bomb = new StringBuilder("servers:\n  a:\n    readiness: &r0 {}\n");
        for (int i = 1; i <= 24; i++) {
            bomb.append("  b").append(i).append(":\n    readiness: &r").append(i);
            bomb.append(" {x: *r").append(i - 1).append(", y: *r").append(i - 1).append("}\n");
        }
        assertThatThrownBy(() -> read(bomb.toString())).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> read("servers: {a: {readiness: &r {http: *r}}}"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("'readiness.http.http' is no key of a server");
        assertThatThrownBy(() -> read("servers: &s {a: *s}")).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void refusesAFileThatIsTooLarge() throws IOException {
        assertRefused(
                () -> read("#".repeat(262_145)),
                "file '" + folder.resolve("portman.yaml") + "' is larger than 262144 bytes.");
    }

    @Test
    void refusesDeepNesting() {
        assertThatThrownBy(() -> read("[".repeat(20_000) + "]".repeat(20_000)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("Nesting Depth exceeded");
    }

    @Test
    void isTheFileThatSpecsAreReadFrom() throws IOException {
        var specs = SpecReader.read(
                read("servers: {a: {command: x, port: 8000, stopTimeout: 3s}}"),
                new Surroundings(folder, Side.PERSON, "unused", Map.of()));

        assertThat(specs.get(0).name()).isEqualTo("a");
        assertThat(specs.get(0).stopping().timeout()).isEqualTo(Duration.ofSeconds(3));
    }

    private List<RawServer> read(String text) throws IOException {
        Path file = folder.resolve(ProjectFile.NAME);
        Files.writeString(file, text);
        return ProjectFile.read(file);
    }
}
