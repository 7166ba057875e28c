package dev.portman.benchmarks;

import java.io.IOException;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a goal that only finds free ports makes of the cases: ranges are so short that two builds want the same ports. */
final class ReserveCases {

    private static final int TWO_BUILDS = 2 * ReserveBuild.PORTS;

    private final Place place;
    private final ReserveBuild build;

    ReserveCases(Place place, ReserveBuild build) {
        this.place = place;
        this.build = build;
    }

    Map<Case, Case.Trial> trials() {
        Map<Case, Case.Trial> trials = new EnumMap<>(Case.class);
        trials.put(Case.KILLED, this::killed);
        trials.put(Case.RACE, this::race);
        trials.put(Case.WRONG_SERVER, this::held);
        trials.put(Case.LOCAL_END, this::localEnd);
        return trials;
    }

    private Cell killed() throws IOException, InterruptedException {
        int first = Fixture.freePorts(ReserveBuild.PORTS);
        int last = first + ReserveBuild.PORTS - 1;
        Racer killed = Racer.start(place, build.command(place, "lease-1", first, last, 60));
        WrongAnswer.unless(killed.says("\\d{19}"), "the build never held its ports");
        killed.kill();
        Run next = place.run(build.command(place, "lease-2", first, last, 0));
        return Cell.of(next.exitCode() == 0, "its ports are free again", "its ports stay taken");
    }

    private Cell race() throws IOException, InterruptedException {
        int first = Fixture.freePorts(TWO_BUILDS);
        int last = first + TWO_BUILDS - 1;
        Racer one = Racer.start(place, build.command(place, "lease-1", first, last, 8));
        Racer other = Racer.start(place, build.command(place, "lease-2", first, last, 8));
        List<Run> runs = List.of(one.end(), other.end());
        WrongAnswer.unless(runs.stream().allMatch(it -> it.exitCode() == 0), "a build failed");
        int duplicates = Held.duplicates(runs.stream().map(ReserveBuild::held).toList());
        return Cell.of(
                duplicates == 0,
                "each has its own ports",
                "both have " + duplicates + " of " + ReserveBuild.PORTS + " ports, exit code 0");
    }

    private Cell held() throws IOException, InterruptedException {
        int first = Fixture.freePorts(TWO_BUILDS);
        try (Fixture old = Fixture.server(place, first)) {
            Cell cell = others(first);
            return old.isAlive() ? cell : new Cell(false, "the other server is dead");
        }
    }

    private Cell localEnd() throws IOException, InterruptedException {
        int first = Fixture.freePorts(TWO_BUILDS);
        int other = Fixture.freePort();
        try (Fixture server = Fixture.server(place, other);
                Fixture client = Fixture.client(first, other)) {
            Cell cell = others(first);
            return server.isAlive() && !client.ends() ? cell : new Cell(false, "the client is dead");
        }
    }

    /** Whether it takes other ports than the first of the range, which is held. */
    private Cell others(int first) throws IOException, InterruptedException {
        Run run = place.run(build.command(place, "lease-1", first, first + TWO_BUILDS - 1, 0));
        Set<Integer> ports = new HashSet<>(ReserveBuild.held(run.succeeded()).ports());
        return Cell.of(!ports.contains(first), "takes others", "takes the port that is held");
    }
}
