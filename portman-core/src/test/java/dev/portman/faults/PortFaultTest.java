package dev.portman.faults;

import dev.portman.Portman;
import dev.portman.model.NotReadyException;
import dev.portman.model.PortmanException;
import dev.portman.model.ProgressEvent;
import dev.portman.model.ServerSpec;
import dev.portman.testing.FreePort;
import dev.portman.testing.PythonProcess;
import dev.portman.testing.PythonServer;
import dev.portman.testing.SpecBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ports that are held without a listener, or by the wrong one. */
@Tag("faults")
class PortFaultTest {

    private static final String BINDS_LATE = "while not os.path.exists(sys.argv[2]): time.sleep(.002)\n";

    @TempDir
    Path folder;

    @Test
    void whoeverUsesThePortForAnOutgoingConnectionIsLeftAlone() throws IOException {
        Row row = Row.of(
                "F37",
                "the preferred port is the local end of somebody's outgoing connection, policy evict",
                "wrong kills, or no fallback");
        falls(row, """
                a = socket.socket(); a.bind(('127.0.0.1', 0)); a.listen()
                c = socket.socket(); c.bind(('127.0.0.1', 0)); c.connect(a.getsockname())
                ready(c.getsockname()[1]); wait()
                """);
    }

    @Test
    void whoeverHasBoundThePortWithoutListeningIsLeftAlone() throws IOException {
        Row row = Row.of(
                "F38",
                "the preferred port is bound and nobody listens there, policy evict",
                "false frees, or wrong kills");
        falls(row, "s = socket.socket(); s.bind(('127.0.0.1', 0)); ready(s.getsockname()[1]); wait()");
    }

    @Test
    void aServerIsNotReadyWhileSomebodyElseAnswers() throws IOException {
        Row row = Row.of(
                "F54",
                "a thief takes the port between the last look and the server's own bind; the server lives on",
                "false \"ready\"");
        for (int i = 0; i < Trials.of(3, 100); i++) {
            List<ServerSocket> thieves = new ArrayList<>();
            try (Marked marked = Marked.fresh()) {
                Place place = Place.in(folder);
                ServerSpec spec = place.server("server")
                        .port(FreePort.any())
                        .startupTimeout(Duration.ofMillis(500))
                        .python(PythonServer.SILENT, marked.word())
                        .build();
                Portman portman = place.portman(event -> {
                    if (event instanceof ProgressEvent.Launched) {
                        thieves.add(thief(spec.port().preferred()));
                    }
                });
                String answer = "ready";
                try {
                    portman.start(spec);
                } catch (NotReadyException told) {
                    answer = "";
                } catch (PortmanException other) {
                    answer = String.valueOf(other.getMessage());
                }
                row.trial(!answer.isEmpty() || !marked.processes().isEmpty(), answer);
                row.broken(
                        "who accepts is taken for the server",
                        accepts(spec.port().preferred()));
            } finally {
                for (ServerSocket thief : thieves) {
                    thief.close();
                }
            }
        }
        row.end();
    }

    @Test
    void aPortThatIsStolenIsToldOrAnotherOneIsUsed() throws IOException {
        Row row = Row.of(
                "F72",
                "as F54, by a server that ends when it cannot bind, with a fallback and without; time to the answer",
                "false \"ready\", servers left, or failures that do not name the thief");
        for (int i = 0; i < Trials.of(4, 200); i++) {
            List<ServerSocket> thieves = new ArrayList<>();
            try (Marked marked = Marked.fresh()) {
                Place place = Place.in(folder);
                Path taken = place.project().resolve("taken");
                SpecBuilder stolen = place.server("server")
                        .port(FreePort.any())
                        .python(BINDS_LATE + PythonServer.PLAIN, marked.word(), taken);
                ServerSpec spec = (i % 2 == 0 ? stolen : stolen.fallback(FreePort.any())).build();
                Portman portman = place.portman(event -> {
                    if (event instanceof ProgressEvent.Launched && thieves.isEmpty()) {
                        thieves.add(thief(spec.port().preferred()));
                        create(taken);
                    }
                });
                long begun = System.nanoTime();
                String answer = start(portman, spec);
                row.took(Duration.ofNanos(System.nanoTime() - begun));
                boolean told = answer.contains("pid " + ProcessHandle.current().pid())
                        && marked.processes().isEmpty();
                boolean moved = answer.equals("port "
                        + spec.port().fallback().candidates().findFirst().orElse(0));
                row.trial(!told && !moved, answer);
                portman.stop(spec.key(), Optional.empty());
            } finally {
                for (ServerSocket thief : thieves) {
                    thief.close();
                }
            }
        }
        row.end();
    }

    private static void create(Path file) {
        try {
            Files.createFile(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String start(Portman portman, ServerSpec spec) {
        try {
            return "port " + portman.start(spec).record().assigned().port();
        } catch (PortmanException failed) {
            return failed.getMessage() + " " + failed.advice();
        }
    }

    private static boolean accepts(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException nobody) {
            return false;
        }
    }

    private void falls(Row row, String code) throws IOException {
        for (int i = 0; i < Trials.of(3, 50); i++) {
            try (PythonProcess holder = PythonProcess.start(code);
                    Marked marked = Marked.fresh()) {
                Place place = Place.in(folder);
                Canary canary = Canary.of(holder.pid());
                ServerSpec spec = place.server("server")
                        .port(holder.number(0))
                        .fallback(FreePort.any())
                        .python(PythonServer.PLAIN, marked.word())
                        .build();
                Portman portman = place.portman(event -> {});
                int port = portman.start(spec).record().assigned().port();
                portman.stop(spec.key(), Optional.empty());
                row.trial(canary.isHarmed() || port == holder.number(0), "port " + port);
            }
        }
        try (PythonProcess holder = PythonProcess.start(code)) {
            Canary canary = Canary.of(holder.pid());
            BrokenTarget.stop(holder.pid());
            row.broken("whoever has the port has to go", canary.isHarmed());
        }
        row.end();
    }

    private static ServerSocket thief(int port) {
        try {
            return new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
