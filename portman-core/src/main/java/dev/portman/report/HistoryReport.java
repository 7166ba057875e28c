package dev.portman.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portman.model.StartHistory;
import dev.portman.model.StartTimes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How long starts took, as a table for people or as JSON for programs. */
public final class HistoryReport {

    private static final int SCHEMA = 1;

    private HistoryReport() {}

    /** One line per start, the latest last, under a line that tells what is usual for the server. */
    public static List<String> lines(List<StartHistory> histories) {
        List<String> lines = new ArrayList<>();
        for (StartHistory history : histories) {
            lines.add(history.key().name() + ": "
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
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("schema", SCHEMA);
        ArrayNode servers = node.putArray("servers");
        for (StartHistory history : histories) {
            ObjectNode server = servers.addObject().put("name", history.key().name());
            server.put("directory", history.key().directory().toString());
            history.usually()
                    .ifPresentOrElse(
                            usually -> server.put("usuallyReadyAfterMillis", usually.toMillis()),
                            () -> server.putNull("usuallyReadyAfterMillis"));
            ArrayNode starts = server.putArray("starts");
            history.starts().forEach(start -> write(start, starts.addObject()));
        }
        return node.toPrettyString();
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

    private static void write(StartTimes start, ObjectNode node) {
        node.put("startedAt", start.startedAt().toString())
                .put("port", start.port())
                .put("freedMillis", start.freed().toMillis())
                .put("launchedMillis", start.launched().toMillis())
                .put("openMillis", start.open().toMillis())
                .put("readyMillis", start.ready().toMillis());
    }
}
