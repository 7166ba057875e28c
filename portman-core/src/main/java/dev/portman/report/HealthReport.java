package dev.portman.report;

import dev.portman.model.CheckResult;
import dev.portman.model.Printable;
import dev.portman.model.ServerStatus;
import java.util.ArrayList;
import java.util.List;

/** What the checks of servers said, for people; programs read it in {@link StatusJson#many}. */
public final class HealthReport {

    private static final String NONE = "-";

    private HealthReport() {}

    /** One line per check under a line of headings; one line for a server of which no check was asked. */
    public static List<String> lines(List<ServerStatus> statuses) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("NAME", "STATE", "CHECK", "RESULT", "TIME", "DETAIL"));
        for (ServerStatus status : statuses) {
            List<CheckResult> checks = status.state().isUp()
                    ? status.record().map(it -> it.report().checks()).orElse(List.of())
                    : List.of();
            if (checks.isEmpty()) {
                rows.add(row(status, List.of(NONE, NONE, NONE, "")));
            }
            checks.forEach(check -> rows.add(row(status, cells(check))));
        }
        return StatusTable.aligned(rows);
    }

    private static List<String> row(ServerStatus status, List<String> cells) {
        List<String> row =
                new ArrayList<>(List.of(status.key().name(), status.state().word()));
        row.addAll(cells);
        return row;
    }

    private static List<String> cells(CheckResult check) {
        return List.of(
                Printable.escape(check.check()),
                check.ok() ? "ok" : "FAILED",
                TimeText.duration(check.took()),
                check.ok() ? "" : Printable.escape(check.detail()));
    }
}
