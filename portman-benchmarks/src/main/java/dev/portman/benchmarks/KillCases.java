package dev.portman.benchmarks;

import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What a tool that frees ports makes of the cases. */
final class KillCases {

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

    Map<Case, Case.Trial> trials() {
        Map<Case, Case.Trial> trials = new EnumMap<>(Case.class);
        trials.put(Case.DEAF, this::deaf);
        trials.put(Case.CONNECTED, this::connected);
        trials.put(Case.LOCAL_END, this::localEnd);
        trials.put(Case.SUPERVISED, this::supervised);
        if (place.hasNpm()) {
            trials.put(Case.RESPAWNED, this::respawned);
        }
        return trials;
    }

    private Cell localEnd() throws IOException, InterruptedException {
        int port = Fixture.freePort();
        int other = Fixture.freePort();
        try (Fixture server = Fixture.server(place, other);
                Fixture client = Fixture.client(port, other)) {
            free(port);
            return Cell.of(server.isAlive() && !client.ends(), "the client lives", "the client is dead");
        }
    }

    private Cell connected() throws IOException, InterruptedException {
        int port = Fixture.freePort();
        try (Fixture server = Fixture.server(place, port);
                Fixture client = Fixture.client(Fixture.freePort(), port)) {
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
            boolean gone = server.ends();
            return Cell.of(
                    gone || run.exitCode() != 0,
                    gone ? "gone" : "says that it lives",
                    "it lives, exit code " + run.exitCode());
        }
    }

    private Cell supervised() throws IOException, InterruptedException {
        int port = Fixture.freePort();
        String server = String.join(" ", Fixture.serverCommand(place, port, "seconds", "30"));
        try (Fixture supervisor =
                Fixture.command(List.of("sh", "-c", "for i in 1 2 3; do " + server + "; sleep 0.3; done"))) {
            Cell cell = respawns(port);
            // What the supervisor starts would outlive it.
            place.run(List.of("kill", "-9", Long.toString(supervisor.pid())));
            Fixture.clear(place, port);
            return cell;
        }
    }

    /** One daemon looks after all servers of a user: another one of them is nobody's business. */
    private Cell respawned() throws IOException, InterruptedException {
        int port = Fixture.freePort();
        int other = Fixture.freePort();
        try (Pm2 pm2 = new Pm2(place)) {
            pm2.started(port, "seconds", "60");
            place.run(pm2.start("other", other, List.of("seconds", "60"))).succeeded();
            WrongAnswer.unless(Fixture.comesUp(other), "pm2's other server never came up");
            ProcessHandle daemon = ProcessHandle.of(pm2.daemon()).orElseThrow();
            Cell cell = respawns(port);
            if (Fixture.answers(other) && daemon.isAlive()) {
                return cell;
            }
            String rest = Fixture.answers(other) ? "nobody looks after its other server" : "so is its other server";
            return new Cell(false, cell.what() + ", but pm2 itself is gone, and " + rest);
        } finally {
            Fixture.clear(place, port);
            Fixture.clear(place, other);
        }
    }

    private Cell respawns(int port) throws IOException, InterruptedException {
        Run run = free(port);
        Thread.sleep(3_000);
        boolean held = Fixture.answers(port);
        return Cell.of(
                !held || run.exitCode() != 0, held ? "says that it is held" : "stays free", "held again, exit code 0");
    }

    private Run free(int port) throws IOException, InterruptedException {
        return place.run(killer.of(Integer.toString(port)));
    }
}
