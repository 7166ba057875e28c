package dev.portman.faults;

import java.util.Comparator;
import java.util.List;

/**
 * A row as it stands on the page, written now or by an earlier run.
 *
 * @param cells what stands between the bars
 */
record ReportedRow(List<String> cells) {

    static final Comparator<ReportedRow> ORDER =
            Comparator.comparingInt(ReportedRow::number).thenComparing(ReportedRow::id);

    /** What the ids of the rows about daemons begin with. */
    static final String DAEMON = "daemon: ";

    private static final String BAR = " | ";

    /** Whether a line of the page is a row of a fault. */
    static boolean isOne(String line) {
        return line.matches("\\| (F[0-9]+|" + DAEMON + ").* \\|");
    }

    static ReportedRow of(String line) {
        String inner = line.substring(2, line.length() - 2);
        return new ReportedRow(List.of(inner.split(" \\| ", -1)));
    }

    /** {@code F9}, or {@code F70, one core} where a fault has several rows. */
    String id() {
        return cells.get(0);
    }

    /** {@code F70}, whatever the circumstances; of all daemons the same word. */
    String fault() {
        return id().startsWith(DAEMON) ? "daemons" : id().replaceAll("^(F[0-9]+).*$", "$1");
    }

    int trials() {
        return Integer.parseInt(cells.get(2));
    }

    /** How often it happened. */
    int found() {
        return Integer.parseInt(cells.get(3).replaceAll("^([0-9]+) .*$", "$1"));
    }

    String markdown() {
        return "| " + String.join(BAR, cells) + " |\n";
    }

    private int number() {
        return id().startsWith(DAEMON) ? Integer.MAX_VALUE : Integer.parseInt(fault().substring(1));
    }
}
