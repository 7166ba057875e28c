package dev.portman.report;

import dev.portman.model.AssignedPort;
import dev.portman.model.ServerRecord;
import dev.portman.model.ServerStatus;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Statuses as a table for people; scripts read {@link StatusJson}. */
public final class StatusTable {

    private static final String UNKNOWN = "-";

    private StatusTable() {}

    /**
     * One line per server under a line of headings, in the order given; a column for the side where servers of both are shown, columns for
     * lifetime and folder where servers of several folders, or of one that is gone, are. What is not known, or does not apply to a server that is not up, is a dash.
     */
    public static List<String> of(List<ServerStatus> statuses) {
        return of(statuses, ProcessText.ofThisUser());
    }

    /** The same, always with all columns. */
    static List<String> withFolders(List<ServerStatus> statuses) {
        return of(statuses, ProcessText.ofThisUser(), true);
    }

    static List<String> of(List<ServerStatus> statuses, ProcessText words) {
        return of(
                statuses,
                words,
                statuses.stream().anyMatch(ServerStatus::folderGone)
                        || statuses.stream()
                                        .map(it -> it.key().directory())
                                        .distinct()
                                        .count()
                                > 1);
    }

    private static List<String> of(List<ServerStatus> statuses, ProcessText words, boolean withFolder) {
        if (statuses.isEmpty()) {
            return List.of("No servers are known here.");
        }
        boolean withSide =
                statuses.stream().map(it -> it.key().side()).distinct().count() > 1;
        List<List<String>> rows = new ArrayList<>();
        rows.add(cells(
                List.of("NAME", "STATE", "PID", "PORT", "URL", "SINCE", "READY"),
                withSide ? List.of("SIDE") : List.of(),
                withFolder ? List.of("LIFETIME", "FOLDER") : List.of()));
        for (ServerStatus status : statuses) {
            rows.add(cells(
                    row(status, words.clock()),
                    withSide ? List.of(status.key().side().word()) : List.of(),
                    withFolder ? List.of(lifetime(status), folder(status, words)) : List.of()));
        }
        return aligned(rows);
    }

    private static List<String> cells(List<String> first, List<String> side, List<String> last) {
        List<String> cells = new ArrayList<>(first);
        cells.addAll(side);
        cells.addAll(last);
        return cells;
    }

    private static List<String> row(ServerStatus status, Clock clock) {
        Optional<ServerRecord> up = status.record().filter(it -> status.state().isUp());
        String state = status.state().word()
                + status.exitCode().map(it -> " (exit code " + it + ")").orElse("");
        return List.of(
                status.key().name(),
                state,
                status.pid().map(it -> Long.toString(it)).orElse(UNKNOWN),
                up.map(ServerRecord::assigned).map(StatusTable::port).orElse(UNKNOWN),
                up.map(it -> it.assigned().url()).orElse(UNKNOWN),
                up.map(it -> TimeText.moment(it.report().startedAt(), clock)).orElse(UNKNOWN),
                up.flatMap(it -> ReadyText.of(it.report())).orElse(UNKNOWN));
    }

    private static String lifetime(ServerStatus status) {
        return status.record().map(it -> it.spec().lifetime().word()).orElse(UNKNOWN);
    }

    private static String folder(ServerStatus status, ProcessText words) {
        return words.path(status.key().directory()) + (status.folderGone() ? " (gone)" : "");
    }

    private static String port(AssignedPort assigned) {
        boolean asWanted = assigned.requested() == 0 || assigned.requested() == assigned.port();
        return assigned.port() + (asWanted ? "" : " (wanted " + assigned.requested() + ")");
    }

    /** Rows as lines, each column as wide as its widest cell. */
    static List<String> aligned(List<List<String>> rows) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        rows.forEach(row -> {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
        }
        return line.toString().stripTrailing();
    }
}
