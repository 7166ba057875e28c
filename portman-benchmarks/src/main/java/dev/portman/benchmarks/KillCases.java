package dev.portman.benchmarks;

import java.io.IOException;
import java.util.List;

/** Cases in which freeing a port goes wrong easily. */
final class KillCases {

    static final List<String> HEADINGS = List.of(
            "a client holds the port as its own local end",
            "a client is connected",
            "the holder ignores SIGTERM",
            "a supervisor starts it anew");

    private static final String CLIENT = """
            import socket, sys, time
            s = socket.socket()
            s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            s.bind(("127.0.0.1", int(sys.argv[1])))
            s.connect(("127.0.0.1", int(sys.argv[2])))
            print("connected", flush=True)
            time.sleep(60)
            """;

    /** A command that is to free a port. */
    interface Killer {
        List<String> of(String port);
    }

    private final Place place;
    private final Killer killer;

    KillCases(Place place, Killer killer) {
        this.place = place;
        this.killer = killer;
    }

    List<Cell> run() throws IOException, InterruptedException {
        return List.of(localEnd(), connected(), deaf(), supervised());
    }

    private Cell localEnd() throws IOException, InterruptedException {
        int port = Fixture.freePort();
        int other = Fixture.freePort();
        try (Fixture server = Fixture.server(place, other);
                Fixture client = client(port, other)) {
            free(port);
            return Cell.of(server.isAlive() && !client.ends(), "the client lives", "the client is dead");
        }
    }

    private Cell connected() throws IOException, InterruptedException {
        int port = Fixture.freePort();
        try (Fixture server = Fixture.server(place, port);
                Fixture client = client(Fixture.freePort(), port)) {
            free(port);
            boolean gone = server.ends();
            return Cell.of(
                    gone && !client.ends(),
                    "the server is gone, the client lives",
                    gone ? "the client is dead too" : "the server lives");
        }
    }

    private Cell deaf() throws IOException, InterruptedException {
        int port = Fixture.freePort();
        try (Fixture server = Fixture.server(place, port, "deaf")) {
            Run run = free(port);
            return Cell.of(server.ends(), "gone", "it lives, exit code " + run.exitCode());
        }
    }

    private Cell supervised() throws IOException, InterruptedException {
        int port = Fixture.freePort();
        String server = String.join(" ", Fixture.serverCommand(place, port, "seconds", "30"));
        try (Fixture supervisor =
                Fixture.command(List.of("sh", "-c", "for i in 1 2 3; do " + server + "; sleep 0.3; done"))) {
            Run run = free(port);
            Thread.sleep(1_000);
            boolean held = Fixture.answers(port);
            if (held) {
                // What the supervisor starts would outlive it.
                place.run(List.of("sh", "-c", "kill -9 " + supervisor.pid() + "; fuser -k " + port + "/tcp"));
            }
            return Cell.of(
                    !held || run.exitCode() != 0,
                    held ? "says that it is held again" : "stays free",
                    "held again, exit code 0");
        }
    }

    private Run free(int port) throws IOException, InterruptedException {
        return place.run(killer.of(Integer.toString(port)));
    }

    private static Fixture client(int local, int remote) throws IOException {
        return Fixture.command(List.of("python3", "-c", CLIENT, Integer.toString(local), Integer.toString(remote)));
    }
}
