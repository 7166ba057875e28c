package dev.portman.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One fault and what came of it: counted first, published always, and then asserted. */
final class Row {

    private final String id;
    private final String done;
    private final String counted;
    private final List<Duration> latencies = new ArrayList<>();
    private final List<String> harms = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private int trials;
    private String broken = "-";

    private Row(String id, String done, String counted) {
        this.id = id;
        this.done = done;
        this.counted = counted;
    }

    /**
     * Begins a row.
     *
     * @param id of the fault, {@code F9}
     * @param done how it was provoked
     * @param counted what must not happen, in the plural: {@code wrong kills}
     */
    static Row of(String id, String done, String counted) {
        return new Row(id, done, counted);
    }

    /** One more trial, in which {@code harm} must not have happened. */
    synchronized void trial(boolean harm, String detail) {
        trials(1, harm ? 1 : 0, detail);
    }

    /** Some more trials at once. */
    synchronized void trials(int count, int harmed, String detail) {
        trials += count;
        for (int i = 0; i < harmed; i++) {
            harms.add(detail);
        }
    }

    /** How long the act of a trial took. */
    synchronized void took(Duration latency) {
        latencies.add(latency);
    }

    /** Something to know beside the figures. */
    synchronized void note(String note) {
        notes.add(note);
    }

    /** The same trial with a part of portman broken on purpose must do the harm: otherwise the row proves nothing. */
    void broken(String what, boolean harmed) {
        broken = what + ": " + (harmed ? "caught" : "NOT CAUGHT");
        assertThat(harmed).as("%s: the trial must notice that %s", id, what).isTrue();
    }

    /** Publishes and asserts. */
    void end() {
        Report.add(reported());
        assertThat(trials).as("%s: trials", id).isPositive();
        assertThat(harms).as("%s: %s in %s trials", id, counted, trials).isEmpty();
    }

    private ReportedRow reported() {
        return new ReportedRow(List.of(
                id,
                done + (notes.isEmpty() ? "" : "; " + String.join("; ", notes)),
                Integer.toString(trials),
                harms.size() + " " + counted,
                harms.isEmpty() ? percent(3.0 / trials) : "-",
                latency(),
                broken,
                LocalDate.now(ZoneOffset.UTC) + ", load " + load()));
    }

    /** Of the last minute, our own part included. */
    private static long load() {
        return Math.round(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private String latency() {
        return latencies.isEmpty()
                ? "-"
                : millis(Quantile.of(0.5, latencies)) + " / " + millis(Quantile.of(0.95, latencies)) + " / "
                        + millis(Quantile.of(1, latencies));
    }

    private static String millis(Duration duration) {
        return String.format(Locale.ROOT, "%.1f", duration.toNanos() / 1e6);
    }

    private static String percent(double share) {
        return share >= 1 ? "-" : String.format(Locale.ROOT, "%.2f %%", share * 100);
    }
}
