package dev.portman.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Freeing a port by hand: whole processes. */
final class KillSection implements Section {

    private static final String JVM = "empty JVM";
    private static final String PORTMAN = "`portman kill PORT`";
    private static final List<String> NODE = List.of("`kill-port PORT`", "`npx kill-port PORT`", "`fkill -f :PORT`");

    @Override
    public String name() {
        return "kill";
    }

    @Override
    public String title() {
        return "Freeing a port";
    }

    /** Makes a command of a port. */
    private interface Words {
        List<String> of(String port);
    }

    @Override
    public String measure(Place place) throws IOException, InterruptedException {
        List<Contender> contenders = new ArrayList<>(List.of(
                new Contender(
                        JVM, () -> place.run(place.emptyJava()).succeeded().nanos()),
                killer(place, PORTMAN, port -> place.installed("kill", port)),
                killer(place, "`fuser -k PORT/tcp`", port -> List.of("fuser", "-k", port + "/tcp")),
                killer(
                        place,
                        "`lsof -t` and `kill -9`",
                        port -> List.of("sh", "-c", "kill -9 $(lsof -nP -iTCP:" + port + " -sTCP:LISTEN -t)"))));
        if (place.hasNpm()) {
            contenders.add(killer(place, NODE.get(0), port -> List.of(place.npm("kill-port"), port)));
            contenders.add(killer(
                    place,
                    NODE.get(1),
                    port -> List.of(
                            "npx",
                            "--no-install",
                            "--prefix",
                            place.work().resolve("npm").toString(),
                            "kill-port",
                            port)));
            contenders.add(
                    killer(place, NODE.get(2), port -> List.of(place.npm("fkill"), "--force", "--silent", ":" + port)));
        }
        Comparison comparison = Comparison.of(place.full() ? 40 : 10, contenders);
        double fastest = NODE.stream()
                .filter(comparison::has)
                .mapToDouble(comparison::median)
                .min()
                .orElse(Double.NaN);
        return "A server listens; the command ends it. portman's includes the proof of who it is, and that the port can be bound again.\n\n"
                + comparison.markdown("", JVM) + Target.HEAD
                + new Target(
                                PORTMAN + " beside the fastest tool of Node.js",
                                1,
                                comparison.median(PORTMAN) / fastest,
                                "×",
                                "an empty JVM alone takes " + Samples.number(comparison.median(JVM) / fastest)
                                        + " × that tool; a profile of the rest: 40 % finding the holder three times (before, for the proof, after), 20 %"
                                        + " telling and recording who it was, 25 % linking code that runs once")
                        .row();
    }

    private static Contender killer(Place place, String name, Words words) {
        return new Contender(name, () -> {
            int port = Fixture.freePort();
            try (Fixture server = Fixture.server(place, port, "seconds", "120")) {
                Run run = place.run(words.of(Integer.toString(port))).succeeded();
                WrongAnswer.unless(server.ends(), "the server lives on");
                return run.nanos();
            }
        });
    }
}
