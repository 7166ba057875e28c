package dev.portman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.portman.model.PortHeldException;
import dev.portman.model.PortHolder;
import dev.portman.model.ServerSpec;
import dev.portman.model.ServerState;
import dev.portman.model.ServerStatus;
import dev.portman.model.StartResult;
import dev.portman.model.Termination;
import dev.portman.testing.LaunchedServer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A program that was opened with the listening socket of a server is not the server, though it holds the port. */
class HandedDownSocketTest extends OpeningServers {

    private static final String EDITOR =
            "def editor(): say('editor', os.getpid()); program(FILE, 'import time; time.sleep(60)')\n";

    private static final String HANDS_DOWN = "os.set_inheritable(s.fileno(), True)\n" + EDITOR;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "later(lambda: fork(editor), s)",
                "later(lambda: apart(editor), s)",
                "fork(editor); time.sleep(0.3); later(None, s)",
                "fork(lambda: later(lambda: apart(editor), s)); wait()",
                "fork(editor); apart(editor); time.sleep(0.3); fork(lambda: later(None, s)); s.close(); wait()",
            })
    void anEditorThatWasHandedTheSocketOfTheServerIsLeft(String code) {
        StartResult web = start(opener("code", "s = listen(); " + HANDS_DOWN + code));
        go(web);
        long first = editor();

        PortHeldException held = catchThrowableOfType(
                PortHeldException.class, () -> portman.stop(web.record().key(), AS_DESCRIBED));

        assertThat(pids("editor")).allMatch(LaunchedServer::isAlive);
        assertThat(held).hasMessageContaining("web is stopped, but").hasMessageContaining("pid " + first + " (code");
        assertThat(spared()).extracting(Termination.Spared::pid).contains(first);
    }

    /** The leader has no socket, so that all who hold the port are looked at. */
    @Test
    void anEditorThatWasHandedTheSocketDoesNotHinderTheStart() {
        String binds = "s = socket.socket(); s.bind(('127.0.0.1', PORT)); ";
        ServerSpec spec = opener(
                "code",
                "def serves():\n    global s; " + binds + "\n    "
                        + "os.set_inheritable(s.fileno(), True); fork(editor); time.sleep(0.5); s.listen(); later(None, s)\n"
                        + EDITOR + "fork(serves); wait()");

        StartResult web = start(spec);

        long editor = editor();
        assertThat(portman.holders(web.record().assigned().port()).visibleHolders())
                .extracting(PortHolder::pid)
                .contains(editor)
                .hasSize(2);
        assertThat(portman.status(project)).extracting(ServerStatus::state).containsExactly(ServerState.RUNNING);
    }

    @Test
    void anEditorThatWasHandedTheSocketIsNotTakenForTheServerAfterThatHasDied() {
        StartResult web = start(opener("code", "s = listen(); " + HANDS_DOWN + "later(lambda: apart(editor), s)"));
        go(web);
        long editor = editor();
        kill(web);

        portman.stop(web.record().key(), AS_DESCRIBED);

        assertThat(LaunchedServer.isAlive(editor)).isTrue();
    }

    @Test
    void theServerOfAnotherPortmanIsNoPartOfIt() {
        String nested = """
                def nested():
                    os.environ['PORTMAN_ID'] = '0' * 32
                    os.execv(sys.executable, [sys.executable, '-S', '-u', '-c', NESTED])
                NESTED = '''
                import os, time
                os.write(1, b'nested %d %d\\\\n' % (os.getpid(), os.fork() or os.execv('/bin/sleep', ['sleep', '60'])))
                time.sleep(60)
                '''
                s = listen(); os.set_inheritable(s.fileno(), True)
                fork(nested); time.sleep(0.3); later(None, s)
                """;
        StartResult web = start(opener("python3", nested));
        List<Long> foreign = pids("nested");
        long leader = pid(web);

        assertThatExceptionOfType(PortHeldException.class)
                .isThrownBy(() -> portman.stop(web.record().key(), AS_DESCRIBED));

        assertAlive(foreign);
        assertThat(LaunchedServer.isAlive(leader)).isFalse();
        assertThat(spared()).isEmpty();
    }

    /** The first that is one by now. */
    private long editor() {
        long pid = pids("editor").get(0);
        await().until(() -> isCalled("code", pid));
        return pid;
    }
}
