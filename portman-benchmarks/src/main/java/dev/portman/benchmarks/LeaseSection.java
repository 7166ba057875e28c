package dev.portman.benchmarks;

import dev.portman.store.StateFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Many builds at once want free ports of one range. */
final class LeaseSection implements Section {

    /** Fewer where somebody only tries whether it works. */
    private static final int BUILDS = Integer.getInteger("bench.builds", 64);

    private static final int SECONDS = 3;
    private static final int FIRST = 23_000;
    private static final int LAST = 23_399;

    @Override
    public String name() {
        return "leases";
    }

    @Override
    public String title() {
        return "Ports for many builds at once";
    }

    @Override
    public String measure(Place place) throws IOException, InterruptedException {
        place.fresh("state");
        Samples lock;
        LeaseRow portman;
        ReserveBuild.PORTMAN.fetch(place, FIRST);
        try (LockProbe probe = new LockProbe(StateFolder.open(place.environment()))) {
            portman = row(place, ReserveBuild.PORTMAN);
            lock = probe.waited(portman.first(), portman.last());
        }
        ReserveBuild.BUILD_HELPER.fetch(place, FIRST);
        LeaseRow other = row(place, ReserveBuild.BUILD_HELPER);
        return BUILDS + " builds of Maven start at once; each takes " + ReserveBuild.PORTS + " ports of a range of "
                + (LAST - FIRST + 1) + " and holds them for " + SECONDS
                + " s. A port that two builds had at the same time is a duplicate, counted for each two of them. The goal is timed by Maven's own log, with the loading of its classes; ports per second"
                + " from the first of these goals to the last. One more process asks for portman's lock all the time during these goals: "
                + lock.nanos().size() + " times, it waited for " + Samples.millis(lock.median()) + " ms in the median, "
                + Samples.millis(lock.quantile(0.99))
                + " ms in the 99th percentile. That of 64 JVMs without Maven is in [reliability.md](reliability.md), F74.\n\n"
                + LeaseRow.HEAD + portman.markdown() + other.markdown() + '\n' + Target.HEAD
                + new Target("builds that fail, " + BUILDS + " at once", 0, portman.failed(), "", portman.why()).row()
                + new Target(
                                "ports leased twice, " + BUILDS + " builds at once",
                                0,
                                portman.duplicates(),
                                "",
                                "a fault")
                        .row()
                + new Target(
                                "waiting for the lock, 99th percentile, " + BUILDS + " builds at once",
                                2_000,
                                lock.quantile(0.99) / 1e6,
                                "ms",
                                BUILDS
                                        + " builds that start want 2 processors: whoever holds it, for 10 ms of its own time, waits for one like all others")
                        .row();
    }

    private static LeaseRow row(Place place, ReserveBuild way) throws IOException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(BUILDS);
        try {
            List<List<String>> commands = new ArrayList<>();
            for (int i = 0; i < BUILDS; i++) {
                commands.add(way.command(place, "lease-" + i, FIRST, LAST, SECONDS));
            }
            long from = System.nanoTime();
            List<Future<Run>> runs = new ArrayList<>();
            for (List<String> command : commands) {
                runs.add(threads.submit(() -> place.run(command, MavenClock.ENVIRONMENT)));
            }
            List<Run> ended = new ArrayList<>();
            for (Future<Run> run : runs) {
                ended.add(run.get());
            }
            return LeaseRow.of(way, ended, System.nanoTime() - from);
        } catch (ExecutionException e) {
            throw new IOException("a build did not end", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
