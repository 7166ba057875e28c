package dev.portman.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.portman.model.Caller;
import dev.portman.model.Command;
import dev.portman.model.FallbackPorts;
import dev.portman.model.HealthCheck;
import dev.portman.model.Lifetime;
import dev.portman.model.OnConflict;
import dev.portman.model.PortRequest;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerSpec;
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
                        new Surroundings(folder, Caller.PHASE, "app"))
                .get(0);
        assertThat(spec.onConflict()).isEqualTo(OnConflict.RECLAIM);
        assertThat(spec.lifetime()).isEqualTo(Lifetime.BUILD);
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
        return new Surroundings(folder, Caller.USER, "app");
    }
}
