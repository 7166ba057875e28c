package dev.portman.faults;

import dev.portman.testing.Needs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A row of the report about one daemon: each scenario several times. */
final class DaemonRow {

    /** With it no server is marked, and the rows have to fail. */
    private static final boolean UNMARKED = Boolean.getBoolean("portman.test.unmarked");

    private static final int MOST_TRIES = 5;

    private final Daemon daemon;
    private final Path folder;
    private final Row row;
    private int left;
    private int wrong;

    /** The row of one daemon; {@code done} in words. */
    DaemonRow(Daemon daemon, String done, Path folder) {
        this.daemon = daemon;
        this.folder = folder;
        this.row = Row.of(
                ReportedRow.DAEMON + daemon.title(), done, "trials in which something was left, hurt or not as told");
    }

    /** Does it all, and publishes. */
    void run(List<? extends DaemonScenario> wanted) throws IOException {
        Needs.root();
        List<? extends DaemonScenario> scenarios = wanted.stream()
                .filter(it -> Trials.isFull() || !isLeftToFullRuns(it))
                .toList();
        int times = Trials.of(1, daemon.trials());
        try (DaemonSetting setting = new DaemonSetting(daemon, folder, UNMARKED)) {
            for (DaemonScenario scenario : scenarios) {
                for (int i = 0; i < times; i++) {
                    count(scenario, i, tried(setting, scenario, i));
                }
            }
        }
        if (daemon.isBare() && !UNMARKED) {
            row.broken("nothing is marked", isUnmarkedNoticed());
        }
        row.note(scenarios.size() + " ways, each " + times + " times; left: " + left + ", hurt: " + wrong);
        row.end();
    }

    /** What takes longest, and shows least where another daemon has been through it. */
    private boolean isLeftToFullRuns(DaemonScenario scenario) {
        boolean isLong = scenario == OrdinaryScenario.WRONG_PORT || scenario == OrdinaryScenario.RUN_IS_KILLED_EARLY;
        // It does not give up, nor listen to SIGTERM, for five seconds.
        boolean isLongHere = daemon == Daemon.GUNICORN && scenario == OrdinaryScenario.DIES;
        return (isLong && !daemon.isTriedOften()) || isLongHere;
    }

    private DaemonFindings tried(DaemonSetting setting, DaemonScenario scenario, int number) throws IOException {
        try (DaemonTrial trial = new DaemonTrial(setting)) {
            scenario.run(trial, number);
            List<Duration> starts = trial.starts();
            starts.forEach(row::took);
            return trial.findings();
        }
    }

    private void count(DaemonScenario scenario, int number, DaemonFindings found) {
        left += found.left().size();
        wrong += found.wrong().size();
        row.trial(found.isHarm(), scenario + " " + number + ": " + found);
    }

    private boolean isUnmarkedNoticed() throws IOException {
        try (DaemonSetting setting = new DaemonSetting(daemon, folder, true)) {
            for (int i = 0; i < MOST_TRIES; i++) {
                if (tried(setting, OrdinaryScenario.START_AND_STOP, i).isHarm()) {
                    return true;
                }
            }
            return false;
        }
    }
}
