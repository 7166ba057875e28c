package dev.portman.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portman.model.InvalidInputException;
import dev.portman.model.ServerSpec;
import dev.portman.model.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A portman.yaml whose servers belong together, and what is wrong with others. */
class SeveralServersInputTest {

    @TempDir
    Path folder;

    @Test
    void readsWhatRunsAroundAServer() throws IOException {
        List<ServerSpec> specs = read("""
                db: {command: x, port: 1}
                api:
                  command: x
                  port: 2
                  beforeStart:
                    - migrate '--to=@{db.url}'
                    - echo done
                  afterStop: rm "a b, c" @{port}
                  hookTimeout: 30s
                """);

        assertThat(specs.get(1).hooks().beforeStart())
                .containsExactly(List.of("migrate", "--to=@{db.url}"), List.of("echo", "done"));
        assertThat(specs.get(1).hooks().afterStop()).containsExactly(List.of("rm", "a b, c", "@{port}"));
        assertThat(specs.get(1).hooks().timeout()).hasSeconds(30);
        assertThat(specs.get(1).dependsOn()).as("a placeholder is enough").containsExactly("db");
        assertThat(specs.get(0).hooks().beforeStart()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a: {command: x, port: 0, beforStart: y}|portman.yaml line 2: 'beforStart' is no key of a server, did you mean beforeStart?",
                "a: {command: x, port: 0, beforeStart: {b: c}}|portman.yaml line 2: 'beforeStart' must be a plain value.",
                "a: {command: x, port: 0, afterStop: [[b]]}|portman.yaml line 2: 'afterStop' must be a plain value.",
                "a: {command: x, port: 0, beforeStart: [y, '']}|beforeStart must say what to run, in each of its lines.",
                "a: {command: x, port: 0, instances: [2]}|portman.yaml line 2: 'instances' must be a plain value.",
                "a: {command: x, port: 0, instance: 2}|portman.yaml line 2: 'instance' is no key of a server, did you mean instances?",
                "a: {command: x, port: 0, instances: 10000}|instances '10000' must be a number from 1 to 100.",
                "a: {command: x, port: 0, envFile: .env}|envFile '",
                "a: {command: x, executable: y, port: 0, instances: 2}|a-1.executable 'y' cannot stand beside command; use one of them.",
                "a: {command: x, port: 0, dependsOn: b-9}|dependsOn 'b-9' is no server described here",
                "a: {command: x, port: 0, beforeStart: 'y @{a.port}'}|beforeStart '@{a.port}' is no known placeholder",
            })
    void refusesInOneLine(String servers, String message) {
        assertThatThrownBy(() -> read(servers))
                .isExactlyInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(message)
                .hasMessageNotContaining("\n");
    }

    @Test
    void refusesACycleThroughInstancesAndWhatComesBefore() {
        assertThatThrownBy(() -> read("""
                        a: {command: x, port: 0, instances: 2, dependsOn: b}
                        b: {command: x, port: 0, beforeStart: 'y @{a-2.url}'}
                        """))
                .isExactlyInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("dependsOn 'b -> a-2 -> b' is a cycle");
    }

    private List<ServerSpec> read(String servers) throws IOException {
        String yaml = "servers:\n" + servers.indent(2);
        List<RawServer> raw = ProjectFile.read(Files.writeString(folder.resolve("portman.yaml"), yaml));
        return SpecReader.read(raw, new Surroundings(folder, Side.PERSON, "app", Map.of()));
    }
}
