package dev.portman.benchmarks;

import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What pm2 makes of the cases, each with a fresh daemon: the server is started by {@code pm2 start} and stopped by {@code pm2 stop}. */
final class Pm2Cases {

    private static final String SECONDS = "120";

    private final Place place;

    Pm2Cases(Place place) {
        this.place = place;
    }

    Map<Case, Case.Trial> trials() {
        Map<Case, Case.Trial> trials = new EnumMap<>(Case.class);
        trials.put(Case.KILLED, this::killed);
        trials.put(Case.RACE, this::race);
        trials.put(Case.WRONG_SERVER, this::wrongServer);
        trials.put(Case.DEAF, this::deaf);
        trials.put(Case.CONNECTED, this::connected);
        trials.put(Case.LOCAL_END, this::localEnd);
        trials.put(Case.RESPAWNED, this::respawned);
        return trials;
    }

    private Cell killed() throws IOException, InterruptedException {
        int port = Fixture.freePort();
        try (Pm2 pm2 = new Pm2(place)) {
            pm2.started(port, "seconds", SECONDS);
            place.run(List.of("kill", "-9", Long.toString(pm2.daemon()))).succeeded();
            Run stop = pm2.stop();
            return Cell.of(
                    Fixture.falls(port),
                    "the server can be stopped",
                    "the server lives on, `pm2 stop` does not know it, exit code " + stop.exitCode());
        } finally {
            Fixture.clear(place, port);
        }
    }

    private Cell race() throws IOException, InterruptedException {
        int port = Fixture.freePort();
        Stamp one = Stamp.fresh(place, "opened-1");
        Stamp other = Stamp.fresh(place, "opened-2");
        try (Pm2 pm2 = new Pm2(place)) {
            // Two that find no daemon start one each, and one of them waits for ever.
            pm2.started(Fixture.freePort(), "seconds", SECONDS);
            Racer first = Racer.start(place, pm2.start("one", port, options(one)));
            Racer second = Racer.start(place, pm2.start("other", port, options(other)));
            boolean both = first.end().failure() + second.end().failure() == 0;
            WrongAnswer.unless(Fixture.comesUp(port), "no server came up");
            return Cell.of(
                    !both || (one.isThere() && other.isThere()),
                    "one of them was refused",
                    "one server listens, both were told that theirs is started, exit code 0");
        }
    }

    private Cell wrongServer() throws IOException, InterruptedException {
        int port = Fixture.freePort();
        try (Fixture old = Fixture.server(place, port)) {
            Cell cell = vainStart(port, "the other one answers");
            return old.isAlive() ? cell : new Cell(false, "the other one is dead");
        }
    }

    private Cell localEnd() throws IOException, InterruptedException {
        int port = Fixture.freePort();
        int other = Fixture.freePort();
        try (Fixture server = Fixture.server(place, other);
                Fixture client = Fixture.client(port, other)) {
            Cell cell = vainStart(port, "nobody listens");
            return server.isAlive() && !client.ends() ? cell : new Cell(false, "the client is dead");
        }
    }

    /** A start that cannot succeed. */
    private Cell vainStart(int port, String what) throws IOException, InterruptedException {
        Stamp opened = Stamp.fresh(place, "opened-1");
        try (Pm2 pm2 = new Pm2(place)) {
            Run run = place.run(pm2.start("peer", port, options(opened)));
            WrongAnswer.unless(!opened.isThere(), "its server listens on a port that is held");
            return Cell.of(run.exitCode() != 0, "refused", what + ", `pm2 start` says online, exit code 0");
        }
    }

    private Cell deaf() throws IOException, InterruptedException {
        int port = Fixture.freePort();
        try (Pm2 pm2 = new Pm2(place)) {
            pm2.started(port, "seconds", SECONDS, "deaf");
            Run run = pm2.stop();
            return Cell.of(Fixture.falls(port), "gone", "it lives, exit code " + run.exitCode());
        } finally {
            Fixture.clear(place, port);
        }
    }

    private Cell connected() throws IOException, InterruptedException {
        int port = Fixture.freePort();
        try (Pm2 pm2 = new Pm2(place)) {
            pm2.started(port, "seconds", SECONDS);
            try (Fixture client = Fixture.client(Fixture.freePort(), port)) {
                pm2.stop();
                boolean gone = Fixture.falls(port);
                return Cell.of(
                        gone && !client.ends(),
                        "the server is gone, the client lives",
                        gone ? "the client is dead too" : "the server lives");
            }
        }
    }

    /** It is the one that starts servers anew: it has to, and has to stop doing so. */
    private Cell respawned() throws IOException, InterruptedException {
        int port = Fixture.freePort();
        try (Pm2 pm2 = new Pm2(place)) {
            pm2.started(port, "seconds", SECONDS);
            Fixture.clear(place, port);
            WrongAnswer.unless(Fixture.comesUp(port), "it was not started anew");
            pm2.stop();
            Thread.sleep(1_500);
            return Cell.of(!Fixture.answers(port), "`pm2 stop`: stays free", "held again");
        }
    }

    private static List<String> options(Stamp opened) {
        return List.of("opened", opened.file().toString(), "seconds", SECONDS);
    }
}
