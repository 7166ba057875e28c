package dev.portman.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.faults.ProcSnapshot.Entry;
import dev.portman.testing.Fixtures;
import dev.portman.testing.FreePort;
import dev.portman.testing.PythonProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What belongs to a trial is seen whatever it did, and nothing else is. */
class TrialObserverTest {

    private static final String LABEL = "2305843009213693953";
    private static final String HIDES = """
            os.chdir('/')
            if os.fork() == 0:
                os.setsid()
                if os.fork() == 0:
                    os.execve('/bin/sleep', ['sleep', '30'], {})
                os._exit(0)
            os.wait(); ready(); wait()
            """;
    private static final String LISTENS = """
            s = socket.socket(); s.bind(('127.0.0.1', int(sys.argv[1]))); s.listen(); ready(); wait()
            """;

    private final Fixtures fixtures = new Fixtures();
    private final int port = FreePort.any();

    @TempDir
    Path folder;

    @AfterEach
    void endFixtures() {
        fixtures.close();
    }

    @Test
    void whatHasLostAllButItsLabelIsSeenAndCleanedAway() {
        TrialObserver observer = observer();
        observer.ignore(start(Labels.under(LABEL), HIDES).pid());
        List<Entry> seen = observer.processes();
        assertThat(seen)
                .singleElement()
                .extracting(Entry::parent)
                .isNotEqualTo(ProcessHandle.current().pid());
        observer.clean();
        assertThat(observer.left()).isEmpty();
    }

    @Test
    void whatHasToDoWithTheFolderIsSeenWithoutALabel() {
        TrialObserver observer = observer();
        PythonProcess named = start(List.of(), "ready(); wait()", folder);
        PythonProcess inside = fixtures.add(
                PythonProcess.start(List.of("/usr/bin/env", "--chdir=" + folder), Map.of(), "ready(); wait()"));
        assertThat(observer.processes()).extracting(Entry::pid).contains(named.pid(), inside.pid());
    }

    @Test
    void whoeverListensOnAPortIsSeenUnlessItIsIgnored() {
        TrialObserver observer = observer();
        PythonProcess listener = start(List.of(), LISTENS, port);
        assertThat(observer.left()).hasSize(2).anyMatch(it -> it.equals("a listener on port " + port));
        observer.ignore(listener.pid());
        assertThat(observer.left()).isEmpty();
    }

    @Test
    void whatWasThereBeforeOrIsSomebodyElsesIsNot() {
        start(Labels.under(LABEL), "ready(); wait()");
        TrialObserver observer = observer();
        start(Labels.under("2305843009213693954"), "ready(); wait()");
        assertThat(observer.left()).isEmpty();
    }

    private TrialObserver observer() {
        return new TrialObserver(LABEL, folder, Set.of(port));
    }

    private PythonProcess start(List<String> prefix, String code, Object... arguments) {
        return fixtures.add(PythonProcess.start(prefix, Map.of(), code, arguments));
    }
}
