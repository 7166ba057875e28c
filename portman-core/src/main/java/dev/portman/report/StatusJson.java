package dev.portman.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portman.model.CheckResult;
import dev.portman.model.Eviction;
import dev.portman.model.ServerRecord;
import dev.portman.model.ServerStatus;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Statuses for programs: schema 1, every field always there, what is absent is {@code null}, times in UTC (ISO 8601). */
public final class StatusJson {

    private static final int SCHEMA = 1;

    private StatusJson() {}

    /** One server as one object, as in {@code logs/<name>_status.json}. Pid, port and url are {@code null} unless the server is up. */
    public static String one(ServerStatus status) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("schema", SCHEMA);
        return write(status, node).toPrettyString();
    }

    /** {@code {"schema":1,"servers":[...]}}, the servers in the order given. */
    public static String many(List<ServerStatus> statuses) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("schema", SCHEMA);
        ArrayNode servers = node.putArray("servers");
        statuses.forEach(it -> write(it, servers.addObject().put("schema", SCHEMA)));
        return node.toPrettyString();
    }

    static ObjectNode write(ServerStatus status, ObjectNode node) {
        Optional<ServerRecord> record = status.record();
        Optional<ServerRecord> up = record.filter(it -> status.state().isUp());
        node.put("name", status.key().name()).put("state", status.state().word());
        number(node, "pid", status.pid());
        number(node, "port", up.map(it -> it.assigned().port()));
        number(node, "requestedPort", record.map(it -> it.assigned().requested()));
        text(node, "url", up.map(it -> it.assigned().url()));
        text(node, "startedAt", record.map(it -> it.report().startedAt()));
        number(
                node,
                "readyAfterMillis",
                record.flatMap(it -> it.report().readyAfter()).map(Duration::toMillis));
        number(
                node,
                "usuallyReadyAfterMillis",
                record.flatMap(it -> it.report().usually()).map(Duration::toMillis));
        text(node, "lifetime", record.map(it -> it.spec().lifetime().word()));
        node.put("directory", status.key().directory().toString());
        text(node, "logFile", record.map(ServerRecord::logFile));
        ArrayNode evicted = node.putArray("evicted");
        record.ifPresent(it -> it.report().evicted().forEach(one -> write(one, evicted.addObject())));
        ArrayNode checks = node.putArray("checks");
        record.ifPresent(it -> it.report().checks().forEach(one -> write(one, checks.addObject())));
        number(node, "exitCode", status.exitCode());
        return node;
    }

    private static void write(Eviction eviction, ObjectNode node) {
        node.put("pid", eviction.pid())
                .put("command", eviction.command())
                .put("user", eviction.user())
                .put("how", eviction.how().name().toLowerCase(Locale.ROOT));
    }

    private static void write(CheckResult check, ObjectNode node) {
        node.put("check", check.check())
                .put("ok", check.ok())
                .put("detail", check.detail())
                .put("at", check.at().toString())
                .put("millis", check.took().toMillis());
    }

    private static void number(ObjectNode node, String field, Optional<? extends Number> value) {
        value.ifPresentOrElse(it -> node.put(field, it.longValue()), () -> node.putNull(field));
    }

    private static void text(ObjectNode node, String field, Optional<?> value) {
        value.ifPresentOrElse(it -> node.put(field, it.toString()), () -> node.putNull(field));
    }
}
