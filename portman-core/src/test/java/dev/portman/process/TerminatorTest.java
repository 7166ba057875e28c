package dev.portman.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portman.internal.ownership.ServerTree;
import dev.portman.model.ProcessIdentity;
import dev.portman.model.StopSignal;
import dev.portman.model.Stopping;
import dev.portman.model.Termination;
import dev.portman.model.Termination.How;
import dev.portman.model.Verdict;
import dev.portman.testing.Fixtures;
import dev.portman.testing.JvmFork;
import dev.portman.testing.LaunchedServer;
import dev.portman.testing.PythonProcess;
import dev.portman.testing.PythonServer;
import dev.portman.testing.SpecBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How real trees end. */
class TerminatorTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(400);
    /** Far more than it takes, far less than the time-out that must not be waited for. */
    private static final Duration SOON = Duration.ofSeconds(5);

    private static final String NOTES_SIGNALS = """
            for number in (1, 2, 3, 15, 18):
                signal.signal(number, lambda n, _: say('got', n))
            say('ready'); wait()
            """;

    private static Verdict anybody(Member member) {
        return new Verdict.Allowed();
    }

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
    void aServerThatObeysEndsGracefully() {
        LaunchedServer server = launch("on(15, lambda: (say('bye'), os._exit(0))); say('ready'); wait()");
        server.awaitLine("ready");

        Termination end = terminate(server, LONG);

        assertThat(end.how()).isEqualTo(How.GRACEFUL);
        assertThat(end.took()).isLessThan(SOON);
        assertThat(server.log()).contains("bye");
        server.assertNothingIsLeft();
    }

    @Test
    void aDeafServerIsForcedWhenItsTimeIsUpAndNotBefore() {
        LaunchedServer server = launch("say('deaf')\n" + PythonServer.DEAF);
        server.awaitLine("deaf");
        await().until(() -> table.row(server.pid()).isPresent());

        Termination end = terminate(server, Duration.ofMillis(700));

        assertThat(end.how()).isEqualTo(How.FORCED);
        assertThat(end.took())
                .isBetween(Duration.ofMillis(700), Duration.ofMillis(700).plus(SOON));
        server.assertNothingIsLeft();
    }

    @Test
    void aSlowServerIsWaitedForNotALittleLonger() {
        LaunchedServer server = launch("""
                on(15, lambda: (time.sleep(1.2), say('end', time.monotonic_ns()), os._exit(0)))
                say('ready'); wait()
                """);
        server.awaitLine("ready");

        Termination end = terminate(server, LONG);
        long returned = System.nanoTime();

        assertThat(end.how()).isEqualTo(How.GRACEFUL);
        assertThat(end.took()).isBetween(Duration.ofMillis(1200), SOON);
        // The same clock on Linux: CLOCK_MONOTONIC.
        Duration late = Duration.ofNanos(
                returned - Long.parseLong(server.awaitLine("end").get(0)));
        assertThat(late).as("from its end to ours").isBetween(Duration.ZERO, Duration.ofSeconds(3));
    }

    @Test
    void aStoppedServerIsWokenSoThatItCanEndGracefully() {
        LaunchedServer server = launch("""
                on(15, lambda: (say('bye'), os._exit(0)))
                say('ready'); os.kill(os.getpid(), signal.SIGSTOP); wait()
                """);
        server.awaitLine("ready");
        await().until(() -> lifeOf(server.pid()).equals(Optional.of(ProcessRow.Life.STOPPED)));

        Termination end = terminate(server, LONG);

        assertThat(end.how()).isEqualTo(How.GRACEFUL);
        assertThat(server.log()).contains("bye");
    }

    @Test
    void aLeaderThatEndsDoesNotEndTheWaitForItsDeafChild() {
        LaunchedServer server = launch("""
                def deaf():
                    signal.signal(15, signal.SIG_IGN); say('ready', os.getpid()); wait()
                on(15, lambda: os._exit(0))
                fork(deaf); wait()
                """);
        server.awaitPids("ready");

        Termination end = terminate(server, SHORT);

        assertThat(end.how()).isEqualTo(How.FORCED);
        assertThat(end.took()).isGreaterThanOrEqualTo(SHORT);
        server.assertNothingIsLeft();
    }

    @Test
    void aChildThatIsBornWhileItsParentEndsGoesToo() {
        LaunchedServer server = launch("""
                def last_words():
                    fork(lambda: (on(15, lambda: (say('bye'), os._exit(0))), say('born', os.getpid()), wait()))
                    while open(sys.argv[1]).read().count('born') == 0:
                        time.sleep(0.005)
                    os._exit(0)
                on(15, last_words); say('ready'); wait()
                """, folder.resolve("s0/logs/server.log"));
        server.awaitLine("ready");

        Termination end = terminate(server, LONG);

        server.awaitPids("born");
        assertThat(end.how()).isEqualTo(How.GRACEFUL);
        assertThat(server.log()).contains("bye");
        server.assertNothingIsLeft();
    }

    @Test
    void aDeafChildWithoutCookieDoesNotOutliveItsLeader() {
        LaunchedServer server = launch("""
                def deaf():
                    signal.signal(15, signal.SIG_IGN); say('ready', os.getpid()); bare()
                on(15, lambda: os._exit(0))
                fork(deaf); wait()
                """);
        long child = server.awaitPids("ready").get(0);
        await().until(() -> table.cookie(child).isEmpty());

        Termination end = terminate(server, SHORT);

        assertThat(end.how()).isEqualTo(How.FORCED);
        server.assertNothingIsLeft();
    }

    @Test
    void escapeesAndOrphansGoToo() {
        LaunchedServer server = launch("""
                def daemon():
                    os.setsid()
                    if os.fork() == 0:
                        say('daemon', os.getpid()); wait()
                    os._exit(0)
                def stray():
                    os.setsid(); say('stray', os.getpid()); bare()
                os.waitpid(fork(daemon), 0); fork(stray); say('ready', fork(wait)); wait()
                """);
        server.awaitPids("daemon");
        server.awaitPids("stray");
        server.awaitPids("ready");

        assertThat(terminate(server, LONG).how()).isEqualTo(How.GRACEFUL);
        server.assertNothingIsLeft();
    }

    @Test
    void aForkStormEnds() {
        LaunchedServer server = launch("""
                signal.signal(15, signal.SIG_IGN); signal.signal(17, signal.SIG_IGN)
                say('ready')
                for _ in range(2000):
                    fork(lambda: time.sleep(0.2)); time.sleep(0.02)
                """);
        server.awaitLine("ready");

        Termination end = terminate(server, SHORT);

        assertThat(end.how()).isEqualTo(How.FORCED);
        assertThat(end.took()).isLessThan(SHORT.plus(SOON));
        server.assertNothingIsLeft();
    }

    @Test
    void childrenThatReviveEachOtherEnd() {
        LaunchedServer server = launch("""
                signal.signal(15, signal.SIG_IGN); signal.signal(17, signal.SIG_IGN)
                def keep_alive(other, generation):
                    while generation < 300:
                        try:
                            os.kill(other, 0); time.sleep(0.005)
                        except OSError:
                            me = os.getpid(); generation += 1
                            other = fork(lambda: (os.setsid(), keep_alive(me, generation)))
                leader = os.getpid()
                fork(lambda: (os.setsid(), keep_alive(leader, 0))); say('ready'); wait()
                """);
        server.awaitLine("ready");

        assertThat(terminate(server, SHORT).how()).isEqualTo(How.FORCED);
        server.assertNothingIsLeft();
    }

    @Test
    void nothingThereIsAlreadyGone() {
        LaunchedServer server = launch("say('ready')");
        await().until(() -> !LaunchedServer.isAlive(server.pid()));

        Termination end = terminate(server, LONG);

        assertThat(end.how()).isEqualTo(How.ALREADY_GONE);
        assertThat(end.took()).isLessThan(SOON);
        assertThat(end.spared()).isEmpty();
    }

    @Test
    void aZombieIsNotWaitedFor() {
        PythonProcess parent = fixtures.python("""
                child = os.fork()
                if child == 0:
                    os.setsid(); os.execve('/bin/sleep', ['sleep', '60'], {})
                ready(child); wait()
                """);
        long pid = parent.number(0);
        await().until(() -> !table.showsItsEnvironment(pid));
        ProcessIdentity child = table.identity(pid).orElseThrow();
        LaunchedServer any = launch(PythonServer.SILENT);
        any.close();
        ServerTree tree = new ServerTree(any.record().launched(child), table);

        Termination end = new Terminator(table, TerminatorTest::anybody).terminate(tree, stopping(LONG));

        assertThat(lifeOf(pid)).as("its parent does not wait for it").contains(ProcessRow.Life.GONE);
        assertThat(end.how()).isEqualTo(How.GRACEFUL);
        assertThat(end.took()).isLessThan(SOON);
        assertThat(new Terminator(table, TerminatorTest::anybody)
                        .terminate(tree, stopping(LONG))
                        .how())
                .isEqualTo(How.ALREADY_GONE);
    }

    @Test
    void whomTheGuardProtectsIsSparedAndTheOthersGo() {
        LaunchedServer server = launch("say('ready', fork(wait), fork(wait)); wait()");
        List<Long> children = server.awaitPids("ready");
        Verdict.Refused refusal = new Verdict.Refused("a daemon that other work shares", true);

        Termination end = new Terminator(
                        table, member -> member.pid() == children.get(0) ? refusal : new Verdict.Allowed())
                .terminate(tree(server), stopping(LONG));

        assertThat(end.how()).isEqualTo(How.GRACEFUL);
        assertThat(end.spared()).singleElement().satisfies(spared -> {
            assertThat(spared.pid()).isEqualTo(children.get(0));
            assertThat(spared.name()).startsWith("python3");
            assertThat(spared.refusal()).isEqualTo(refusal);
        });
        assertThat(LaunchedServer.isAlive(children.get(0))).isTrue();
        assertThat(LaunchedServer.isAlive(children.get(1))).isFalse();
        assertThat(LaunchedServer.isAlive(server.pid())).isFalse();
    }

    @Test
    void whereAllAreProtectedNothingIsSignalled() {
        LaunchedServer server = launch(NOTES_SIGNALS);
        server.awaitLine("ready");

        Termination end = new Terminator(table, member -> new Verdict.Refused("protected", false))
                .terminate(tree(server), stopping(SHORT));

        assertThat(end.how()).isEqualTo(How.ALREADY_GONE);
        assertThat(end.spared()).hasSize(1);
        assertUntouched(server);
    }

    @Test
    void whatEndsWhileTheGuardLooksAtItIsNotReportedAsSpared() {
        LaunchedServer server = launch("say('ready', fork(wait)); wait()");
        long child = server.awaitPids("ready").get(0);
        Function<Member, Verdict> sawItEnd = member -> {
            if (member.pid() != child) {
                return new Verdict.Allowed();
            }
            ProcessHandle.of(child).ifPresent(ProcessHandle::destroyForcibly);
            await().until(() -> !LaunchedServer.isAlive(child));
            return new Verdict.Refused("a process whose identity cannot be read or has changed", false);
        };

        Termination end = new Terminator(table, sawItEnd).terminate(tree(server), stopping(LONG));

        assertThat(end.how()).isEqualTo(How.GRACEFUL);
        assertThat(end.spared()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(StopSignal.class)
    void aServerIsAskedWithTheSignalOfItsDescription(StopSignal signal) {
        Stopping how = new Stopping(LONG, signal, List.of());
        LaunchedServer server = LaunchedServer.launch(
                new SpecBuilder(folder, "server").stopping(how).python("""
                for number in (2, 3, 15):
                    signal.signal(number, lambda n, _: (say('got', signal.Signals(n).name), os._exit(0)))
                say('ready'); wait()
                """).build());
        servers.add(server);
        server.awaitLine("ready");

        Termination end = new Terminator(table, TerminatorTest::anybody).terminate(tree(server), how);

        assertThat(end.how()).isEqualTo(How.GRACEFUL);
        assertThat(server.awaitLine("got")).containsExactly("SIG" + signal);
    }

    @ParameterizedTest
    @EnumSource(StopSignal.class)
    void thatSignalReachesItEvenIfPortmanItselfWasStartedInTheBackground(StopSignal signal) throws Exception {
        String seen = JvmFork.of(StopBySignal.class)
                .under("/bin/sh", "-c", "trap '' INT QUIT; exec \"$@\"", "sh")
                .run(folder, signal);

        assertThat(seen).isEqualTo("GRACEFUL");
    }

    @Test
    void everybodyIsAskedOnlyOnce() {
        LaunchedServer server = launch("""
                on(15, lambda: say('asked'))
                say('ready'); wait()
                """);
        server.awaitLine("ready");

        assertThat(terminate(server, SHORT).how()).isEqualTo(How.FORCED);
        assertThat(server.log()).containsOnlyOnce("asked");
    }

    @Test
    void aStopCommandIsRunInsteadOfTheSignal() {
        Path wish = folder.resolve("wish");
        LaunchedServer server = launch("""
                on(15, lambda: say('signalled'))
                say('ready')
                while not os.path.exists(sys.argv[1]):
                    time.sleep(0.01)
                """, wish);
        server.awaitLine("ready");

        Termination end = new Terminator(table, TerminatorTest::anybody)
                .terminate(
                        tree(server), new Stopping(LONG, StopSignal.TERM, List.of("/usr/bin/touch", wish.toString())));

        assertThat(end.how()).isEqualTo(How.GRACEFUL);
        assertThat(wish).exists();
        assertThat(server.log()).doesNotContain("signalled");
    }

    @Test
    void aStopCommandThatFailsIsFollowedByTheSignal() {
        LaunchedServer server = launch("on(15, lambda: (say('signalled'), os._exit(0))); say('ready'); wait()");
        server.awaitLine("ready");

        Termination end = new Terminator(table, TerminatorTest::anybody)
                .terminate(tree(server), new Stopping(LONG, StopSignal.TERM, List.of("/bin/false")));

        assertThat(end.how()).isEqualTo(How.GRACEFUL);
        assertThat(server.log()).contains("signalled");
    }

    @Test
    void aStopCommandThatHelpsNothingIsFollowedByForce() {
        LaunchedServer server = launch(PythonServer.SILENT);
        server.awaitLine("up");

        Termination end = new Terminator(table, TerminatorTest::anybody)
                .terminate(tree(server), new Stopping(SHORT, StopSignal.TERM, List.of("/bin/true")));

        assertThat(end.how()).isEqualTo(How.FORCED);
        server.assertNothingIsLeft();
    }

    @Test
    void aStopCommandThatHangsIsBounded() {
        LaunchedServer server = launch(PythonServer.DEAF);

        Termination end = new Terminator(table, TerminatorTest::anybody)
                .terminate(tree(server), new Stopping(SHORT, StopSignal.TERM, List.of("/bin/sleep", "30")));

        assertThat(end.how()).isEqualTo(How.FORCED);
        assertThat(end.took()).isLessThan(SOON);
    }

    @Test
    void forceAtOnceAsksNobody() {
        LaunchedServer server = launch("on(15, lambda: say('asked')); say('ready', fork(wait)); wait()");
        server.awaitPids("ready");

        Termination end = new Terminator(table, TerminatorTest::anybody).terminate(tree(server), Stopping.atOnce());

        assertThat(end.how()).isEqualTo(How.FORCED);
        assertThat(server.log()).doesNotContain("asked");
        server.assertNothingIsLeft();
    }

    @Test
    void aProcessThatCannotBeProvenGetsNoSignal() {
        LaunchedServer server = launch(NOTES_SIGNALS);
        server.awaitLine("ready");
        ProcessIdentity id = server.identity();
        Member recycled = new Member(
                new ProcessIdentity(id.pid(), id.startTicks() + 1, id.bootId(), id.namespaces(), id.uid()),
                id.pid(),
                Member.Evidence.LEADER);
        ServerTree tree = tree(server);
        Target target = new Target() {
            @Override
            public List<Member> members() {
                return List.of(recycled);
            }

            @Override
            public Proof prove(Member member) {
                return tree.prove(member);
            }
        };

        Termination end = new Terminator(table, TerminatorTest::anybody).terminate(target, stopping(SHORT));

        assertThat(end.how()).as("nothing was stopped").isEqualTo(How.ALREADY_GONE);
        assertThat(end.spared()).singleElement().satisfies(spared -> {
            assertThat(spared.pid()).isEqualTo(server.pid());
            assertThat(spared.refusal())
                    .isEqualTo(new Verdict.Refused("pid " + id.pid() + " is another process by now", false));
        });
        assertUntouched(server);
    }

    @Test
    void whatIsGoneGetsNoSignal() {
        LaunchedServer server = launch(NOTES_SIGNALS);
        server.awaitLine("ready");
        List<Member> members = tree(server).members();
        AtomicInteger looks = new AtomicInteger();
        Target target = new Target() {
            @Override
            public List<Member> members() {
                return looks.incrementAndGet() <= 2 ? members : List.of();
            }

            @Override
            public Proof prove(Member member) {
                return new Proof.Gone();
            }
        };

        Termination end = new Terminator(table, TerminatorTest::anybody).terminate(target, stopping(SHORT));

        assertThat(end.how()).isEqualTo(How.ALREADY_GONE);
        assertThat(end.spared()).isEmpty();
        assertUntouched(server);
    }

    @Test
    void proofIsAskedAgainBeforeForce() {
        LaunchedServer server = launch(NOTES_SIGNALS);
        server.awaitLine("ready");
        ServerTree tree = tree(server);
        AtomicInteger proofs = new AtomicInteger();
        Target target = new Target() {
            @Override
            public List<Member> members() {
                return tree.members();
            }

            @Override
            public Proof prove(Member member) {
                return proofs.incrementAndGet() == 1 ? tree.prove(member) : new Proof.Doubt("recycled meanwhile");
            }
        };

        Termination end = new Terminator(table, TerminatorTest::anybody).terminate(target, stopping(SHORT));

        assertThat(server.log()).contains("got 15");
        assertThat(end.spared()).extracting(Termination.Spared::pid).containsExactly(server.pid());
        assertThat(LaunchedServer.isAlive(server.pid())).isTrue();
    }

    @Test
    void theGuardIsAskedAgainBeforeForce() {
        LaunchedServer server = launch(NOTES_SIGNALS);
        server.awaitLine("ready");
        Function<Member, Verdict> untilSignalled = member -> server.log().contains("got 15")
                ? new Verdict.Refused("protected by now", false)
                : new Verdict.Allowed();

        Termination end = new Terminator(table, untilSignalled).terminate(tree(server), stopping(SHORT));

        assertThat(end.spared()).hasSize(1);
        assertThat(LaunchedServer.isAlive(server.pid())).isTrue();
    }

    @Test
    void whatSurvivesEvenForceIsNamed() {
        LaunchedServer server = launch(PythonServer.SILENT);
        ServerTree tree = tree(server);
        List<Member> members = tree.members();
        Target undying = new Target() {
            @Override
            public List<Member> members() {
                return members;
            }

            @Override
            public Proof prove(Member member) {
                return new Proof.Gone();
            }
        };

        Termination end = new Terminator(table, TerminatorTest::anybody).terminate(undying, Stopping.atOnce());

        assertThat(end.how()).isEqualTo(How.INCOMPLETE);
        assertThat(end.isComplete()).isFalse();
        assertThat(end.survivors()).containsExactly(server.identity());
    }

    @Test
    void bystandersLive() {
        LaunchedServer server = launch("serve(listen())");
        LaunchedServer twin = launch("serve(listen())");
        await().until(() -> canConnect(server.port()) && canConnect(twin.port()));
        PythonProcess client = fixtures.python(
                "c = socket.create_connection(('127.0.0.1', int(sys.argv[1]))); ready(); wait()", server.port());

        assertThat(terminate(server, LONG).how()).isEqualTo(How.GRACEFUL);

        assertThat(Set.of(twin.pid(), client.pid())).allMatch(LaunchedServer::isAlive);
    }

    /** A signal on its way would arrive before the answer to a later one that we send ourselves. */
    private void assertUntouched(LaunchedServer server) {
        assertThat(server.log()).containsExactly("ready");
        assertThat(LaunchedServer.isAlive(server.pid())).isTrue();
        assertThat(server.process().toHandle().destroy()).isTrue();
        assertThat(server.awaitLine("got")).containsExactly("15");
        assertThat(server.log()).containsExactly("ready", "got 15");
    }

    private LaunchedServer launch(String code, Object... arguments) {
        LaunchedServer server = LaunchedServer.python(folder.resolve("s" + servers.size()), code, arguments);
        servers.add(server);
        return server;
    }

    private ServerTree tree(LaunchedServer server) {
        return new ServerTree(server.record(), table);
    }

    private Termination terminate(LaunchedServer server, Duration limit) {
        return new Terminator(table, TerminatorTest::anybody).terminate(tree(server), stopping(limit));
    }

    private Optional<ProcessRow.Life> lifeOf(long pid) {
        return table.row(pid).map(ProcessRow::life);
    }

    private static Stopping stopping(Duration limit) {
        return new Stopping(limit, StopSignal.TERM, List.of());
    }

    private static boolean canConnect(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.getLocalPort() != port;
        } catch (IOException notYet) {
            return false;
        }
    }
}
