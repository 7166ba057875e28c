package dev.portman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.portman.model.StartResult;
import dev.portman.model.StopSignal;
import dev.portman.model.Stopping;
import dev.portman.model.Termination;
import dev.portman.testing.LaunchedServer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes after a server was ready belongs to it only if more than inheritance ties it. */
class LaterProcessesTest extends OpeningServers {

    @Test
    void whatHasComeLaterAndApartIsLeftAndNamed() {
        StartResult web = start(opener("python3", "later(lambda: apart(tool))"));
        go(web);
        List<Long> tool = tools("tool");

        portman.stop(web.record().key(), AS_DESCRIBED);

        assertAlive(tool);
        assertThat(spared())
                .extracting(Termination.Spared::pid, it -> it.refusal().reason())
                .containsExactly(tuple(tool.get(0), "a process that was started later and apart from the server"));
        assertIsGone(web);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Before it is ready, however far apart.
                "apart(tool); time.sleep(0.3); later(None)",
                // By the leader, though in a session of its own.
                "later(lambda: in_session(tool))",
                // In the session of the leader, though without its parent.
                "later(lambda: orphan(tool))",
                // By the listener, which is not the leader.
                "in_session(lambda: later(lambda: in_session(tool))); wait()",
                // In the session of the listener, which has left that of the leader.
                "in_session(lambda: later(lambda: orphan(tool))); wait()",
            })
    void whatBelongsToTheServerStopsWithIt(String code) {
        StartResult web = start(opener("python3", code));
        go(web);
        List<Long> tool = tools("tool");

        portman.stop(web.record().key(), AS_DESCRIBED);

        assertThat(tool).noneMatch(LaunchedServer::isAlive);
        assertThat(spared()).isEmpty();
        assertIsGone(web);
    }

    @Test
    void whatHasComeLaterAndApartButHasASocketOfTheServerStopsWithIt() {
        StartResult web = start(opener(
                "python3", "s = listen(); later(lambda: apart(lambda: (say('worker', os.getpid()), wait())), s)"));
        go(web);
        List<Long> worker = pids("worker");

        portman.stop(web.record().key(), AS_DESCRIBED);

        assertThat(worker).noneMatch(LaunchedServer::isAlive);
        assertThat(spared()).isEmpty();
        assertIsGone(web);
    }

    @Test
    void aChildThatHasComeLaterIsStoppedByForceThoughItsParentWentBefore() {
        String deaf = "def deaf(): signal.signal(15, signal.SIG_IGN); tool()\n";
        StartResult web = start(opener("python3", deaf + "later(lambda: in_session(deaf))"));
        go(web);
        List<Long> tool = tools("tool");

        portman.stop(web.record().key(), Optional.of(new Stopping(Duration.ofMillis(500), StopSignal.TERM, List.of())));

        assertThat(tool).noneMatch(LaunchedServer::isAlive);
        assertThat(spared()).isEmpty();
    }
}
