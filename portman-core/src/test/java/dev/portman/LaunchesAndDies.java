package dev.portman;

import dev.portman.log.ServerLog;
import dev.portman.model.AssignedPort;
import dev.portman.model.RecordedSpec;
import dev.portman.model.ServerRecord;
import dev.portman.model.ServerSpec;
import dev.portman.model.SpecDigests;
import dev.portman.model.StartReport;
import dev.portman.process.Cookie;
import dev.portman.process.LaunchRequest;
import dev.portman.process.Launcher;
import dev.portman.process.Mark;
import dev.portman.process.ProcessTable;
import dev.portman.store.Registry;
import dev.portman.store.StateFolder;
import dev.portman.testing.LaunchedServer;
import dev.portman.testing.SpecBuilder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The first half of a start, by a JVM that ends between the launch and the record of what was launched. */
final class LaunchesAndDies {

    private LaunchesAndDies() {}

    /** Arguments: state folder, project folder, port, code. */
    public static void main(String[] arguments) {
        int port = Integer.parseInt(arguments[2]);
        ServerSpec spec = LaunchedServer.onPort(
                new SpecBuilder(Path.of(arguments[1]), "backend")
                        .port(port)
                        .python(arguments[3])
                        .build(),
                port);
        ProcessTable table = ProcessTable.forThisSystem();
        ServerRecord intent = new ServerRecord(
                        spec.key(),
                        Cookie.fresh(),
                        table.self(),
                        Optional.empty(),
                        new RecordedSpec(SpecDigests.NONE, spec.lifetime(), spec.stopping(), spec.logsDirectory()),
                        new AssignedPort(port, port, spec.port().url(port)),
                        StartReport.begun(Instant.now(), List.of()))
                .markedBy(Mark.fresh(number -> false));
        new Registry(StateFolder.open(Map.of("PORTMAN_STATE_HOME", arguments[0])), event -> {}).save(intent);
        Path log = ServerLog.prepare(spec.logsDirectory(), spec.name());
        new Launcher(table)
                .launch(new LaunchRequest(
                        spec.command(),
                        intent.cookie(),
                        intent.mark(),
                        log,
                        spec.stopping().signal()));
        // As kill -9 does: no hook runs.
        Runtime.getRuntime().halt(9);
    }
}
