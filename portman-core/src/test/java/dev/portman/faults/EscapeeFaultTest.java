package dev.portman.faults;

import dev.portman.Portman;
import dev.portman.model.PortHeldException;
import dev.portman.model.ServerSpec;
import dev.portman.model.StopSignal;
import dev.portman.model.Stopping;
import dev.portman.testing.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who has left a server so thoroughly that nothing shows where it came from: is stopped only if it has the server's own socket. */
@Tag("faults")
class EscapeeFaultTest {

    /**
     * A daemon of its own session, without the cookie, without a parent of ours, its mark lowered (RLIMIT_LOCKS, 10 on Linux) to another number;
     * what it does is to follow.
     */
    private static final String ESCAPES = """
            def escape():
                os.setsid()
                if os.fork() == 0:
                    code = "import socket, sys, time\\n" + %s
                    import resource
                    resource.setrlimit(10, (77, 77))
                    say('escaped', os.getpid())
                    os.execve(sys.executable, ['python3', '-S', '-c', code, str(PORT), sys.argv[1]], {})
                os._exit(0)
            """;

    /** Once it is told to by a file, on the port of the server, which allows that, with a socket that nobody has recorded. */
    private static final String LISTENS_TOO = """
            import os
            while not os.path.exists(sys.argv[2]):
                time.sleep(.01)
            s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
            s.bind(('127.0.0.1', int(sys.argv[1]))); s.listen()
            print('listens 0', flush=True)
            time.sleep(60)
            """;

    private static final String SERVES = """
            s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
            s.bind(('127.0.0.1', PORT)); s.listen()
            fork(escape); os.wait(); serve(s)
            """;

    @TempDir
    Path folder;

    @Test
    void whatNothingTiesToTheServerIsLeftAloneAndNamedWhereItHasThePort() throws Exception {
        Row row = Row.of(
                "F7",
                "a process of the server has left session, cookie and parent: it only lives; it listens on the port, too, with a socket of its own",
                "wrong kills, or holders of the port not named");
        row.broken("it is remembered by its number", trial(false, true).isEmpty());
        for (int i = 0; i < Trials.of(1, 50); i++) {
            String lives = trial(false, false);
            row.trial(!lives.equals("stopped"), lives);
            String listens = trial(true, false);
            row.trial(!listens.equals("named"), listens);
        }
        row.end();
    }

    /** What the stop said: {@code stopped}, {@code named}; empty if the escapee is dead. */
    private String trial(boolean listens, boolean broken) throws Exception {
        Place place = Place.in(folder);
        Portman portman = place.portman(event -> {});
        Path trigger = place.project().resolve("trigger");
        ServerSpec spec = place.server("server")
                .port(FreePort.any())
                .stopping(new Stopping(Duration.ofSeconds(1), StopSignal.TERM, List.of()))
                .python(ESCAPES.formatted("\'\'\'" + LISTENS_TOO + "\'\'\'") + SERVES, trigger)
                .build();
        Path log = portman.start(spec).record().logFile();
        Canary escapee = Canary.of(said("escaped ", log));
        if (listens) {
            Files.createFile(trigger);
            said("listens ", log);
        }
        try {
            String answer = answer(portman, spec, escapee.pid());
            if (broken) {
                BrokenTarget.stop(escapee.pid());
            }
            return escapee.isHarmed() ? "" : answer;
        } finally {
            ProcessHandle.of(escapee.pid()).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    private static String answer(Portman portman, ServerSpec spec, long escapee) {
        try {
            portman.stop(spec.key(), Optional.empty());
            return "stopped";
        } catch (PortHeldException held) {
            String message = String.valueOf(held.getMessage());
            return message.contains("pid " + escapee) ? "named" : message;
        }
    }

    private static long said(String word, Path log) throws IOException, InterruptedException {
        for (int look = 0; look < 1000; look++) {
            Optional<String> line = Files.readAllLines(log).stream()
                    .filter(it -> it.startsWith(word))
                    .findFirst();
            if (line.isPresent()) {
                return Long.parseLong(line.get().substring(word.length()));
            }
            Thread.sleep(5);
        }
        throw new IllegalStateException("never said: " + word);
    }
}
