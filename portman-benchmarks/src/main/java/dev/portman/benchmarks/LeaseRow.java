package dev.portman.benchmarks;

import java.util.List;

/**
 * What came out of many builds that took ports at once.
 *
 * @param way how they took them
 * @param runs all builds
 * @param good those that succeeded
 * @param nanos from the start of the first until the end of the last
 */
record LeaseRow(ReserveBuild way, List<Run> runs, List<Run> good, long nanos) {

    static final String HEAD = """
            | | builds | failed | ports | duplicates | the goal, median ms | p99 | ports per second | all builds, s |
            |---|---:|---:|---:|---:|---:|---:|---:|---:|
            """;

    static LeaseRow of(ReserveBuild way, List<Run> runs, long nanos) {
        List<Run> good = runs.stream().filter(it -> it.exitCode() == 0).toList();
        return new LeaseRow(way, runs, good, nanos);
    }

    int failed() {
        return runs.size() - good.size();
    }

    int duplicates() {
        return Held.duplicates(good.stream().map(ReserveBuild::held).toList());
    }

    /** What the first one that failed said. */
    String why() {
        return runs.stream()
                .filter(it -> it.exitCode() != 0)
                .findFirst()
                .flatMap(Run::firstError)
                .orElse("nobody knows");
    }

    String markdown() {
        String row = "| " + way.words() + " | " + runs.size() + " | " + failed() + " | "
                + good.size() * ReserveBuild.PORTS + " | " + duplicates() + " | ";
        if (good.isEmpty()) {
            return row + "- | - | - | " + Samples.number(nanos / 1e9) + " |\n";
        }
        Samples goal =
                new Samples(good.stream().map(it -> hold(it) - reserve(it)).toList());
        return row + Samples.millis(goal.median()) + " | " + Samples.millis(goal.quantile(0.99)) + " | "
                + Samples.number(good.size() * ReserveBuild.PORTS / ((last() - first()) / 1e9)) + " | "
                + Samples.number(nanos / 1e9) + " |\n";
    }

    /** When the first of the goals began. */
    long first() {
        return good.stream().mapToLong(LeaseRow::reserve).min().orElse(0);
    }

    /** When the last of them was done. */
    long last() {
        return good.stream().mapToLong(LeaseRow::hold).max().orElse(Long.MAX_VALUE);
    }

    private static long reserve(Run run) {
        return MavenClock.begin(run, ReserveBuild.RESERVE);
    }

    private static long hold(Run run) {
        return MavenClock.begin(run, ReserveBuild.HOLD);
    }
}
