package dev.portman.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What a tool that has a server around a test makes of the cases. */
final class StartCases {

    private static final String NOT_TESTED = "no server was tested, exit code 0";

    /** Shorter than the life of a server that nobody stops, so that its own end is not taken for the tool's work. */
    private static final Duration LIMIT = Duration.ofSeconds(100);

    /** Words that start a server, which notes when it listens, run a command, and stop the server. */
    interface Tool {
        List<String> of(Around around) throws IOException;
    }

    private final Place place;
    private final Tool tool;

    StartCases(Place place, Tool tool) {
        this.place = place;
        this.tool = tool;
    }

    Map<Case, Case.Trial> trials() {
        Map<Case, Case.Trial> trials = new EnumMap<>(Case.class);
        trials.put(Case.KILLED, this::killed);
        trials.put(Case.RACE, this::race);
        trials.put(Case.WRONG_SERVER, this::wrongServer);
        trials.put(Case.DEAF, this::deaf);
        trials.put(Case.CONNECTED, this::connected);
        trials.put(Case.LOCAL_END, this::localEnd);
        return trials;
    }

    private Cell wrongServer() throws IOException, InterruptedException {
        Around around = around("opened-1", "true");
        try (Fixture old = Fixture.server(place, around.port())) {
            Run run = place.within(LIMIT, tool.of(around));
            String how =
                    old.isAlive() ? "its own server was tested elsewhere" : "the other was stopped, its own tested";
            return Cell.of(
                    run.exitCode() != 0 || around.opened().isThere(),
                    run.exitCode() == 0 ? how : "refused",
                    "the other one was tested, exit code 0");
        }
    }

    private Cell localEnd() throws IOException, InterruptedException {
        Around around = around("opened-1", "true");
        int other = Fixture.freePort();
        try (Fixture server = Fixture.server(place, other);
                Fixture client = Fixture.client(around.port(), other)) {
            Run run = place.within(LIMIT, tool.of(around));
            if (!server.isAlive() || client.ends()) {
                return new Cell(false, "the client is dead");
            }
            return Cell.of(
                    run.exitCode() != 0 || around.opened().isThere(),
                    run.exitCode() == 0 ? "its own server was tested elsewhere, the client lives" : "refused",
                    NOT_TESTED);
        }
    }

    private Cell deaf() throws IOException, InterruptedException {
        Around around = around("opened-1", "true").with("deaf");
        try {
            Run run = place.within(LIMIT, tool.of(around));
            WrongAnswer.unless(around.opened().isThere(), NOT_TESTED);
            return left(around.port(), run.exitCode());
        } finally {
            Fixture.clear(place, around.port());
        }
    }

    private static Cell left(int port, int exitCode) throws InterruptedException {
        boolean gone = Fixture.falls(port);
        return Cell.of(gone || exitCode != 0, gone ? "gone" : "says that it lives", "it lives, exit code " + exitCode);
    }

    private Cell connected() throws IOException, InterruptedException {
        Around around = around("opened-1", "sleep 4");
        Racer running = Racer.start(place, tool.of(around));
        try (Fixture client = Fixture.client(Fixture.freePort(), around.port())) {
            boolean ended = running.endsWithin(LIMIT);
            boolean gone = ended && Fixture.falls(around.port());
            return Cell.of(
                    gone && !client.ends(),
                    "the server is gone, the client lives",
                    gone ? "the client is dead too" : "the server lives");
        } finally {
            running.kill();
            Fixture.clear(place, around.port());
        }
    }

    private Cell killed() throws IOException, InterruptedException {
        Around around = around("opened-1", "sleep 60");
        Racer running = Racer.start(place, tool.of(around));
        try {
            WrongAnswer.unless(Fixture.comesUp(around.port()), "the server never came up");
            Thread.sleep(500);
            running.kill();
            return Cell.of(Fixture.falls(around.port()), "the server is gone too", "the server lives on");
        } finally {
            running.kill();
            Fixture.clear(place, around.port());
        }
    }

    private Cell race() throws IOException, InterruptedException {
        Around one = around("opened-1", "sleep 6");
        Around other = new Around(one.port(), Stamp.fresh(place, "opened-2"), one.test(), one.options());
        Racer first = Racer.start(place, tool.of(one));
        Racer second = Racer.start(place, tool.of(other));
        int failures = first.end().failure() + second.end().failure();
        // A server ends where its port is held: it never listened.
        boolean distinct = one.opened().isThere() && other.opened().isThere();
        return switch (failures) {
            case 0 -> Cell.of(distinct, "each tested its own server", "both tested the same server, exit code 0");
            case 1 -> new Cell(true, "one of them was refused");
            default -> new Cell(false, "both failed");
        };
    }

    private Around around(String stamp, String test) throws IOException {
        return Around.of(Fixture.freePort(), Stamp.fresh(place, stamp), test);
    }
}
