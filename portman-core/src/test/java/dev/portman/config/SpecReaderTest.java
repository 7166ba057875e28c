package dev.portman.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.portman.model.Command;
import dev.portman.model.FallbackPorts;
import dev.portman.model.HealthCheck;
import dev.portman.model.HttpQuestion;
import dev.portman.model.HttpTransport;
import dev.portman.model.Lifetime;
import dev.portman.model.OnConflict;
import dev.portman.model.PortRequest;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerSpec;
import dev.portman.model.Side;
import dev.portman.model.StatusRange;
import dev.portman.model.StopSignal;
import dev.portman.model.Stopping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpecReaderTest {

    @TempDir
    Path folder;

    @Test
    void fillsInDefaultsForSomebodyAtATerminal() {
        ServerSpec spec = read(Map.of("command", "python3 -m http.server @{port}", "port", "8000"));
        assertThat(spec.key()).isEqualTo(new ServerKey(folder, "app"));
        assertThat(spec.command())
                .isEqualTo(new Command(List.of("python3", "-m", "http.server", "@{port}"), folder, Map.of()));
        assertThat(spec.port()).isEqualTo(new PortRequest(8000, FallbackPorts.defaultFor(8000), Optional.empty()));
        assertThat(spec.onConflict()).isEqualTo(OnConflict.EVICT);
        assertThat(spec.lifetime()).isEqualTo(Lifetime.DETACHED);
        assertThat(spec.readiness().checks()).isEmpty();
        assertThat(spec.readiness().startupTimeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(spec.stopping()).isEqualTo(Stopping.defaults());
        assertThat(spec.logsDirectory()).isEqualTo(folder.resolve("logs"));
    }

    @Test
    void fillsInDefaultsForAPhaseOfABuild() {
        ServerSpec spec = SpecReader.read(
                        List.of(RawServer.of(Map.of("command", "x", "port", "1"))),
                        new Surroundings(folder, Side.BUILD, "app", Map.of()))
                .get(0);
        assertThat(spec.onConflict()).isEqualTo(OnConflict.RECLAIM);
        assertThat(spec.lifetime()).isEqualTo(Lifetime.BUILD);
    }

    @Test
    void readsEveryKindOfCheck() {
        Map<String, String> values = new HashMap<>(Map.of(
                "command", "x",
                "port", "1",
                "host", "dev.example",
                "readiness.tcp", "@{host}:@{port}",
                "readiness.command", "pg_isready -p '@{port} x'",
                "readiness.tryTimeout", "3s"));
        values.putAll(Map.of(
                "readiness.http.method", "post",
                "readiness.http.port", "8443",
                "readiness.http.scheme", "https",
                "readiness.http.caFile", "tls/ca.pem",
                "readiness.http.body", "UP"));
        RawServer raw = new RawServer(values, Map.of(), Map.of(), Map.of("X-Login", "hunter2"));
        ServerSpec spec = SpecReader.read(List.of(raw), where()).get(0);

        Duration bound = Duration.ofSeconds(3);
        HttpTransport transport = new HttpTransport.Verified(Optional.of(folder.resolve("tls/ca.pem")));
        assertThat(spec.readiness().checks()).hasSize(3).satisfies(checks -> {
            assertThat(checks.get(0)).isEqualTo(new HealthCheck.Tcp(Optional.empty(), "@{port}", bound));
            HealthCheck.Http http = (HealthCheck.Http) checks.get(1);
            assertThat(http.question())
                    .isEqualTo(
                            new HttpQuestion("POST", transport, Optional.of(8443), "/", Map.of("X-Login", "hunter2")));
            assertThat(http.expected().body().map(Pattern::pattern)).contains("UP");
            assertThat(http.timeout()).isEqualTo(bound);
            assertThat(checks.get(2)).isEqualTo(new HealthCheck.Run(List.of("pg_isready", "-p", "@{port} x"), bound));
        });
        assertThat(spec.toString()).doesNotContain("hunter2");
    }

    @Test
    void aServerWhosePlaceACheckWantsToKnowIsStartedBefore() {
        RawServer tcp =
                RawServer.of(Map.of("name", "a", "command", "x", "port", "1", "readiness.tcp", "localhost:@{c.port}"));
        RawServer command =
                RawServer.of(Map.of("name", "b", "command", "x", "port", "2", "readiness.command", "curl @{c.url}"));
        RawServer needed = RawServer.of(Map.of("name", "c", "command", "x", "port", "3"));

        assertThat(SpecReader.read(List.of(tcp, command, needed), where()))
                .extracting(ServerSpec::dependsOn)
                .containsExactly(List.of("c"), List.of("c"), List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "5432, '', 5432",
        "localhost:5432, localhost, 5432",
        "127.0.0.53:@{port}, 127.0.0.53, @{port}",
        "[::1]:1, ::1, 1",
        "DEV.example:7, DEV.example, 7",
    })
    void aTcpCheckAsksThisMachineOnly(String written, String host, String port) {
        ServerSpec spec = read(Map.of("command", "x", "port", "1", "host", "dev.example", "readiness.tcp", written));
        assertThat(spec.readiness().checks())
                .containsExactly(new HealthCheck.Tcp(
                        Optional.of(host).filter(it -> !it.isEmpty()), port, HealthCheck.DEFAULT_TIMEOUT));
    }

    @Test
    void aServerThatIsAskedByHttpsHasSuchAUrl() {
        Map<String, String> values = new HashMap<>(Map.of(
                "command", "x", "port", "1", "readiness.http.scheme", "https", "readiness.http.trustAll", "true"));
        assertThat(read(values).url(8443)).isEqualTo("https://127.0.0.1:8443");
        values.put("readiness.http.port", "9443");
        assertThat(read(values).url(8443)).isEqualTo("http://127.0.0.1:8443");
    }

    @Test
    void readsEveryKey() throws IOException {
        Files.createDirectory(folder.resolve("web"));
        Map<String, String> values = new HashMap<>(Map.of(
                "name", "backend",
                "executable", "java",
                "port", "8000",
                "host", "::1",
                "fallbackPorts", "none",
                "onConflict", "Fail",
                "stopTimeout", "500ms",
                "startupTimeout", "2m",
                "stopSignal", "SIGINT",
                "stopCommand", "curl 'http://[::1]:@{port}/stop it'"));
        values.putAll(Map.of(
                "readiness.http.path", "/health?full=1",
                "readiness.http.status", "204",
                "readiness.log", "Started .* in",
                "readiness.failure", "^FATAL",
                "workingDirectory", "web",
                "lifetime", "build",
                "logsDirectory", "target/logs"));
        RawServer raw = new RawServer(values, Map.of("arguments", List.of("-jar", "a b.jar")), Map.of("A", "@{port}"));
        ServerSpec spec = SpecReader.read(List.of(raw), where()).get(0);
        assertThat(spec.command())
                .isEqualTo(
                        new Command(List.of("java", "-jar", "a b.jar"), folder.resolve("web"), Map.of("A", "@{port}")));
        assertThat(spec.port()).isEqualTo(new PortRequest(8000, FallbackPorts.NONE, Optional.of("::1")));
        assertThat(spec.onConflict()).isEqualTo(OnConflict.FAIL);
        assertThat(spec.stopping())
                .isEqualTo(new Stopping(
                        Duration.ofMillis(500), StopSignal.INT, List.of("curl", "http://[::1]:@{port}/stop it")));
        assertThat(spec.readiness().checks())
                .containsExactly(
                        new HealthCheck.Http("/health?full=1", new StatusRange(204, 204), Duration.ofSeconds(2)),
                        new HealthCheck.Log(Pattern.compile("Started .* in")));
        assertThat(spec.readiness().failure().map(Pattern::pattern)).contains("^FATAL");
        assertThat(spec.readiness().startupTimeout()).isEqualTo(Duration.ofMinutes(2));
        assertThat(spec.lifetime()).isEqualTo(Lifetime.BUILD);
        assertThat(spec.logsDirectory()).isEqualTo(folder.resolve("target/logs"));
    }

    @Test
    void givesALineToAShellOnlyOnRequest() {
        ServerSpec spec = read(Map.of("command", "cd web && npm start", "shell", "true", "port", "0"));
        assertThat(spec.command().argv()).containsExactly("/bin/sh", "-c", "cd web && npm start");
    }

    @Test
    void letsAServerUseThePortsOfOthersAndMakesItDependOnThem() {
        List<ServerSpec> specs = SpecReader.read(
                List.of(
                        new RawServer(
                                Map.of("name", "web", "command", "w --api=@{the.api.url}", "port", "3000"),
                                Map.of("dependsOn", List.of("db", "the.api")),
                                Map.of("CACHE", "@{cache.port} @{port}")),
                        RawServer.of(Map.of("name", "the.api", "command", "b", "port", "0", "dependsOn", "db, cache")),
                        RawServer.of(Map.of("name", "cache", "command", "c", "port", "0")),
                        RawServer.of(Map.of("name", "db", "command", "d", "port", "0"))),
                where());
        assertThat(specs)
                .extracting(ServerSpec::name, ServerSpec::dependsOn)
                .containsExactly(
                        tuple("web", List.of("db", "the.api", "cache")),
                        tuple("the.api", List.of("db", "cache")),
                        tuple("cache", List.of()),
                        tuple("db", List.of()));
    }

    @Test
    void treatsBlankValuesAsAbsent() {
        assertThat(read(Map.of("command", "x", "port", "8000", "host", " ", "onConflict", "\n"))
                        .onConflict())
                .isEqualTo(OnConflict.EVICT);
    }

    private ServerSpec read(Map<String, String> values) {
        return SpecReader.read(List.of(RawServer.of(values)), where()).get(0);
    }

    private Surroundings where() {
        return new Surroundings(folder, Side.PERSON, "app", Map.of());
    }
}
