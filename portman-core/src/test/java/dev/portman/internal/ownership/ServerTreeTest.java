package dev.portman.internal.ownership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.portman.holder.HolderFinder;
import dev.portman.model.ProcessIdentity;
import dev.portman.model.ServerRecord;
import dev.portman.process.Member;
import dev.portman.process.Member.Evidence;
import dev.portman.process.ProcessRow;
import dev.portman.process.ProcessTable;
import dev.portman.process.Proof;
import dev.portman.testing.Fixtures;
import dev.portman.testing.LaunchedServer;
import dev.portman.testing.PythonProcess;
import dev.portman.testing.PythonServer;
import dev.portman.testing.SpecBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which processes belong to a server where nothing can set a mark, asked of real trees. */
class ServerTreeTest {

    private final ProcessTable table = ProcessTable.forThisSystem();
    private final Fixtures fixtures = new Fixtures();
    private final List<LaunchedServer> servers = new ArrayList<>();

    @TempDir
    Path folder;

    @AfterEach
    void endFixtures() {
        servers.forEach(LaunchedServer::close);
        fixtures.close();
    }

    @Test
    void theLeaderComesFirstAndItsChildrenInTheOrderOfTheirStart() {
        LaunchedServer server =
                launch("one = fork(wait); time.sleep(0.05); two = fork(wait); say('ready', one, two); wait()");
        List<Long> children = server.awaitPids("ready");

        assertThat(tree(server).members())
                .extracting(Member::pid)
                .containsExactly(server.pid(), children.get(0), children.get(1));
    }

    @Test
    void aServerWithoutChildrenIsItsLeaderAlone() {
        LaunchedServer server = launch("say('ready'); wait()");
        server.awaitLine("ready");

        assertThat(tree(server).members())
                .containsExactly(new Member(server.identity(), server.pid(), Evidence.LEADER));
    }

    @Test
    void aChildThatLeftTheSessionIsFoundByItsCookieThoughItsParentIsGone() {
        LaunchedServer server = launch("""
                def daemon():
                    os.setsid()
                    if os.fork() == 0:
                        say('ready', os.getpid()); wait()
                    os._exit(0)
                os.waitpid(fork(daemon), 0); wait()
                """);
        long escapee = server.awaitPids("ready").get(0);

        assertThat(evidence(server)).containsEntry(escapee, Evidence.COOKIE);
    }

    @Test
    void aChildWithoutCookieIsFoundByItsSessionThoughItsParentIsGone() {
        LaunchedServer server = launch("""
                def middle():
                    if os.fork() == 0:
                        say('ready', os.getpid()); bare()
                    os._exit(0)
                os.waitpid(fork(middle), 0); wait()
                """);
        long orphan = withoutCookie(server.awaitPids("ready").get(0));

        assertThat(evidence(server)).containsEntry(orphan, Evidence.SESSION);
    }

    @Test
    void aChildWithNeitherCookieNorSessionIsFoundByDescent() {
        LaunchedServer server = launch("""
                def child():
                    os.setsid(); say('ready', os.getpid()); bare()
                fork(child); wait()
                """);
        long child = withoutCookie(server.awaitPids("ready").get(0));

        assertThat(evidence(server)).containsEntry(child, Evidence.DESCENT);
    }

    @Test
    void anEscapeeWithoutAnyTieIsNoMember() {
        LaunchedServer server = launch("""
                def daemon():
                    os.setsid()
                    if os.fork() == 0:
                        say('ready', os.getpid()); bare()
                    os._exit(0)
                os.waitpid(fork(daemon), 0); wait()
                """);
        long escapee = withoutCookie(server.awaitPids("ready").get(0));

        assertThat(tree(server).members()).extracting(Member::pid).containsExactly(server.pid());
        assertThat(LaunchedServer.isAlive(escapee)).isTrue();
    }

    @Test
    void aDoubleForkedDaemonIsFoundAfterEverythingElseHasEnded() {
        LaunchedServer server = launch("""
                def daemon():
                    os.setsid()
                    if os.fork() == 0:
                        say('ready', os.getpid()); wait()
                    os._exit(0)
                os.waitpid(fork(daemon), 0)
                """);
        long daemon = server.awaitPids("ready").get(0);
        awaitEnd(server);

        assertThat(evidence(server)).isEqualTo(Map.of(daemon, Evidence.COOKIE));
    }

    @Test
    void aWrapperThatHasEndedDoesNotHideWhatItStarted() {
        LaunchedServer server = launch("""
                def last():
                    os.execve('/bin/sh', ['sh', '-c', 'echo ready $$; sleep 60; :'], os.environ)
                os.fork() or last()
                """);
        long shell = server.awaitPids("ready").get(0);
        awaitEnd(server);

        assertThat(tree(server).members())
                .as("the shell and its sleep")
                .hasSize(2)
                .first()
                .extracting(Member::pid)
                .isEqualTo(shell);
    }

    @Test
    void aMemberWithoutCookieIsTiedByTheSessionToOneWithIt() {
        LaunchedServer server = launch("""
                bare_one = os.fork() or bare()
                with_cookie = os.fork() or wait()
                say('ready', bare_one, with_cookie)
                """);
        List<Long> children = server.awaitPids("ready");
        withoutCookie(children.get(0));
        awaitEnd(server);

        assertThat(evidence(server))
                .as("a session keeps its number as long as anybody is in it")
                .isEqualTo(Map.of(children.get(0), Evidence.SESSION, children.get(1), Evidence.COOKIE));
    }

    @Test
    void aSessionOnceProvenStaysProvenAfterItsLeaderHasEnded() {
        LaunchedServer server =
                launch("child = os.fork() or bare()\nsay('ready', child); on(15, lambda: os._exit(0)); wait()");
        long child = withoutCookie(server.awaitPids("ready").get(0));
        ServerTree tree = tree(server);
        assertThat(tree.members()).hasSize(2);

        server.process().destroy();
        awaitEnd(server);

        assertThat(tree.members()).singleElement().satisfies(member -> {
            assertThat(member.pid()).isEqualTo(child);
            assertThat(tree.prove(member)).isEqualTo(new Proof.Proven());
        });
    }

    @Test
    void aSessionThatWasNeverProvenIsNotBelieved() {
        LaunchedServer server = launch("child = os.fork() or bare()\nsay('ready', child)");
        withoutCookie(server.awaitPids("ready").get(0));
        awaitEnd(server);

        assertThat(tree(server).members())
                .as("the number of the session may have been used again")
                .isEmpty();
    }

    @Test
    void aLeaderThatOverwroteItsEnvironmentIsStillProven() {
        LaunchedServer server = launch("forget_environment(); say('ready'); wait()");
        server.awaitLine("ready");
        assertThat(table.cookie(server.pid())).isEmpty();
        ServerTree tree = tree(server);

        assertThat(tree.members())
                .containsExactly(new Member(server.identity(), server.pid(), Evidence.LEADER))
                .allSatisfy(member -> assertThat(tree.prove(member)).isEqualTo(new Proof.Proven()));
    }

    @Test
    void aLeaderOfItsSessionThatShowsAnEnvironmentWithoutTheCookieIsAStranger() {
        LaunchedServer stranger = launch("say('ready'); wait()");
        stranger.awaitLine("ready");
        ServerRecord real = stranger.record();
        ServerRecord copied = new ServerRecord(
                real.key(), "0".repeat(32), real.starter(), real.leader(), real.spec(), real.assigned(), real.report());
        ServerTree tree = new ServerTree(copied, table);

        assertThat(tree.members()).isEmpty();
        assertThat(tree.prove(new Member(stranger.identity(), stranger.pid(), Evidence.LEADER)))
                .isInstanceOf(Proof.Doubt.class);
    }

    @Test
    void aSocketThatWasRecordedTiesWhatNothingElseDoes() {
        LaunchedServer server = launch("""
                def daemon():
                    forget_environment(); s = listen(); os.setsid(); say('ready', os.getpid()); serve(s)
                fork(daemon)
                """);
        long daemon = server.awaitPids("ready").get(0);
        awaitEnd(server);
        assertThat(tree(server).members()).as("without the socket").isEmpty();
        Set<Long> inodes = HolderFinder.forThisSystem().holders(server.port()).visibleHolders().stream()
                .flatMap(it -> it.socketInodes().stream())
                .collect(Collectors.toSet());
        ServerRecord record = server.record();
        ServerTree tree = new ServerTree(
                record.withReport(record.report().ready(Duration.ofMillis(1), table.now(), inodes, List.of())), table);

        assertThat(tree.members())
                .extracting(Member::pid, Member::evidence)
                .containsExactly(tuple(daemon, Evidence.SOCKET));
        assertThat(tree.prove(tree.members().get(0))).isEqualTo(new Proof.Proven());
    }

    @Test
    void everyMemberCanBeProvenAgain() {
        LaunchedServer server = launch("""
                def stray():
                    os.setsid(); say('stray', os.getpid()); bare()
                def cookie():
                    os.setsid(); say('cookie', os.getpid()); wait()
                def inside():
                    say('inside', os.getpid()); bare()
                fork(stray); fork(cookie); fork(inside); wait()
                """);
        withoutCookie(server.awaitPids("stray").get(0));
        withoutCookie(server.awaitPids("inside").get(0));
        server.awaitPids("cookie");
        ServerTree tree = tree(server);

        assertThat(tree.members())
                .hasSize(4)
                .allSatisfy(member ->
                        assertThat(tree.prove(member)).as("%s", member).isEqualTo(new Proof.Proven()));
    }

    @Test
    void foreignersAreNotIncluded() {
        LaunchedServer server = launch(PythonServer.SILENT);
        LaunchedServer twin = launch(PythonServer.SILENT);
        PythonProcess stranger = fixtures.add(PythonProcess.start(
                List.of(), Map.of(ProcessTable.COOKIE_VARIABLE, server.record().cookie() + "0"), "ready(); wait()"));

        assertThat(tree(server).members())
                .extracting(Member::pid)
                .containsExactly(server.pid())
                .doesNotContain(
                        twin.pid(), stranger.pid(), ProcessHandle.current().pid());
    }

    @Test
    void aZombieIsNoMember() {
        LaunchedServer server = launch("say('ready', fork(lambda: None)); wait()");
        long zombie = server.awaitPids("ready").get(0);
        await().until(() -> table.row(zombie).filter(ProcessRow::isGone).isPresent());

        assertThat(tree(server).members()).extracting(Member::pid).containsExactly(server.pid());
    }

    @Test
    void whatHasEndedIsGoneAndNotInDoubt() {
        LaunchedServer server = launch("say('ready'); wait()");
        ServerTree tree = tree(server);
        Member leader = tree.members().get(0);

        server.process().destroyForcibly();
        awaitEnd(server);

        assertThat(tree.prove(leader)).isEqualTo(new Proof.Gone());
        assertThat(tree.members()).isEmpty();
    }

    @Test
    void anotherProcessUnderTheSamePidIsNotProven() {
        LaunchedServer server = launch(PythonServer.SILENT);
        ProcessIdentity id = server.identity();
        ServerTree tree = tree(server);

        assertThat(List.of(
                        new ProcessIdentity(id.pid(), id.startTicks() + 1, id.bootId(), id.namespaces(), id.uid()),
                        new ProcessIdentity(id.pid(), id.startTicks() - 1, id.bootId(), id.namespaces(), id.uid()),
                        new ProcessIdentity(id.pid(), id.startTicks(), "another", id.namespaces(), id.uid()),
                        new ProcessIdentity(id.pid(), id.startTicks(), id.bootId(), "another", id.uid())))
                .allSatisfy(other -> assertThat(tree.prove(new Member(other, id.pid(), Evidence.LEADER)))
                        .as("%s", other)
                        .isInstanceOf(Proof.Doubt.class));
    }

    @Test
    void aRecordWithOtherTicksHasNoLeaderButKeepsWhatCarriesItsCookie() {
        LaunchedServer server = launch("forget_environment(); say('ready'); wait()");
        server.awaitLine("ready");
        ProcessIdentity id = server.identity();
        ServerRecord recycled = server.record()
                .launched(new ProcessIdentity(id.pid(), id.startTicks() - 1, id.bootId(), id.namespaces(), id.uid()));

        assertThat(new ServerTree(recycled, table).members()).isEmpty();
    }

    @Test
    void whoHasThePidAndStartOfALeaderButNoTieIsNoMemberNorIsWhateverItStarted() {
        LaunchedServer server = launch(PythonServer.SILENT);
        PythonProcess stranger = fixtures.python("""
                child = os.fork()
                if child == 0:
                    wait()
                ready(child); wait()
                """);
        ServerRecord recycled =
                server.record().launched(table.identity(stranger.pid()).orElseThrow());

        assertThat(new ServerTree(recycled, table).members())
                .extracting(Member::pid)
                .doesNotContain(stranger.pid(), (long) stranger.number(0));
    }

    @Test
    void pidAndStartAloneAreNoProof() {
        LaunchedServer server = launch(PythonServer.SILENT);
        PythonProcess stranger = fixtures.python("ready(); wait()");
        ProcessIdentity identity = table.identity(stranger.pid()).orElseThrow();
        ServerTree tree = tree(server);

        assertThat(Evidence.values())
                .allSatisfy(claimed -> assertThat(tree.prove(new Member(identity, 1, claimed)))
                        .as("%s", claimed)
                        .isInstanceOf(Proof.Doubt.class));
    }

    private LaunchedServer launch(String code) {
        LaunchedServer server = LaunchedServer.unmarked(new SpecBuilder(folder.resolve("s" + servers.size()), "server")
                .python(code)
                .build());
        servers.add(server);
        return server;
    }

    private ServerTree tree(LaunchedServer server) {
        return new ServerTree(server.record(), table);
    }

    private Map<Long, Evidence> evidence(LaunchedServer server) {
        return tree(server).members().stream()
                .filter(member -> member.evidence() != Evidence.LEADER)
                .collect(Collectors.toMap(Member::pid, Member::evidence));
    }

    private long withoutCookie(long pid) {
        await().until(() -> table.cookie(pid), Optional::isEmpty);
        return pid;
    }

    private static void awaitEnd(LaunchedServer server) {
        await().until(() -> !LaunchedServer.isAlive(server.pid()));
    }
}
