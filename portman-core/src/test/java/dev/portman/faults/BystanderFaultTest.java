package dev.portman.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.Portman;
import dev.portman.model.PortmanException;
import dev.portman.testing.AsNobody;
import dev.portman.testing.Fixtures;
import dev.portman.testing.Needs;
import dev.portman.testing.PythonProcess;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever holds a port, or only talks to it, and is not ours to stop. */
@Tag("faults")
class BystanderFaultTest {

    private static final String LISTENS = """
            s = socket.socket()
            s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            s.bind(('127.0.0.1', 0)); s.listen(128)
            """;
    private static final String SAYS_PORT = "ready(s.getsockname()[1])\n";
    private static final String KEEPS_CONNECTIONS = "held = []\nwhile True: held.append(s.accept()[0])";

    private final Fixtures fixtures = new Fixtures();

    @TempDir
    Path folder;

    @AfterEach
    void endFixtures() {
        fixtures.close();
    }

    @Test
    void clientsOfAPortThatIsFreedAreLeftAlone() throws Exception {
        Row row = Row.of("F22", "a client with 50 connections to a server that `kill` has to end", "dead clients");
        Needs.tool("lsof");
        try (PythonProcess server = server(List.of(), KEEPS_CONNECTIONS);
                PythonProcess client = client(server)) {
            Canary canary = Canary.of(client.pid());
            BrokenTarget.stop(pidsByLsof(server.number(0)));
            row.broken("`lsof -t -i :PORT` and kill", canary.isHarmed());
        }
        try (PythonProcess server = server(List.of(), KEEPS_CONNECTIONS);
                PythonProcess client = client(server)) {
            Canary canary = Canary.of(client.pid());
            SignalTrace trace = new SignalTrace(folder.resolve("trace"));
            String answer = traced(trace, "kill " + server.number(0));
            assertThat(answer).isEqualTo("killed " + server.pid());
            assertThat(trace.towards(client.pid()))
                    .as("signals towards the client")
                    .isEmpty();
            assertThat(trace.towards(server.pid()))
                    .as("signals towards the server")
                    .isNotEmpty();
            row.trial(canary.isHarmed(), answer);
        }
        Portman portman = Place.in(folder).portman(event -> {});
        for (int round = 0; round < Trials.of(3, 100); round++) {
            try (PythonProcess server = server(List.of(), KEEPS_CONNECTIONS)) {
                List<Canary> clients = new ArrayList<>();
                for (int i = 0; i < Trials.of(2, 5); i++) {
                    clients.add(Canary.of(fixtures.add(client(server)).pid()));
                }
                Canary target = Canary.of(server.pid());
                portman.kill(server.number(0), folder);
                assertThat(target.isHarmed()).as("the server is gone").isTrue();
                clients.forEach(it -> row.trial(it.isHarmed(), "client " + it));
                fixtures.close();
            }
        }
        row.end();
    }

    @Test
    void anotherUsersServerIsLeftAloneEvenByRoot() throws Exception {
        Needs.root();
        Row row = Row.of("F18", "as root, `kill` of a port that another user's process holds", "wrong kills");
        try (PythonProcess server = server(AsNobody.prefix(), "wait()")) {
            Canary canary = Canary.of(server.pid());
            BrokenTarget.stop(server.pid());
            row.broken("no guard", canary.isHarmed());
        }
        PythonProcess server = fixtures.add(server(AsNobody.prefix(), "wait()"));
        Canary canary = Canary.of(server.pid());
        SignalTrace trace = new SignalTrace(folder.resolve("trace"));
        row.trial(!traced(trace, "kill " + server.number(0)).startsWith("RefusedException"), "not refused");
        assertThat(trace.attempts()).as("signals tried").isEmpty();
        Portman portman = Place.in(folder).portman(event -> {});
        for (int i = 0; i < Trials.of(5, 20); i++) {
            String answer = refusal(portman, server.number(0));
            row.trial(canary.isHarmed() || !answer.contains("another user"), answer);
        }
        row.end();
    }

    @Test
    void whatAnUnprivilegedUserMayNotSeeIsNotEvenTried() throws Exception {
        Needs.root();
        Row row = Row.of("F17", "as an unprivileged user, `kill` of a port that root's process holds", "signals tried");
        PythonProcess server = fixtures.add(server(List.of(), "wait()"));
        Canary canary = Canary.of(server.pid());
        row.broken("no guard", !attemptsOfNobody("broken " + server.pid()).isEmpty());
        for (int i = 0; i < Trials.of(1, 20); i++) {
            List<String> attempts = attemptsOfNobody("kill " + server.number(0));
            row.trial(!attempts.isEmpty() || canary.isHarmed(), attempts.toString());
        }
        row.end();
    }

    @Test
    void anOwnProcessThatHidesIsNotGuessed() throws Exception {
        Needs.root();
        Row row = Row.of(
                "F23",
                "`kill` of a port whose holder is ours and not dumpable, so that it cannot be identified",
                "signals tried");
        String hides = "ctypes.CDLL(None).prctl(4, 0, 0, 0, 0)\n" + LISTENS + SAYS_PORT + "wait()";
        try (PythonProcess server = PythonProcess.start(AsNobody.prefix(), Map.of(), hides)) {
            Canary canary = Canary.of(server.pid());
            attemptsOfNobody("broken " + server.pid());
            row.broken("no guard", canary.isHarmed());
        }
        PythonProcess server = fixtures.add(PythonProcess.start(AsNobody.prefix(), Map.of(), hides));
        Canary canary = Canary.of(server.pid());
        for (int i = 0; i < Trials.of(1, 20); i++) {
            List<String> attempts = attemptsOfNobody("kill " + server.number(0));
            row.trial(!attempts.isEmpty() || canary.isHarmed(), attempts.toString());
        }
        row.end();
    }

    @Test
    void portmanItselfAndWhoeverStartedItAreLeftAlone() throws Exception {
        Needs.root();
        String unshare = Needs.tool("unshare").toString();
        Row row = Row.of(
                "F19",
                "`kill` of a port that is held by portman itself, its parent, its grandparent, or process 1 of its namespace",
                "wrong kills");
        Portman portman = Place.in(folder).portman(event -> {});
        row.broken("no guard", isKilledByItsChild());
        for (int i = 0; i < Trials.of(1, 20); i++) {
            try (ServerSocket own = new ServerSocket(0)) {
                String answer = refusal(portman, own.getLocalPort());
                row.trial(!answer.contains("portman itself"), answer);
            }
            refusedBy(row, List.of(), "", "started portman");
            refusedBy(row, List.of(), "/bin/sh", "started portman");
            refusedBy(row, List.of(unshare, "--pid", "--fork", "--mount-proc", "--kill-child"), "", "first process");
        }
        row.end();
    }

    private boolean isKilledByItsChild() throws IOException {
        try (PythonProcess parent = startsItsKiller(List.of(), "", "broken @PID")) {
            return parent.pid() < 0;
        } catch (IllegalStateException ended) {
            return true;
        }
    }

    private void refusedBy(Row row, List<String> prefix, String between, String reason) throws IOException {
        try (PythonProcess parent = startsItsKiller(prefix, between, "kill @PORT")) {
            String answer = parent.nextLine();
            row.trial(!answer.startsWith("RefusedException") || !answer.contains(reason), answer);
        } catch (IllegalStateException ended) {
            row.trial(true, "the holder is dead");
        }
    }

    /** Listens, starts portman, and says that it is still there afterwards. */
    private PythonProcess startsItsKiller(List<String> prefix, String between, String line) throws IOException {
        List<String> words = new ArrayList<>();
        if (!between.isEmpty()) {
            words.addAll(List.of(between, "-c", "\"$@\"; exit $?", "sh"));
        }
        words.addAll(ActorJvm.words(System.getProperty("java.class.path"), Place.in(folder), line));
        String code = LISTENS + """
                import subprocess
                port, pid = str(s.getsockname()[1]), str(os.getpid())
                words = [each.replace('@PORT', port).replace('@PID', pid) for each in sys.argv[1:]]
                out = subprocess.run(words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True).stdout
                ready()
                print(out.split('\\n')[1], flush=True)
                """;
        return PythonProcess.start(prefix, Map.of(), code, words.toArray());
    }

    private String traced(SignalTrace trace, String line) throws IOException {
        try (ActorJvm actor = ActorJvm.start(Place.in(folder), trace.prefix().toArray(String[]::new))) {
            return actor.ask(line);
        }
    }

    /** The signals that an unprivileged portman tries. */
    private List<String> attemptsOfNobody(String line) throws Exception {
        ForEverybody.open(folder);
        Path place = Files.createTempDirectory(folder, "place");
        ForEverybody.open(place);
        Path state = Files.createDirectory(place.resolve("state"));
        Files.setAttribute(state, "unix:uid", AsNobody.UID);
        SignalTrace trace = new SignalTrace(place.resolve("trace"));
        List<String> words = new ArrayList<>(trace.prefix());
        words.addAll(AsNobody.prefix());
        words.addAll(ActorJvm.words(ForEverybody.copy(place), new Place(state, place), line));
        Process actor = new ProcessBuilder(words).redirectErrorStream(true).start();
        String output = new String(actor.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(actor.waitFor()).as(output).isZero();
        return trace.attempts();
    }

    private static String refusal(Portman portman, int port) {
        try {
            portman.kill(port, Path.of("/"));
            return "killed";
        } catch (PortmanException refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    private static PythonProcess server(List<String> prefix, String then) {
        return PythonProcess.start(prefix, Map.of(), LISTENS + SAYS_PORT + then);
    }

    private static PythonProcess client(PythonProcess server) {
        return PythonProcess.start(
                "c = [socket.create_connection(('127.0.0.1', int(sys.argv[1]))) for _ in range(50)]; ready(); wait()",
                server.number(0));
    }

    private static long[] pidsByLsof(int port) throws IOException {
        Process lsof = new ProcessBuilder(Needs.tool("lsof").toString(), "-t", "-i", ":" + port).start();
        return new String(lsof.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                .lines()
                .mapToLong(Long::parseLong)
                .toArray();
    }
}
