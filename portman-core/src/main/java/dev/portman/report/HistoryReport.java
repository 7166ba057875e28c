package dev.portman.report;

import dev.portman.json.JsonWriter;
import dev.portman.model.StartHistory;
import dev.portman.model.StartTimes;
import dev.portman.model.UtcTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** How long starts took, as a table for people or as JSON for programs. */
public final class HistoryReport {

    private static final int SCHEMA = 1;

    private HistoryReport() {}

    /** One line per start, the latest last, under a line that tells what is usual for the server. */
    public static List<String> lines(List<StartHistory> histories) {
        List<String> lines = new ArrayList<>();
        for (StartHistory history : histories) {
            lines.add(history.key().name()
                    + (history.key().isOfBuild() ? " (of builds): " : ": ")
                    + history.usually()
                            .map(usually -> "usually ready " + TimeText.duration(usually) + " after the launch")
                            .orElse("no start is known"));
            List<List<String>> rows = new ArrayList<>();
            rows.add(List.of("  STARTED", "PORT FREED", "LAUNCHED", "PORT OPEN", "READY"));
            history.starts().forEach(start -> rows.add(row(start)));
            lines.addAll(StatusTable.aligned(rows));
        }
        return lines;
    }

    /** {@code {"schema":1,"servers":[...]}}: times in milliseconds from the beginning of each start. */
    public static String json(List<StartHistory> histories) {
        JsonWriter json = JsonWriter.pretty().put("schema", SCHEMA).array("servers");
        for (StartHistory history : histories) {
            Optional<Duration> usually = history.usually();
            json.object()
                    .put("name", history.key().name())
                    .put("directory", history.key().directory().toString())
                    .put("side", history.key().side().word())
                    .put(
                            "usuallyReadyAfterMillis",
                            usually.isPresent() ? OptionalLong.of(usually.get().toMillis()) : OptionalLong.empty())
                    .array("starts");
            history.starts().forEach(start -> write(start, json.object()));
            json.endArray().end();
        }
        return json.endArray().end().toString();
    }

    private static List<String> row(StartTimes start) {
        return List.of(
                "  " + start.startedAt(),
                after(start.freed()),
                after(start.launched()),
                after(start.open()),
                after(start.ready()));
    }

    private static String after(Duration offset) {
        return TimeText.duration(offset);
    }

    private static void write(StartTimes start, JsonWriter json) {
        json.put("startedAt", UtcTime.text(start.startedAt()))
                .put("port", start.port())
                .put("freedMillis", start.freed().toMillis())
                .put("launchedMillis", start.launched().toMillis())
                .put("openMillis", start.open().toMillis())
                .put("readyMillis", start.ready().toMillis())
                .end();
    }
}
