package dev.portman.internal.ownership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portman.model.ProcessIdentity;
import dev.portman.model.ServerRecord;
import dev.portman.process.ProcessTable;
import dev.portman.testing.Fixtures;
import dev.portman.testing.LaunchedServer;
import dev.portman.testing.Needs;
import dev.portman.testing.PythonProcess;
import dev.portman.testing.PythonServer;
import dev.portman.testing.SpecBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom a launch cannot have left behind, asked of real processes. */
class StrangerProofTest {

    private static final String STARTS_ONE_WHEN_TOLD = """
            ready()
            sys.stdin.readline()
            child = os.fork()
            if child == 0:
                wait()
            print(child, flush=True); wait()
            """;

    private final ProcessTable table = ProcessTable.forThisSystem();
    private final Fixtures fixtures = new Fixtures();
    private final List<LaunchedServer> servers = new ArrayList<>();
    private final List<Long> orphans = new ArrayList<>();

    @TempDir
    Path folder;

    @AfterEach
    void endFixtures() {
        servers.forEach(LaunchedServer::close);
        orphans.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
        fixtures.close();
    }

    @Test
    void whatIsOlderThanTheLaunchIsAStranger() {
        PythonProcess older = fixtures.python("ready(); wait()");
        Launched launched = launch(PythonServer.SILENT);

        assertThat(launched.isStranger(older.pid())).isTrue();
    }

    @Test
    void whatIsExactlyAsOldMayHaveComeFromIt() {
        LaunchedServer server = server(PythonServer.SILENT);
        PythonProcess other = fixtures.python("ready(); wait()");
        ProcessIdentity identity = table.identity(other.pid()).orElseThrow();
        ProcessIdentity orphan = table.identity(orphan()).orElseThrow();

        assertThat(proof(server.record(), orphan.startTicks(), List.of()).isStranger(orphan))
                .as("ticks are of 10 ms")
                .isFalse();
        assertThat(proof(server.record(), orphan.startTicks() + 1, List.of()).isStranger(orphan))
                .isTrue();
        assertThat(proof(server.record(), identity.startTicks() + 1, List.of()).isStranger(identity))
                .isTrue();
    }

    @Test
    void whatAnOlderOneHasStartedIsAStranger() {
        PythonProcess older = fixtures.python(STARTS_ONE_WHEN_TOLD);
        Launched launched = launch(PythonServer.SILENT);

        older.tell("start");
        long child = Long.parseLong(older.nextLine());

        assertThat(launched.isStranger(child)).isTrue();
    }

    @Test
    void anotherChildOfOursIsAStranger() {
        Launched launched = launch(PythonServer.SILENT);
        PythonProcess other = fixtures.python("ready(); wait()");

        assertThat(launched.isStranger(other.pid())).isTrue();
    }

    @Test
    void whatTheLaunchHasStartedIsNone() {
        Launched launched = launch("say('child', fork(lambda: (os.setsid(), bare()))); wait()");
        long child = launched.server().awaitPids("child").get(0);

        assertThat(launched.isStranger(launched.server().pid())).isFalse();
        assertThat(launched.isStranger(child)).isFalse();
    }

    @Test
    void anOrphanThatCameAfterTheLaunchMayBeADaemonOfIt() {
        Launched launched = launch(PythonServer.SILENT);

        assertThat(launched.isStranger(orphan()))
                .as("whatever a launch leaves behind gets another parent")
                .isFalse();
    }

    @Test
    void anOrphanThatWasThereBeforeIsAStranger() {
        long orphan = orphan();
        Launched launched = launch(PythonServer.SILENT);

        assertThat(launched.isStranger(orphan)).isTrue();
    }

    @Test
    void whatBelongsToAnotherRecordedServerIsAStranger() {
        Launched launched = launch(PythonServer.SILENT);
        LaunchedServer other =
                server("fork(lambda: (os.setsid(), os.fork() == 0 and (say('daemon', os.getpid()), wait()))); wait()");
        long daemon = other.awaitPids("daemon").get(0);

        assertThat(launched.isStranger(daemon)).as("nobody knows of the other").isFalse();
        assertThat(launched.knowing(other).isStranger(daemon)).isTrue();
    }

    @Test
    void ofWhatLivesInAnotherNamespaceNothingIsProven() {
        Needs.root();
        PythonProcess there = fixtures.add(PythonProcess.start(
                List.of(Needs.tool("unshare").toString(), "--pid", "--fork", "--kill-child"),
                Map.of(),
                "ready(); wait()"));
        long inside = ProcessHandle.of(there.pid())
                .orElseThrow()
                .children()
                .findFirst()
                .orElseThrow()
                .pid();
        Launched launched = launch(PythonServer.SILENT);

        assertThat(launched.isStranger(there.pid())).isTrue();
        assertThat(launched.isStranger(inside)).isFalse();
    }

    /** Its parent has ended, so that it has got that of all orphans; it ends after a minute. */
    private long orphan() {
        PythonProcess parent = fixtures.python("""
                if os.fork() == 0:
                    os.setsid()
                    child = os.fork()
                    if child == 0:
                        wait()
                    ready(child); os._exit(0)
                wait()
                """);
        long orphan = parent.number(0);
        fixtures.add(parent);
        await().until(() -> table.row(orphan)
                .filter(row -> table.row(row.parent())
                        .filter(above -> above.parent() == parent.pid())
                        .isEmpty())
                .isPresent());
        orphans.add(orphan);
        return orphan;
    }

    /** A server, and the moment before its launch. */
    private record Launched(LaunchedServer server, long at, List<ServerRecord> known, ProcessTable table) {

        boolean isStranger(long pid) {
            return proof(server.record(), at, known, table)
                    .isStranger(table.identity(pid).orElseThrow());
        }

        Launched knowing(LaunchedServer other) {
            return new Launched(server, at, List.of(server.record(), other.record()), table);
        }
    }

    private Launched launch(String code) {
        long before = table.now();
        // What came before is told from what comes after by a tick of the clock.
        await().until(() -> table.now() > before);
        long at = table.now();
        LaunchedServer server = server(code);
        return new Launched(server, at, List.of(server.record()), table);
    }

    private LaunchedServer server(String code) {
        LaunchedServer server =
                LaunchedServer.launch(new SpecBuilder(folder.resolve("s" + servers.size()), "s" + servers.size())
                        .python(code)
                        .build());
        servers.add(server);
        return server;
    }

    private StrangerProof proof(ServerRecord launched, long at, List<ServerRecord> known) {
        return proof(launched, at, known, table);
    }

    private static StrangerProof proof(ServerRecord launched, long at, List<ServerRecord> known, ProcessTable table) {
        return new StrangerProof(launched, at, new ServerOwnership(known, table), table);
    }
}
