package dev.portman.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The first question of a JVM: who holds a port. */
final class ColdSection implements Section {

    private static final String JVM = "empty JVM";
    private static final String HOLDERS = "`holders` in a fresh JVM";

    @Override
    public String name() {
        return "cold";
    }

    @Override
    public String title() {
        return "The first call of a JVM";
    }

    @Override
    public boolean alone() {
        return true;
    }

    @Override
    public String measure(Place place) throws IOException, InterruptedException {
        int port = Fixture.freePort();
        try (Fixture crowd = Fixture.crowd(place, 100, 200);
                Fixture server = Fixture.server(place, port, "seconds", "300")) {
            String pid = Long.toString(server.pid());
            String number = Integer.toString(port);
            Comparison comparison = Comparison.of(
                    place.full() ? 40 : 15,
                    List.of(
                            new Contender(
                                    JVM,
                                    () -> place.run(onClassPath(place, Empty.class, "0"))
                                            .succeeded()
                                            .nanos()),
                            asking(place, HOLDERS, onClassPath(place, FirstCall.class, number), pid),
                            asking(
                                    place,
                                    "`lsof`",
                                    List.of("lsof", "-nP", "-iTCP:" + number, "-sTCP:LISTEN", "-t"),
                                    pid),
                            asking(place, "`fuser`", List.of("fuser", number + "/tcp"), pid),
                            asking(place, "`ss -p`", List.of("ss", "-ltnp", "sport = :" + number), pid)));
            WrongAnswer.unless(crowd.isAlive(), "the crowd ended early");
            return "Whole processes among 100 others, each of which names the holder of a port; the JVMs have the same class path and no archive of portman's classes.\n\n"
                    + comparison.markdown("", JVM)
                    + Target.HEAD
                    + new Target(
                                    "first `holders` of a JVM, above an empty one",
                                    15,
                                    (comparison.median(HOLDERS) - comparison.median(JVM)) / 1e6,
                                    "ms",
                                    "loading and checking portman's classes, which an archive of them spares, then /proc in code that no compiler has seen yet")
                            .row();
        }
    }

    private static Contender asking(Place place, String name, List<String> command, String pid) {
        return new Contender(name, () -> {
            Run run = place.run(command).succeeded();
            WrongAnswer.unless(run.output().contains(pid), "the holder is not named");
            return run.nanos();
        });
    }

    private static List<String> onClassPath(Place place, Class<?> program, String argument) {
        List<String> words = new ArrayList<>(place.shortJava(
                "-cp",
                place.work().resolve("empty") + ":" + place.root().resolve("portman-core/target/classes"),
                program.getName()));
        words.add(argument);
        return words;
    }
}
