package dev.portman.internal.ownership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import dev.portman.holder.HolderFinder;
import dev.portman.model.ProcessIdentity;
import dev.portman.model.ServerRecord;
import dev.portman.process.Member;
import dev.portman.process.Member.Evidence;
import dev.portman.process.ProcessTable;
import dev.portman.process.Proof;
import dev.portman.testing.AsNobody;
import dev.portman.testing.Fixtures;
import dev.portman.testing.LaunchedServer;
import dev.portman.testing.Needs;
import dev.portman.testing.OverlaidTable;
import dev.portman.testing.PythonProcess;
import dev.portman.testing.PythonServer;
import dev.portman.testing.SpecBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the mark proves, and what it does not, asked of real trees. */
class MarkedTreeTest {

    /** Says {@code ready PID} of a process that has lost everything but what the kernel keeps; its own code follows. */
    private static final String STRAY = """
            def stray(does):
                os.setsid()
                if os.fork() == 0:
                    say('ready', os.getpid()); forget_environment(); does()
                os._exit(0)
            """;

    private final ProcessTable table = ProcessTable.forThisSystem();
    private final Fixtures fixtures = new Fixtures();
    private final List<LaunchedServer> servers = new ArrayList<>();

    @TempDir
    Path folder;

    @BeforeEach
    void needsSomethingThatSetsMarks() {
        Needs.tool("prlimit");
    }

    @AfterEach
    void endFixtures() {
        servers.forEach(LaunchedServer::close);
        fixtures.close();
    }

    @Test
    void everythingThatALaunchStartsCarriesItsMark() {
        LaunchedServer server =
                launch(STRAY + "say('child', fork(lambda: (os.setsid(), bare()))); fork(lambda: stray(wait)); wait()");
        long child = server.awaitPids("child").get(0);
        long stray = strayOf(server);

        assertThat(server.record().mark()).isPresent();
        for (long pid : List.of(server.pid(), child, stray)) {
            assertThat(table.mark(pid)).isEqualTo(server.record().mark());
        }
    }

    @Test
    void whatHasLostEverythingElseIsProvenByIt() {
        LaunchedServer server = launch(STRAY + "os.waitpid(fork(lambda: stray(wait)), 0)");
        long stray = strayOf(server);
        await().until(() -> !LaunchedServer.isAlive(server.pid()));
        ServerTree tree = new ServerTree(server.record(), table);

        assertThat(evidence(server.record())).containsExactly(entry(stray, Evidence.MARK));
        assertThat(tree.prove(tree.members().get(0))).isEqualTo(new Proof.Proven());
        assertThat(owner(server.record(), stray)).contains(Evidence.MARK);
    }

    @Test
    void anotherUserWhoCopiesTheNumberIsNoMember() {
        LaunchedServer server = launch(PythonServer.SILENT);
        PythonProcess ours = copyOf(server, List.of());
        PythonProcess copy = copyOf(server, AsNobody.prefix());
        ProcessIdentity identity = table.identity(copy.pid()).orElseThrow();

        assertThat(table.mark(copy.pid())).isEqualTo(server.record().mark());
        assertThat(evidence(server.record()))
                .containsEntry(ours.pid(), Evidence.MARK)
                .doesNotContainKey(copy.pid());
        assertThat(owner(server.record(), copy.pid())).isEmpty();
        assertThat(new ServerTree(server.record(), table).prove(new Member(identity, copy.pid(), Evidence.MARK)))
                .isInstanceOf(Proof.Doubt.class);
    }

    @Test
    void anotherUserWhoRunsAProgramOfOursIsNoMember() throws IOException {
        LaunchedServer server = launch(PythonServer.SILENT);
        Path sleep = Files.copy(Needs.tool("sleep"), folder.resolve("sleep"));
        Files.setAttribute(sleep, "unix:mode", 04755);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        PythonProcess copyist = copyOf(server, AsNobody.prefix(), """
                child = os.fork()
                if child == 0:
                    os.execv(sys.argv[1], ['sleep', '60'])
                ready(child); wait()
                """, sleep);
        long child = copyist.number(0);

        await().until(() ->
                table.identity(child).orElseThrow().uid() == table.self().uid());
        assertThat(table.mark(child)).isEqualTo(server.record().mark());
        assertThat(evidence(server.record())).doesNotContainKey(child);
    }

    @Test
    void whatChangesItsUserIsAMemberBySecondProofOnly() {
        Needs.root();
        LaunchedServer server = launch(STRAY + """
                def dropped():
                    os.setgid(65534); os.setuid(65534); say('child', os.getpid()); stray(wait)
                def child():
                    os.setsid(); os.setgid(65534); os.setuid(65534)
                    say('near', os.getpid()); forget_environment(); wait()
                fork(dropped); fork(child); wait()
                """);
        long near = withoutCookie(server.awaitPids("near").get(0));
        long stray = strayOf(server);

        assertThat(table.mark(stray)).isEqualTo(server.record().mark());
        assertThat(evidence(server.record()))
                .containsEntry(near, Evidence.DESCENT)
                .doesNotContainKey(stray);
    }

    @Test
    void anotherNumberThanTheRecordedOneRefutesNothing() throws Exception {
        LaunchedServer server = launch("""
                near = fork(wait)
                def apart(): os.setsid(); bare()
                say('ready', near, fork(apart), fork(bare)); wait()
                """);
        List<Long> children = server.awaitPids("ready");
        withoutCookie(children.get(1));
        withoutCookie(children.get(2));
        for (long pid : List.of(server.pid(), children.get(0), children.get(1), children.get(2))) {
            setMark(pid, server.record().mark().orElseThrow() - 1);
        }

        assertThat(evidence(server.record()))
                .containsOnly(
                        entry(server.pid(), Evidence.LEADER),
                        entry(children.get(0), Evidence.COOKIE),
                        entry(children.get(1), Evidence.DESCENT),
                        entry(children.get(2), Evidence.SESSION));
        ServerTree tree = new ServerTree(server.record(), table);
        assertThat(tree.members())
                .allSatisfy(member -> assertThat(tree.prove(member)).isEqualTo(new Proof.Proven()));
    }

    @Test
    void aChangedMarkLeavesTheRecordedSocket() throws Exception {
        LaunchedServer server = launch(PythonServer.DAEMON);
        long daemon = server.awaitPids("daemon").get(0);
        await().until(() -> !LaunchedServer.isAlive(server.pid()));
        ServerRecord ready = ready(server);
        assertThat(evidence(ready)).containsExactly(entry(daemon, Evidence.SOCKET));

        setMark(daemon, server.record().mark().orElseThrow() / 2);

        assertThat(evidence(server.record()))
                .as("nothing is recorded of its sockets")
                .isEmpty();
        assertThat(evidence(ready)).containsExactly(entry(daemon, Evidence.SOCKET));
        ServerRecord led = ready.launched(table.identity(daemon).orElseThrow());
        ServerTree tree = new ServerTree(led, table);
        assertThat(evidence(led)).containsExactly(entry(daemon, Evidence.LEADER));
        assertThat(tree.prove(tree.members().get(0))).isEqualTo(new Proof.Proven());
    }

    @Test
    void whereMarksCannotBeReadTheOtherProofsHold() {
        LaunchedServer server = launch(STRAY + """
                say('child', fork(wait), fork(lambda: (os.setsid(), bare()))); fork(lambda: stray(wait)); wait()
                """);
        List<Long> children = server.awaitPids("child");
        withoutCookie(children.get(1));
        long stray = strayOf(server);
        ServerTree tree = new ServerTree(server.record(), new OverlaidTable() {
            @Override
            public OptionalLong mark(long pid) {
                return OptionalLong.empty();
            }
        });

        assertThat(evidence(server.record())).containsEntry(stray, Evidence.MARK);
        assertThat(tree.members())
                .extracting(Member::pid)
                .containsExactlyInAnyOrder(server.pid(), children.get(0), children.get(1));
        assertThat(tree.members())
                .allSatisfy(member -> assertThat(tree.prove(member)).isEqualTo(new Proof.Proven()));
    }

    @Test
    void theMarkOfOneServerProvesNothingOfAnother() {
        LaunchedServer server = launch(STRAY + "os.waitpid(fork(lambda: stray(wait)), 0)");
        LaunchedServer other = launch(PythonServer.SILENT);
        long stray = strayOf(server);

        assertThat(evidence(other.record())).containsExactly(entry(other.pid(), Evidence.LEADER));
        assertThat(new ServerOwnership(List.of(other.record(), server.record()), table)
                        .serverOf(table.identity(stray).orElseThrow()))
                .contains(server.record());
    }

    private Map<Long, Evidence> evidence(ServerRecord record) {
        return new ServerTree(record, table)
                .members().stream().collect(Collectors.toMap(Member::pid, Member::evidence));
    }

    private Optional<Evidence> owner(ServerRecord record, long pid) {
        return new ServerOwnership(List.of(record), table)
                .ownerOf(table.identity(pid).orElseThrow())
                .map(ServerOwnership.Owned::evidence);
    }

    private ServerRecord ready(LaunchedServer server) {
        Set<Long> inodes = HolderFinder.forThisSystem().holders(server.port()).visibleHolders().stream()
                .flatMap(it -> it.socketInodes().stream())
                .collect(Collectors.toSet());
        ServerRecord record = server.record();
        // Without its mark, as it cannot be read any more.
        return record.markedBy(OptionalLong.empty())
                .withReport(record.report().ready(Duration.ofMillis(1), table.now(), inodes, List.of()));
    }

    private PythonProcess copyOf(LaunchedServer server, List<String> prefix) {
        return copyOf(server, prefix, "ready(); wait()");
    }

    private PythonProcess copyOf(LaunchedServer server, List<String> prefix, String code, Object... arguments) {
        long mark = server.record().mark().orElseThrow();
        List<String> words = new ArrayList<>(prefix);
        words.addAll(List.of(Needs.tool("prlimit").toString(), "--locks=" + mark + ":" + mark));
        return fixtures.add(PythonProcess.start(words, Map.of(), code, arguments));
    }

    private static void setMark(long pid, long mark) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder(
                                Needs.tool("prlimit").toString(),
                                "--pid",
                                Long.toString(pid),
                                "--locks=" + mark + ":" + mark)
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
    }

    private LaunchedServer launch(String code) {
        LaunchedServer server = LaunchedServer.launch(new SpecBuilder(folder.resolve("s" + servers.size()), "server")
                .python(code)
                .build());
        servers.add(server);
        return server;
    }

    private long strayOf(LaunchedServer server) {
        return withoutCookie(server.awaitPids("ready").get(0));
    }

    private long withoutCookie(long pid) {
        await().until(() -> table.cookie(pid), Optional::isEmpty);
        return pid;
    }
}
