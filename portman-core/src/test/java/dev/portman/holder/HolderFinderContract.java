package dev.portman.holder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portman.model.Holders;
import dev.portman.model.PortHolder;
import dev.portman.model.ProcessIdentity;
import dev.portman.testing.Fixtures;
import dev.portman.testing.PythonProcess;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every finder must answer, asked of real processes. */
abstract class HolderFinderContract {

    static final String LISTEN =
            "s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen(); ready(s.getsockname()[1]); wait()";

    private static final String LISTEN_6 = """
            s = socket.socket(socket.AF_INET6)
            s.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, int(sys.argv[1]))
            s.bind((sys.argv[3], int(sys.argv[2]))); s.listen(); ready(s.getsockname()[1]); wait()
            """;

    private static final String SHARE = """
            s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
            s.bind(('127.0.0.1', int(sys.argv[1]))); s.listen(); ready(s.getsockname()[1]); wait()
            """;

    final Fixtures fixtures = new Fixtures();

    abstract HolderFinder finder();

    @AfterEach
    void endFixtures() {
        fixtures.close();
    }

    @Test
    void aSingleHolderIsKnownInFull() {
        PythonProcess server = fixtures.python(LISTEN, "marker");

        PortHolder holder = only(finder().holders(server.number(0)));

        assertThat(holder.pid()).isEqualTo(server.pid());
        assertThat(holder.addresses()).containsExactly("127.0.0.1");
        assertThat(holder.socketInodes()).hasSize(1).allMatch(inode -> inode > 0);
        assertThat(holder.description().name()).startsWith("python3");
        assertThat(holder.description().user()).isEqualTo(System.getProperty("user.name"));
        assertThat(holder.description().startedAt())
                .isEqualTo(ProcessHandle.of(server.pid()).orElseThrow().info().startInstant());
        assertThat(holder.description().commandLine()).endsWith("marker");
    }

    @Test
    void aPreforkMasterStandsBeforeItsWorkers() {
        PythonProcess master = fixtures.python("""
                s = socket.socket(); s.bind(('0.0.0.0', 0)); s.listen()
                children = []
                for _ in range(3):
                    child = os.fork()
                    if child == 0: wait()
                    children.append(child)
                ready(s.getsockname()[1], *children); wait()
                """);

        List<PortHolder> holders = known(finder().holders(master.number(0)));

        assertThat(holders.get(0).pid()).isEqualTo(master.pid());
        assertThat(holders)
                .extracting(PortHolder::pid)
                .containsExactlyInAnyOrder(
                        master.pid(), (long) master.number(1), (long) master.number(2), (long) master.number(3));
        assertThat(holders)
                .extracting(PortHolder::socketInodes)
                .containsOnly(holders.get(0).socketInodes());
        assertThat(holders).allSatisfy(holder -> assertThat(holder.addresses()).containsExactly("0.0.0.0"));
    }

    @Test
    void processesThatShareAPortBySoReuseportAreAllHolders() {
        PythonProcess first = fixtures.python(SHARE, 0);
        PythonProcess second = fixtures.python(SHARE, first.number(0));

        List<PortHolder> holders = known(finder().holders(first.number(0)));

        assertThat(holders).extracting(PortHolder::pid).containsExactlyInAnyOrder(first.pid(), second.pid());
        assertThat(holders.get(0).socketInodes())
                .doesNotContainAnyElementsOf(holders.get(1).socketInodes());
    }

    @Test
    void theTwoIpVersionsOfAPortMayHaveDifferentHolders() {
        PythonProcess four = fixtures.python(LISTEN);
        PythonProcess six = fixtures.python(LISTEN_6, 1, four.number(0), "::1");

        List<PortHolder> holders = known(finder().holders(four.number(0)));

        assertThat(holders).hasSize(2);
        assertThat(holders)
                .filteredOn(holder -> holder.pid() == four.pid())
                .singleElement()
                .satisfies(holder -> assertThat(holder.addresses()).containsExactly("127.0.0.1"));
        assertThat(holders)
                .filteredOn(holder -> holder.pid() == six.pid())
                .singleElement()
                .satisfies(holder -> assertThat(holder.addresses()).containsExactly("::1"));
    }

    @Test
    void aDualStackListenerIsOneHolder() {
        PythonProcess server = fixtures.python(LISTEN_6, 0, 0, "::");

        assertThat(only(finder().holders(server.number(0))).addresses()).containsExactly("::");
    }

    @Test
    void aClientIsNoHolder() {
        PythonProcess server = fixtures.python(LISTEN);
        PythonProcess client = fixtures.python(
                "c = socket.create_connection(('127.0.0.1', int(sys.argv[1]))); ready(c.getsockname()[1]); wait()",
                server.number(0));

        assertThat(only(finder().holders(server.number(0))).pid()).isEqualTo(server.pid());
        assertThat(finder().holders(client.number(0))).isEqualTo(new Holders.Nobody());
    }

    @Test
    void nobodyHoldsAPortWhoseHolderHasEnded() {
        PythonProcess server = fixtures.python(LISTEN);
        only(finder().holders(server.number(0)));

        server.close();

        await().untilAsserted(
                        () -> assertThat(finder().holders(server.number(0))).isEqualTo(new Holders.Nobody()));
    }

    @Test
    void oneCallAnswersForSeveralPorts() {
        PythonProcess both = fixtures.python("""
                s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen()
                t = socket.socket(); t.bind(('127.0.0.1', 0)); t.listen()
                ready(s.getsockname()[1], t.getsockname()[1]); wait()
                """);
        PythonProcess other = fixtures.python(LISTEN);
        PythonProcess ended = fixtures.python(LISTEN);
        ended.close();
        Set<Integer> ports = Set.of(both.number(0), both.number(1), other.number(0), ended.number(0));

        await().untilAsserted(() -> {
            Map<Integer, Holders> answers = finder().holders(ports);
            assertThat(answers).containsOnlyKeys(ports);
            assertThat(only(answers.getOrDefault(both.number(0), new Holders.Nobody()))
                            .pid())
                    .isEqualTo(both.pid());
            assertThat(only(answers.getOrDefault(both.number(1), new Holders.Nobody()))
                            .pid())
                    .isEqualTo(both.pid());
            assertThat(only(answers.getOrDefault(other.number(0), new Holders.Nobody()))
                            .pid())
                    .isEqualTo(other.pid());
            assertThat(answers.get(ended.number(0))).isEqualTo(new Holders.Nobody());
        });
        assertThat(finder().listeningPorts()).contains(both.number(0), both.number(1), other.number(0));
        assertThat(finder().isListening(other.number(0))).isTrue();
        assertThat(finder().isListening(ended.number(0))).isFalse();
    }

    @Test
    void noPortsAskedNoneAnswered() {
        assertThat(finder().holders(Set.of())).isEmpty();
    }

    @Test
    void theRecordedOwnerIsFoundAgain() {
        PythonProcess server = fixtures.python(LISTEN);
        PortHolder recorded = only(finder().holders(server.number(0)));

        assertThat(finder().ownerOf(server.number(0), recorded.identity())).contains(recorded);
        assertThat(finder().own(List.of(new Leader(recorded.identity(), server.number(0)))))
                .containsExactly(true);
    }

    @Test
    void theSecondOfTwoSharersIsFoundAgainToo() {
        PythonProcess first = fixtures.python(SHARE, 0);
        fixtures.python(SHARE, first.number(0));

        for (PortHolder holder : known(finder().holders(first.number(0)))) {
            assertThat(finder().ownerOf(first.number(0), holder.identity())).contains(holder);
            assertThat(finder().own(List.of(new Leader(holder.identity(), first.number(0)))))
                    .containsExactly(true);
        }
    }

    /** Empty is always allowed: who asks looks at all processes then. */
    @Test
    void whoSharesThePortHasNotAllItsSockets() {
        PythonProcess first = fixtures.python(SHARE, 0);
        ProcessIdentity recorded = only(finder().holders(first.number(0))).identity();
        ProcessIdentity later = new ProcessIdentity(
                recorded.pid(), recorded.startTicks() + 1, recorded.bootId(), recorded.namespaces(), recorded.uid());

        Set<Long> alone = finder().soleSockets(first.number(0), recorded);
        assertThat(alone).isIn(Set.of(), only(finder().holders(first.number(0))).socketInodes());
        assertThat(finder().soleSockets(first.number(0), later)).isEmpty();
        fixtures.python(SHARE, first.number(0));
        assertThat(finder().soleSockets(first.number(0), recorded)).isEmpty();
    }

    @Test
    void ofSeveralLeadersEachIsJudgedByItsOwnPort() {
        PythonProcess server = fixtures.python(LISTEN);
        PythonProcess other = fixtures.python(LISTEN);
        ProcessIdentity one = only(finder().holders(server.number(0))).identity();
        ProcessIdentity two = only(finder().holders(other.number(0))).identity();

        assertThat(finder().own(List.of(
                        new Leader(one, server.number(0)),
                        new Leader(one, other.number(0)),
                        new Leader(two, server.number(0)),
                        new Leader(two, other.number(0)))))
                .containsExactly(true, false, false, true);
        assertThat(finder().own(List.of())).isEmpty();
    }

    @Test
    void aHintWithOtherTicksIsNotBelieved() {
        PythonProcess server = fixtures.python(LISTEN);
        ProcessIdentity id = only(finder().holders(server.number(0))).identity();
        ProcessIdentity later =
                new ProcessIdentity(id.pid(), id.startTicks() + 1, id.bootId(), id.namespaces(), id.uid());
        ProcessIdentity otherBoot =
                new ProcessIdentity(id.pid(), id.startTicks(), "another", id.namespaces(), id.uid());

        assertThat(finder().ownerOf(server.number(0), later)).isEmpty();
        assertThat(finder().own(List.of(new Leader(later, server.number(0))))).containsExactly(false);
        assertThat(finder().ownerOf(server.number(0), otherBoot)).isEmpty();
        assertThat(finder().own(List.of(new Leader(otherBoot, server.number(0)))))
                .containsExactly(false);
    }

    @Test
    void aHintThatListensElsewhereIsNoOwner() {
        PythonProcess server = fixtures.python(LISTEN);
        PythonProcess other = fixtures.python(LISTEN);
        ProcessIdentity id = only(finder().holders(other.number(0))).identity();

        assertThat(finder().ownerOf(server.number(0), id)).isEmpty();
        assertThat(finder().own(List.of(new Leader(id, server.number(0))))).containsExactly(false);
    }

    static List<PortHolder> known(Holders holders) {
        assertThat(holders).isInstanceOf(Holders.Known.class);
        return holders.visibleHolders();
    }

    static PortHolder only(Holders holders) {
        assertThat(known(holders)).hasSize(1);
        return holders.visibleHolders().get(0);
    }
}
