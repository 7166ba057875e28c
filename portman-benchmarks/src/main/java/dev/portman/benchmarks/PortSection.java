package dev.portman.benchmarks;

import dev.portman.benchmarks.jmh.PortBenchmark;
import java.io.IOException;
import java.util.Map;

/** Whether a port is free, and which is the next one that is. */
final class PortSection implements Section {

    private static final int FIRST = 20_000;

    @Override
    public String name() {
        return "ports";
    }

    @Override
    public String title() {
        return "Which port is free";
    }

    @Override
    public boolean alone() {
        return true;
    }

    @Override
    public String measure(Place place) throws IOException, InterruptedException {
        Fixture.crowd(place, 20, 2_000).close();
        Map<String, Warm> warm = Warm.run(PortBenchmark.class, Map.of("first", FIRST));
        Floor probe = Floor.of(place, "probe", Integer.toString(FIRST), "3000");
        Floor range;
        try (Fixture taken = Fixture.server(place, FIRST, "ports", "1000")) {
            range = Floor.of(place, "range", Integer.toString(FIRST), "200");
            if (range.answer() != FIRST + 1000 || !taken.isAlive()) {
                throw new IOException("the floor is wrong: " + range);
            }
        }
        double search = Warm.of("search", warm).nanos();
        double loop = Warm.of("bindLoop", warm).nanos();
        return "| | median µs | p90 | × floor |\n|---|---:|---:|---:|\n"
                + row("one free port: floor, one bind", probe.median(), probe.p90(), probe)
                + row(
                        "one free port: portman's probe",
                        Warm.of("probe", warm).nanos(),
                        Warm.of("probe", warm).p90(),
                        probe)
                + row("first free behind 1,000 taken: bind loop in C", range.median(), range.p90(), range)
                + row(
                        "first free behind 1,000 taken: bind loop in Java",
                        loop,
                        Warm.of("bindLoop", warm).p90(),
                        range)
                + row(
                        "first free behind 1,000 taken: portman",
                        search,
                        Warm.of("search", warm).p90(),
                        range)
                + "\n" + Target.HEAD
                + new Target(
                                "probe of a free port",
                                60,
                                Warm.of("probe", warm).nanos() / 1e3,
                                "µs",
                                "the floor is " + Samples.micros(probe.median()) + " µs")
                        .row()
                + new Target(
                                "first free port behind 1,000",
                                0.2,
                                search / loop,
                                "× the bind loop in Java",
                                "the kernel alone takes 1.1 ms to write a table of 1,000 listeners; the bind loop itself costs "
                                        + Samples.number(loop / range.median()) + " × the one in C")
                        .row();
    }

    private static String row(String what, double nanos, double p90, Floor floor) {
        return "| " + what + " | " + Samples.micros(nanos) + " | " + Samples.micros(p90) + " | "
                + Samples.number(nanos / floor.median()) + " |\n";
    }
}
