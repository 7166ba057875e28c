package dev.portman.internal.ownership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.portman.holder.HolderFinder;
import dev.portman.model.ServerRecord;
import dev.portman.model.Termination;
import dev.portman.process.Member;
import dev.portman.process.Member.Evidence;
import dev.portman.process.ProcessTable;
import dev.portman.testing.LaunchedServer;
import dev.portman.testing.Needs;
import dev.portman.testing.Openers;
import dev.portman.testing.PythonCopies;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which processes in real marked trees are there for the server, and which it has only opened. */
class BystandersTest {

    /** A program that listens on the port of the server, once its function is called. */
    private static final String SERVES = """
            SERVES = '''
            import os, socket, time
            def serve():
                s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                s.bind(('127.0.0.1', int(os.environ['PORT']))); s.listen()
                os.write(1, b'serves %d\\\\n' % os.getpid())
                time.sleep(60)
            '''
            """;

    /** Keeps the mark and nothing else. */
    private static final String BARE = "def nothing_but_the_mark(): say('tool', os.getpid()); bare()\n";

    private final ProcessTable table = ProcessTable.forThisSystem();
    private Optional<LaunchedServer> launched = Optional.empty();

    @TempDir
    Path folder;

    @AfterEach
    void endServer() {
        launched.ifPresent(LaunchedServer::close);
    }

    @Test
    void whatAnEditorHasStartedIsLeftForTheSameReason() {
        LaunchedServer server = launch("code", "fork(lambda: opens(FILE)); wait()");
        List<Long> opened = server.awaitPids("opened");
        TreeScan scan = tree(server.record()).scan();

        assertThat(opened)
                .hasSize(6)
                .allSatisfy(pid -> assertThat(
                                scan.reasonToLeave(table.identity(pid).orElseThrow()))
                        .contains("an editor or IDE, or a helper of one, left with everything that it started"));
        assertThat(scan.bystanders()).extracting(Termination.Spared::pid).containsExactly(opened.get(0));
        assertThat(scan.members()).extracting(Member::pid).containsExactly(server.pid());
    }

    @Test
    void whatAnEditorHasStartedIsNotTheServersOnceTheEditorEndsInTheMiddleOfAStop() {
        LaunchedServer server = launch("code", "fork(lambda: opens(FILE)); wait()");
        List<Long> opened = server.awaitPids("opened");
        ServerTree tree = tree(server.record());
        assertThat(tree.members()).hasSize(1);

        ProcessHandle.of(opened.get(0)).orElseThrow().destroyForcibly();
        await().until(() -> !LaunchedServer.isAlive(opened.get(0)));

        assertThat(tree.members()).extracting(Member::pid).containsExactly(server.pid());
        assertThat(tree(server.record()).members())
                .as("to whoever looks only now, they are orphans of the server")
                .hasSizeGreaterThan(1);
    }

    @Test
    void theMarkAloneProvesUntilTheServerIsReady() {
        LaunchedServer server = launch("python3", BARE + "apart(nothing_but_the_mark); wait()");
        long tool = withoutCookie(server.awaitPids("tool").get(0));

        assertThat(evidence(server.record())).containsEntry(tool, Evidence.MARK);
        assertThat(evidence(ready(server, table.now()))).as("it came before").containsEntry(tool, Evidence.MARK);
    }

    @Test
    void theMarkAloneDoesNotMakeAMemberOfWhatComesLater() {
        LaunchedServer server = launch("python3", BARE + "apart(nothing_but_the_mark); wait()");
        long readyAt = server.identity().startTicks();
        long tool = withoutCookie(server.awaitPids("tool").get(0));
        await().until(() -> table.row(tool).orElseThrow().startTicks() > readyAt);
        TreeScan scan = tree(ready(server, readyAt)).scan();

        assertThat(scan.members()).extracting(Member::pid).containsExactly(server.pid());
        assertThat(scan.bystanders())
                .extracting(Termination.Spared::pid, it -> it.refusal().reason())
                .containsExactly(tuple(tool, Bystanders.LATER));
    }

    @Test
    void aShellWhoseChildIsCalledLikeAnEditorServesByThatChild() {
        LaunchedServer server = launch("code", SERVES + "fork(lambda: program(FILE, SERVES + 'serve()')); wait()");
        long child = server.awaitPids("serves").get(0);

        assertThat(tree(server.record()).members()).extracting(Member::pid).containsExactly(server.pid(), child);
        assertThat(tree(server.record()).scan().bystanders()).isEmpty();
    }

    @Test
    void anEditorServesByWhatItHasLetGoOfInItsSession() {
        LaunchedServer server = launch("code", SERVES + """
                lets_go = "(os.fork() or os._exit(0 if os.fork() else serve())) and os.wait() and time.sleep(60)"
                in_session(lambda: program(FILE, SERVES + lets_go)); wait()
                """);
        long worker = server.awaitPids("serves").get(0);

        assertThat(tree(server.record()).members())
                .extracting(Member::pid)
                .hasSize(3)
                .contains(worker);
        assertThat(tree(server.record()).scan().bystanders()).isEmpty();
    }

    @Test
    void whatRunsInAnotherNamespaceOfPidsIsNeverAMember() {
        Needs.root();
        LaunchedServer server = launch(Needs.tool("unshare"), """
                import subprocess
                inside = subprocess.Popen([FILE, '--pid', '--fork', '--kill-child', '/bin/sleep', '60'])
                say('outside', inside.pid); wait()
                """);
        long outside = server.awaitPids("outside").get(0);
        long inside = await().until(
                        () -> ProcessHandle.of(outside).orElseThrow().children().findFirst(), Optional::isPresent)
                .orElseThrow()
                .pid();
        TreeScan scan = tree(server.record()).scan();

        assertThat(scan.members()).extracting(Member::pid).containsExactly(server.pid(), outside);
        assertThat(scan.bystanders())
                .extracting(Termination.Spared::pid, it -> it.refusal().reason())
                .containsExactly(tuple(
                        inside, "part of a container, which portman does not stop; whatever runs it has to stop it"));
    }

    private LaunchedServer launch(String program, String code) {
        return launch(PythonCopies.named(program, folder), code);
    }

    private LaunchedServer launch(Path file, String code) {
        LaunchedServer server = LaunchedServer.python(folder.resolve("project"), Openers.code(code), file);
        launched = Optional.of(server);
        return server;
    }

    private ServerTree tree(ServerRecord record) {
        return new ServerTree(record, table);
    }

    private ServerRecord ready(LaunchedServer server, long at) {
        Set<Long> inodes = HolderFinder.forThisSystem().holders(server.port()).visibleHolders().stream()
                .flatMap(it -> it.socketInodes().stream())
                .collect(Collectors.toSet());
        ServerRecord record = server.record();
        return record.withReport(record.report().ready(Duration.ofMillis(1), at, inodes, List.of()));
    }

    private Map<Long, Evidence> evidence(ServerRecord record) {
        return tree(record).members().stream().collect(Collectors.toMap(Member::pid, Member::evidence));
    }

    private long withoutCookie(long pid) {
        await().until(() -> table.cookie(pid), Optional::isEmpty);
        return pid;
    }
}
