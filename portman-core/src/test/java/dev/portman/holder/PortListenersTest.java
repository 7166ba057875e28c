package dev.portman.holder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.model.PortHolder;
import dev.portman.model.StopSignal;
import dev.portman.model.Stopping;
import dev.portman.model.Termination;
import dev.portman.model.Verdict;
import dev.portman.process.Member;
import dev.portman.process.ProcessTable;
import dev.portman.process.Proof;
import dev.portman.process.Terminator;
import dev.portman.testing.Fixtures;
import dev.portman.testing.PythonProcess;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whom an eviction may mean: who holds the very sockets that were inspected. */
class PortListenersTest {

    private static final String OBEYS = """
            def listen(port):
                s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                s.bind(('127.0.0.1', port)); s.listen(); return s
            s = listen(int(sys.argv[1])); port = s.getsockname()[1]; ready(port)
            while True:
                word = sys.stdin.readline().strip()
                if word == 'close':
                    s.close()
                elif word == 'open':
                    s = listen(port)
                print(word, flush=True)
            """;

    private final ProcessTable table = ProcessTable.forThisSystem();
    private final HolderFinder finder = HolderFinder.forThisSystem();
    private final Fixtures fixtures = new Fixtures();

    @AfterEach
    void endFixtures() {
        fixtures.close();
    }

    @Test
    void whoHoldsAnInspectedSocketIsMeantAndProven() {
        PythonProcess holder = fixtures.python(OBEYS, 0);
        PortListeners listeners = inspect(holder);

        assertThat(listeners.members()).singleElement().satisfies(member -> {
            assertThat(member.pid()).isEqualTo(holder.pid());
            assertThat(member.evidence()).isEqualTo(Member.Evidence.SOCKET);
            assertThat(listeners.prove(member)).isEqualTo(new Proof.Proven());
        });
    }

    @Test
    void whoHasClosedItsSocketIsInNobodysWay() {
        PythonProcess holder = fixtures.python(OBEYS, 0);
        PortListeners listeners = inspect(holder);
        Member member = listeners.members().get(0);

        obey(holder, "close");

        assertThat(listeners.members()).isEmpty();
        assertThat(listeners.prove(member)).isEqualTo(new Proof.Gone());
    }

    @Test
    void whoTookThePortAfterTheInspectionIsNotMeant() {
        PythonProcess holder = fixtures.python(OBEYS, 0);
        PortListeners listeners = inspect(holder);
        obey(holder, "close");
        PythonProcess newcomer = fixtures.python(OBEYS, holder.number(0));
        Member claimed = new Member(table.identity(newcomer.pid()).orElseThrow(), 1, Member.Evidence.SOCKET);

        assertThat(listeners.members()).isEmpty();
        assertThat(listeners.prove(claimed)).isEqualTo(new Proof.Gone());
    }

    @Test
    void whoOpenedAnotherSocketWasNotInspectedWithIt() {
        PythonProcess holder = fixtures.python(OBEYS, 0);
        PortListeners listeners = inspect(holder);
        obey(holder, "close");
        obey(holder, "open");

        assertThat(listeners.members()).isEmpty();
    }

    @Test
    void whoHasEndedIsGone() {
        PythonProcess holder = fixtures.python(OBEYS, 0);
        PortListeners listeners = inspect(holder);
        Member member = listeners.members().get(0);

        holder.close();

        assertThat(listeners.prove(member)).isEqualTo(new Proof.Gone());
    }

    @Test
    void whoFinishesItsWorkIsNotWaitedForOnceThePortIsFree() {
        PythonProcess holder = fixtures.python("""
                s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen()
                signal.signal(15, lambda *_: s.close())
                ready(s.getsockname()[1]); wait()
                """);
        PortListeners listeners = inspect(holder);
        Duration grace = Duration.ofSeconds(30);

        Termination end = new Terminator(table, member -> new Verdict.Allowed())
                .terminate(listeners, new Stopping(grace, StopSignal.TERM, List.of()));

        assertThat(end.how()).isEqualTo(Termination.How.GRACEFUL);
        assertThat(end.took()).isLessThan(Duration.ofSeconds(15));
        assertThat(table.row(holder.pid()))
                .as("it may finish")
                .hasValueSatisfying(row -> assertThat(row.isGone()).isFalse());
    }

    private PortListeners inspect(PythonProcess holder) {
        List<PortHolder> holders = finder.holders(holder.number(0)).visibleHolders();
        assertThat(holders).isNotEmpty();
        return new PortListeners(holder.number(0), holders, finder, table);
    }

    private static void obey(PythonProcess holder, String word) {
        holder.tell(word);
        assertThat(holder.nextLine()).isEqualTo(word);
    }
}
