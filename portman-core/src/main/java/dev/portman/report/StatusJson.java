package dev.portman.report;

import dev.portman.json.JsonWriter;
import dev.portman.model.CheckResult;
import dev.portman.model.Eviction;
import dev.portman.model.ServerRecord;
import dev.portman.model.ServerStatus;
import dev.portman.model.UtcTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Statuses for programs: schema 1, every field always there, what is absent is {@code null}, times in UTC (ISO 8601). */
public final class StatusJson {

    private static final int SCHEMA = 1;

    private StatusJson() {}

    /** One server as one object, as in {@code logs/<name>_status.json}. Pid, port and url are {@code null} unless the server is up. */
    public static String one(ServerStatus status) {
        return write(status, JsonWriter.pretty()).end().toString();
    }

    /** {@code {"schema":1,"servers":[...]}}, the servers in the order given. */
    public static String many(List<ServerStatus> statuses) {
        JsonWriter json = JsonWriter.pretty().put("schema", SCHEMA).array("servers");
        for (ServerStatus status : statuses) {
            write(status, json.object()).end();
        }
        return json.endArray().end().toString();
    }

    /** The fields of one server, into an object that the caller ends. */
    static JsonWriter write(ServerStatus status, JsonWriter json) {
        json.put("schema", SCHEMA)
                .put("name", status.key().name())
                .put("state", status.state().word());
        if (status.record().isPresent()) {
            write(status, status.record().get(), json);
        } else {
            unknown(status, json);
        }
        return json.put("exitCode", number(status.exitCode())).put("folderGone", status.folderGone());
    }

    private static void write(ServerStatus status, ServerRecord record, JsonWriter json) {
        boolean up = status.state().isUp();
        json.put("pid", number(status.pid()))
                .put("port", up ? OptionalLong.of(record.assigned().port()) : OptionalLong.empty())
                .put("requestedPort", record.assigned().requested())
                .put("url", up ? Optional.of(record.assigned().url()) : Optional.empty())
                .put("startedAt", UtcTime.text(record.report().startedAt()))
                .put("readyAfterMillis", millis(record.report().readyAfter()))
                .put("usuallyReadyAfterMillis", millis(record.report().usually()))
                .put("lifetime", record.spec().lifetime().word())
                .put("side", status.key().side().word())
                .put("directory", status.key().directory().toString())
                .put("logFile", record.logFile().toString())
                .array("evicted");
        for (Eviction eviction : record.report().evicted()) {
            write(eviction, json.object());
        }
        json.endArray().array("checks");
        for (CheckResult check : record.report().checks()) {
            write(check, json.object());
        }
        json.endArray();
    }

    private static void unknown(ServerStatus status, JsonWriter json) {
        json.putNull("pid")
                .putNull("port")
                .putNull("requestedPort")
                .putNull("url")
                .putNull("startedAt")
                .putNull("readyAfterMillis")
                .putNull("usuallyReadyAfterMillis")
                .putNull("lifetime")
                .put("side", status.key().side().word())
                .put("directory", status.key().directory().toString())
                .putNull("logFile")
                .array("evicted")
                .endArray()
                .array("checks")
                .endArray();
    }

    static void write(Eviction eviction, JsonWriter json) {
        json.put("pid", eviction.pid())
                .put("command", eviction.command())
                .put("user", eviction.user())
                .put("how", eviction.how().word())
                .end();
    }

    private static void write(CheckResult check, JsonWriter json) {
        json.put("check", check.check())
                .put("ok", check.ok())
                .put("detail", check.detail())
                .put("at", UtcTime.text(check.at()))
                .put("millis", check.took().toMillis())
                .end();
    }

    private static OptionalLong number(Optional<? extends Number> value) {
        return value.isPresent() ? OptionalLong.of(value.get().longValue()) : OptionalLong.empty();
    }

    private static OptionalLong millis(Optional<Duration> value) {
        return value.isPresent() ? OptionalLong.of(value.get().toMillis()) : OptionalLong.empty();
    }
}
