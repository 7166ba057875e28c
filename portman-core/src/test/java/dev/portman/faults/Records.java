package dev.portman.faults;

import dev.portman.model.AssignedPort;
import dev.portman.model.Lifetime;
import dev.portman.model.ProcessIdentity;
import dev.portman.model.RecordedSpec;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerRecord;
import dev.portman.model.SpecDigests;
import dev.portman.model.StartReport;
import dev.portman.model.StopSignal;
import dev.portman.model.Stopping;
import dev.portman.process.ProcessTable;
import dev.portman.store.Registry;
import dev.portman.store.StateFolder;
import dev.portman.testing.FreePort;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Records as portman keeps them, of servers that it did not start. */
final class Records {

    private Records() {}

    static String cookie() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    /** The record of a server called {@code name} of {@code project} whose leader is {@code leader}; grace period 50 ms. */
    static ServerRecord of(Path project, String name, String cookie, ProcessIdentity leader) {
        int port = FreePort.any();
        return new ServerRecord(
                new ServerKey(project, name),
                cookie,
                ProcessTable.forThisSystem().self(),
                Optional.of(leader),
                new RecordedSpec(
                        SpecDigests.NONE,
                        Lifetime.DETACHED,
                        new Stopping(Duration.ofMillis(50), StopSignal.TERM, List.of()),
                        project.resolve("logs")),
                new AssignedPort(port, port, "http://127.0.0.1:" + port),
                StartReport.begun(Instant.now(), List.of()));
    }

    /** The registry in a state folder. */
    static Registry registry(Path state) {
        return new Registry(folder(state), event -> {});
    }

    static StateFolder folder(Path state) {
        return StateFolder.open(Map.of("PORTMAN_STATE_HOME", state.toString()));
    }
}
