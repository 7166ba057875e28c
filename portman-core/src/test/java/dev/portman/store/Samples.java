package dev.portman.store;

import dev.portman.model.AssignedPort;
import dev.portman.model.CheckResult;
import dev.portman.model.Cleanup;
import dev.portman.model.Eviction;
import dev.portman.model.Lifetime;
import dev.portman.model.ProcessIdentity;
import dev.portman.model.RecordedSpec;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerRecord;
import dev.portman.model.SpecDigests;
import dev.portman.model.StartReport;
import dev.portman.model.StopSignal;
import dev.portman.model.Stopping;
import dev.portman.model.Termination;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Records and folders for the tests of this package. */
final class Samples {

    static final Instant NOON = Instant.parse("2026-11-24T12:00:00.123456789Z");

    private Samples() {}

    static StateFolder stateFolder(Path home) {
        return StateFolder.open(
                Map.of("PORTMAN_STATE_HOME", home.resolve("state").toString()));
    }

    static ServerKey key(String name) {
        return new ServerKey(Path.of("/home/anna/a 'project' é"), name);
    }

    static ServerRecord ready(String name) {
        return ready(name, Path.of("/home/anna/project/logs"));
    }

    /** A record with something in every field. */
    static ServerRecord ready(String name, Path logs) {
        StartReport report = new StartReport(
                NOON,
                Optional.of(Duration.ofNanos(2_310_000_001L)),
                OptionalLong.of(987_654L),
                Optional.of(Duration.ofNanos(1_900_000_001L)),
                Set.of(123_456L, 99L),
                List.of(new Eviction(77, "python3 -m http.server", "anna", Termination.How.GRACEFUL)),
                List.of(new CheckResult("http /health", true, "200", NOON, Duration.ofMillis(12))));
        return intent(name, logs).launched(process(4242)).withReport(report).usedBy(List.of(process(1), process(4343)));
    }

    static ServerRecord intent(String name, Path logs) {
        return new ServerRecord(
                key(name),
                "0123456789abcdef0123456789abcdef",
                process(1),
                Optional.empty(),
                new RecordedSpec(
                        new SpecDigests(Map.of("command", "0a1b", "variable DB", "2c3d")),
                        Lifetime.BUILD,
                        new Stopping(Duration.ofMillis(500), StopSignal.INT, List.of("nginx", "-s", "quit")),
                        logs,
                        List.of("database", "queue"),
                        new Cleanup(
                                List.of(List.of("rm", "-f", "a b"), List.of("x")),
                                Path.of("/project"),
                                Duration.ofSeconds(9),
                                true)),
                new AssignedPort(8001, 8000, "http://127.0.0.1:8001"),
                StartReport.begun(NOON, List.of()));
    }

    static ProcessIdentity process(long pid) {
        return new ProcessIdentity(pid, 987_654, "b0b0-1d", "pid:[4026531836]", 1000);
    }
}
