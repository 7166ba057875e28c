package dev.portman.config;

import static dev.portman.config.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.model.Selection;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerSpec;
import dev.portman.model.ServerState;
import dev.portman.model.ServerStatus;
import dev.portman.model.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One description of several servers. */
class InstancesTest {

    @TempDir
    Path folder;

    @Test
    void haveNamesAndPortsOneAfterTheOther() {
        List<ServerSpec> specs = read(server("api", "port", "8000", "instances", "3"), server("web", "port", "3000"));

        assertThat(specs).extracting(ServerSpec::name).containsExactly("api-1", "api-2", "api-3", "web");
        assertThat(specs).extracting(it -> it.port().preferred()).containsExactly(8000, 8001, 8002, 3000);
        assertThat(specs.get(2).port().fallback().candidates()).startsWith(8003).hasSize(10);
    }

    @Test
    void haveAnyPortsIfAnyIsWanted() {
        assertThat(read(server("api", "port", "0", "instances", "2")))
                .extracting(it -> it.port().preferred())
                .containsExactly(0, 0);
    }

    @Test
    void countFromThePortOfAFile() throws IOException {
        Files.writeString(folder.resolve(".env"), "PORT=8100");

        assertThat(read(server("api", "envFile", ".env", "instances", "2")))
                .extracting(it -> it.port().preferred())
                .containsExactly(8100, 8101);
    }

    @Test
    void areNumberedEvenIfThereIsOne() {
        assertThat(read(server("api", "port", "8000", "instances", "1")))
                .extracting(ServerSpec::name)
                .containsExactly("api-1");
    }

    @Test
    void areAllNeededByWhoNeedsTheirServer() {
        List<ServerSpec> specs = read(
                server("api", "port", "0", "instances", "2"),
                server("web", "port", "0", "dependsOn", "api"),
                server("one", "port", "0", "dependsOn", "api-2"));

        assertThat(specs.get(2).dependsOn()).containsExactly("api-1", "api-2");
        assertThat(specs.get(3).dependsOn()).containsExactly("api-2");
    }

    @Test
    void haveNamesThatAFileIsAskedForToo() throws IOException {
        Path file = Files.writeString(
                folder.resolve("portman.yaml"),
                "servers: {api: {command: x, port: 1, instances: 2}, web: {command: y, port: 9}}");

        assertThat(ProjectFile.names(file, ProjectFile.content(file))).containsExactly("api-1", "api-2", "web");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "api|api-1,api-2,web|api-1,api-2",
                "api-2|api-1,api-2,web|api-2",
                "web|api-1,api-2,web|web",
                "api|api,api-1|api",
                "api|api-x,api-1x,api-,api1,web-1|''",
                "ap|api-1|''",
            })
    void areMeantByTheNameOfTheirServer(String name, String known, String meant) {
        assertThat(String.join(",", Selection.of(name, List.of(known.split(",", -1)))))
                .isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "101", "10000", "99999999999", "two", "1.5"})
    void areBetweenOneAndAHundred(String number) {
        assertRefused(
                () -> read(server("api", "port", "0", "instances", number)),
                "instances '" + number + "' must be a number from 1 to 100.");
    }

    @Test
    void areRefusedWhereOnlyOneServerFits() {
        assertRefused(
                () -> read(server("api", "port", "0", "instances", "2", "portProperty", "api.port")),
                "api.portProperty 'api.port' fits one server only; the instances are found under portman.api-1.port"
                        + " and so on.");
        assertRefused(
                () -> read(server("api", "port", "65534", "instances", "3")),
                "api-3.port '65536' is beyond 65535; begin lower, or with 0 for any free ports.");
        assertRefused(
                () -> read(
                        server("api", "port", "0", "instances", "2"),
                        server("web", "port", "0", "command", "x @{api.url}")),
                "web.command '@{api.url}' means no single server: api has instances; name one of them, as in"
                        + " @{api-1.url}.");
        assertRefused(
                () -> read(server("api", "port", "8000", "instances", "2"), server("web", "port", "8001")),
                "web.port '8001' is the port of api-2 already; each server needs its own, or 0 for any free port.");
        assertRefused(
                () -> read(server("api", "port", "0", "instances", "2"), server("api-2", "port", "0")),
                "name 'api-2' is used by two servers; each needs its own.");
    }

    @Test
    void mayNotNeedEachOtherInACycle() {
        assertRefused(
                () -> read(
                        server("api", "port", "0", "instances", "2", "dependsOn", "web"),
                        server("web", "port", "0", "dependsOn", "api")),
                "dependsOn 'api-1 -> web -> api-1' is a cycle, so none of them could be started first; a placeholder such"
                        + " as @{web.url} counts as dependsOn, too.");
        assertRefused(
                () -> read(server("api", "port", "0", "instances", "2", "dependsOn", "api")),
                "dependsOn 'api-1 -> api-2 -> api-1' is a cycle, so none of them could be started first; a placeholder such as"
                        + " @{api-2.url} counts as dependsOn, too.");
    }

    @Test
    void beyondTheDescribedNumberAreFoundWhileTheyRun() {
        List<ServerKey> described =
                Stream.of("api-1", "api-2", "web", "db").map(this::key).toList();

        List<ServerStatus> found = Instances.undescribed(
                described,
                List.of(
                        up(key("api-2")),
                        up(key("api-3")),
                        up(key("api-5").on(Side.BUILD)),
                        up(key("web-1")),
                        up(key("other-3")),
                        up(key("db-x")),
                        ServerStatus.unknown(key("api-4"))));

        assertThat(found).extracting(it -> it.key().name()).containsExactly("api-3", "web-1");
    }

    private static ServerStatus up(ServerKey key) {
        return new ServerStatus(key, ServerState.RUNNING, Optional.empty(), Optional.empty());
    }

    private ServerKey key(String name) {
        return new ServerKey(folder, name);
    }

    private List<ServerSpec> read(RawServer... servers) {
        return SpecReader.read(List.of(servers), new Surroundings(folder, Side.PERSON, "app", Map.of()));
    }

    private static RawServer server(String name, String... words) {
        Map<String, String> values = new HashMap<>(Map.of("name", name, "command", "x"));
        for (int i = 0; i < words.length; i += 2) {
            values.put(words[i], words[i + 1]);
        }
        return RawServer.of(values);
    }
}
