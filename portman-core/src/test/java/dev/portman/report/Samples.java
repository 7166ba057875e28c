package dev.portman.report;

import dev.portman.model.AssignedPort;
import dev.portman.model.CheckResult;
import dev.portman.model.Eviction;
import dev.portman.model.Lifetime;
import dev.portman.model.PortHolder;
import dev.portman.model.ProcessDescription;
import dev.portman.model.ProcessIdentity;
import dev.portman.model.RecordedSpec;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerRecord;
import dev.portman.model.SpecDigests;
import dev.portman.model.StartReport;
import dev.portman.model.Stopping;
import dev.portman.model.Termination;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Values to put into words, at a fixed time, for a user whose home is {@code /home/anna}. */
final class Samples {

    static final Instant START = Instant.parse("2026-11-24T14:02:00Z");
    static final ProcessText WORDS =
            new ProcessText(Clock.fixed(START.plusSeconds(3600), ZoneOffset.UTC), Path.of("/home/anna"));

    private Samples() {}

    static PortHolder python() {
        return holder(
                4242,
                new ProcessDescription(
                        "python3",
                        "python3",
                        "anna",
                        Optional.of(START),
                        List.of("python3", "-m", "http.server", "8000"),
                        Optional.of(Path.of("/usr/bin/python3")),
                        Optional.of(Path.of("/home/anna/old"))));
    }

    static PortHolder sshd() {
        return holder(
                77,
                new ProcessDescription(
                        "sshd", "sshd", "root", Optional.empty(), List.of(), Optional.empty(), Optional.empty()));
    }

    static PortHolder holder(long pid, ProcessDescription description) {
        return new PortHolder(identity(pid), description, Set.of("127.0.0.1", "::1"), Set.of(1L));
    }

    static ProcessIdentity identity(long pid) {
        return new ProcessIdentity(pid, 5, "boot", "ns", 1000);
    }

    static ServerRecord backend() {
        return record("backend", "/home/anna/shop", new AssignedPort(8001, 8000, "http://127.0.0.1:8001"));
    }

    static ServerRecord record(String name, String directory, AssignedPort port) {
        return new ServerRecord(
                new ServerKey(Path.of(directory), name),
                "0123456789abcdef0123456789abcdef",
                identity(10),
                Optional.of(identity(4300)),
                new RecordedSpec(SpecDigests.NONE, Lifetime.DETACHED, Stopping.defaults(), Path.of(directory, "logs")),
                port,
                new StartReport(
                        START,
                        Optional.of(Duration.ofMillis(2310)),
                        OptionalLong.of(4711),
                        Optional.of(Duration.ofMillis(1900)),
                        Set.of(),
                        List.of(new Eviction(77, "python3 -m http.server", "anna", Termination.How.GRACEFUL)),
                        List.of(new CheckResult("http /health", true, "200", START, Duration.ofMillis(12)))));
    }
}
