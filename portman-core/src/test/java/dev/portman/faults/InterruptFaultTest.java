package dev.portman.faults;

import dev.portman.model.ServerKey;
import dev.portman.testing.Guardians;
import dev.portman.testing.Needs;
import dev.portman.testing.PythonProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever starts a server is asked to end before it is ready, or ends without having stopped it. */
@Tag("faults")
class InterruptFaultTest {

    /** Runs a command on a terminal of its own, does something to it once it has said a word, and says how it ended. */
    private static final String TERMINAL = """
            import pty, select
            act, word, *words = sys.argv[1:]
            pid, terminal = pty.fork()
            if pid == 0:
                # Whoever runs the tests in the background has them ignored.
                for number in (1, 2, 15): signal.signal(number, signal.SIG_DFL)
                os.execv(words[0], words)
            said = b''
            def read(limit):
                global said
                if not select.select([terminal], [], [], limit)[0]: return True
                try:
                    more = os.read(terminal, 4096)
                except OSError: return False
                said += more
                return bool(more)
            while word.encode() not in said and read(30): pass
            begun = time.monotonic()
            if act == 'ctrl-c': os.write(terminal, b'\\x03')
            elif act == 'hang-up': os.close(terminal)
            else: os.kill(pid, getattr(signal, act))
            ended, status = 0, 0
            while not ended:
                if act == 'hang-up': time.sleep(.01)
                else: read(.01)
                ended, status = os.waitpid(pid, os.WNOHANG)
            code = 128 + os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)
            ready(code, int((time.monotonic() - begun) * 1000))
            """;

    @TempDir
    Path folder;

    @Test
    void aStartThatIsInterruptedLeavesNothing() throws IOException {
        Row row = Row.of(
                "F84",
                "Ctrl-C on the terminal of a JVM that waits for its server to be ready; time to its end",
                "servers or records left, or other ends than 130 within 13 s");
        broken(row, "ctrl-c");
        for (int i = 0; i < Trials.of(2, 50); i++) {
            interrupted(row, "ctrl-c", 130);
        }
        row.end();
    }

    @Test
    void aStartThatIsAskedToEndLeavesNothingAndAReadyServerStays() throws IOException {
        Row row = Row.of(
                "F85",
                "SIGTERM, SIGHUP, and the end of the terminal, while a JVM waits for its server; the end of the terminal after a server was ready",
                "servers left or, once ready, lost");
        for (int i = 0; i < Trials.of(1, 17); i++) {
            interrupted(row, "SIGTERM", 143);
            interrupted(row, "SIGHUP", 129);
            interrupted(row, "hang-up", 129);
            staysOnceReady(row);
        }
        row.end();
    }

    @Test
    void aBuildThatFailsLeavesNothing() throws Exception {
        Row row = Row.of(
                "F86",
                "a JVM ends without having stopped its server of lifetime build; time until that is gone",
                "servers or records left");
        for (int i = 0; i < Trials.of(2, 50); i++) {
            Place place = Place.in(folder);
            try (Marked marked = Marked.fresh()) {
                ActorJvm actor = ActorJvm.start(place);
                String started = actor.ask("build server 0 " + marked.word());
                actor.close();
                long begun = System.nanoTime();
                while (!(marked.processes().isEmpty() && isForgotten(place))
                        && System.nanoTime() - begun < Duration.ofSeconds(20).toNanos()) {
                    Thread.sleep(10);
                }
                row.took(Duration.ofNanos(System.nanoTime() - begun));
                row.trial(
                        !started.startsWith("started") || !marked.processes().isEmpty() || !isForgotten(place),
                        started);
            }
            Guardians.awaitEndIn(place.state());
        }
        row.end();
    }

    private void interrupted(Row row, String act, int code) throws IOException {
        Place place = Place.in(folder);
        try (Marked marked = Marked.fresh();
                PythonProcess terminal = onTerminal(act, "up", place, "silent server " + marked.word())) {
            row.took(Duration.ofMillis(terminal.number(1)));
            row.trial(
                    terminal.number(0) != code
                            || terminal.number(1) > 13_000
                            || !marked.processes().isEmpty()
                            || !isForgotten(place),
                    act + ": " + terminal.number(0) + ", " + marked.processes().size() + " left");
        }
    }

    private void staysOnceReady(Row row) throws IOException {
        Place place = Place.in(folder);
        try (Marked marked = Marked.fresh();
                PythonProcess terminal =
                        onTerminal("hang-up", "started", place, "start server 0 EVICT " + marked.word(), "sleep")) {
            boolean stays = marked.processes().size() == 1;
            place.portman(event -> {}).stop(new ServerKey(place.project(), "server"), Optional.empty());
            row.trial(!stays || !marked.processes().isEmpty(), "ended with " + terminal.number(0));
        }
    }

    /** Without portman's own care the server lives on. */
    private void broken(Row row, String act) throws IOException {
        try (Marked marked = Marked.fresh();
                PythonProcess terminal = PythonProcess.start(
                        TERMINAL,
                        act,
                        "up",
                        "/bin/sh",
                        "-c",
                        "setsid \"$@\" & wait",
                        "sh",
                        Needs.tool("python3"),
                        "-c",
                        "import signal, time; signal.alarm(60); print('up', flush=True); time.sleep(60)",
                        marked.word())) {
            row.broken(
                    "nobody stops what was started",
                    terminal.number(0) != 0 && !marked.processes().isEmpty());
        }
    }

    private static PythonProcess onTerminal(String act, String word, Place place, String... lines) {
        List<String> words = ActorJvm.words(System.getProperty("java.class.path"), place, lines[0]);
        Object[] all = new Object[2 + words.size() + lines.length - 1];
        all[0] = act;
        all[1] = word;
        for (int i = 0; i < words.size(); i++) {
            all[2 + i] = words.get(i);
        }
        System.arraycopy(lines, 1, all, 2 + words.size(), lines.length - 1);
        return PythonProcess.start(List.of(), Map.of(), TERMINAL, all);
    }

    private static boolean isForgotten(Place place) {
        return place.portman(event -> {}).statusOfAll().isEmpty();
    }
}
