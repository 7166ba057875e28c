package dev.portman.benchmarks;

import java.io.IOException;
import java.util.List;

/** Cases in which "my server is up, run the test" goes wrong easily. */
final class StartCases {

    static final List<String> HEADINGS = List.of(
            "an old server answers on the port",
            "`kill -9` of the tool while the test runs",
            "two at once want the port");

    /** Words that start a server of C, which notes when it listens, run a command, and stop the server. */
    interface Around {
        List<String> of(int port, Stamp opened, String command) throws IOException;
    }

    private final Place place;
    private final Around around;

    StartCases(Place place, Around around) {
        this.place = place;
        this.around = around;
    }

    List<Cell> run() throws IOException, InterruptedException {
        return List.of(oldServer(), killed(), race());
    }

    private Cell oldServer() throws IOException, InterruptedException {
        int port = Fixture.freePort();
        Stamp opened = Stamp.fresh(place, "opened-1");
        try (Fixture old = Fixture.server(place, port)) {
            Run run = place.run(around.of(port, opened, "true"));
            String how =
                    old.isAlive() ? "its own server was tested elsewhere" : "the old one was stopped, its own tested";
            return Cell.of(
                    run.exitCode() != 0 || opened.isThere(),
                    run.exitCode() == 0 ? how : "refused",
                    "the old one was tested, exit code 0");
        }
    }

    private Cell killed() throws IOException, InterruptedException {
        int port = Fixture.freePort();
        Process tool = new ProcessBuilder(around.of(port, Stamp.fresh(place, "opened-1"), "sleep 20"))
                .directory(place.work().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        for (int i = 0; i < 200 && !Fixture.answers(port); i++) {
            Thread.sleep(100);
        }
        WrongAnswer.unless(Fixture.answers(port), "the server never came up");
        Thread.sleep(500);
        tool.destroyForcibly().waitFor();
        boolean left = true;
        for (int i = 0; i < 100 && left; i++) {
            Thread.sleep(100);
            left = Fixture.answers(port);
        }
        if (left) {
            place.run(List.of("fuser", "-k", port + "/tcp"));
        }
        return Cell.of(!left, "the server is gone too", "the server lives on");
    }

    private Cell race() throws IOException, InterruptedException {
        int port = Fixture.freePort();
        Stamp first = Stamp.fresh(place, "opened-1");
        Stamp second = Stamp.fresh(place, "opened-2");
        Process one = racer(port, first);
        Process other = racer(port, second);
        int failures = one.waitFor() + other.waitFor();
        boolean both = failures == 0;
        // A server of C ends where its port is held: it never listened.
        boolean distinct = first.isThere() && second.isThere();
        return Cell.of(
                !both || distinct,
                both ? "each tested its own server" : "one of them was refused",
                "both tested the same server, exit code 0");
    }

    private Process racer(int port, Stamp opened) throws IOException {
        return new ProcessBuilder(around.of(port, opened, "sleep 2"))
                .directory(place.work().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
