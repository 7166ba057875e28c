package dev.portman.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portman.model.ProcessIdentity;
import dev.portman.model.RecordedSpec;
import dev.portman.model.ServerRecord;
import dev.portman.model.StartReport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Writes the fields of a record; what is for people only is cut, so that a chatty check cannot make a record too big to keep. */
final class RecordWriter {

    private static final int LONGEST_TEXT = 500;
    private static final int LONGEST_LIST = 32;

    private RecordWriter() {}

    static ObjectNode write(ServerRecord record, ObjectNode body) {
        body.put("schema", ServerRecordJson.SCHEMA)
                .put("directory", record.key().directory().toString())
                .put("name", record.key().name())
                .put("cookie", record.cookie());
        write(record.starter(), body.putObject("starter"));
        if (record.leader().isPresent()) {
            write(record.leader().get(), body.putObject("leader"));
        } else {
            body.putNull("leader");
        }
        write(record.spec(), body.putObject("spec"));
        body.putObject("assigned")
                .put("port", record.assigned().port())
                .put("requested", record.assigned().requested())
                .put("url", record.assigned().url());
        write(record.report(), body.putObject("report"));
        return body;
    }

    static void write(ProcessIdentity process, ObjectNode into) {
        into.put("pid", process.pid())
                .put("startTicks", process.startTicks())
                .put("bootId", process.bootId())
                .put("namespaces", process.namespaces())
                .put("uid", process.uid());
    }

    private static void write(RecordedSpec spec, ObjectNode into) {
        into.put("digest", spec.digest())
                .put("lifetime", spec.lifetime().name())
                .put("stopTimeoutNanos", spec.stopping().timeout().toNanos())
                .put("stopSignal", spec.stopping().signal().name());
        ArrayNode command = into.putArray("stopCommand");
        spec.stopping().command().forEach(command::add);
        into.put("logsDirectory", spec.logsDirectory().toString());
        spec.dependsOn().forEach(into.putArray("dependsOn")::add);
    }

    private static void write(StartReport report, ObjectNode into) {
        into.put("startedAt", report.startedAt().toString());
        write(report.readyAfter(), "readyAfterNanos", into);
        write(report.usually(), "usuallyNanos", into);
        ArrayNode inodes = into.putArray("socketInodes");
        report.socketInodes().stream().sorted().forEach(inodes::add);
        ArrayNode evicted = into.putArray("evicted");
        some(report.evicted())
                .forEach(it -> evicted.addObject()
                        .put("pid", it.pid())
                        .put("command", cut(it.command()))
                        .put("user", cut(it.user()))
                        .put("how", it.how().name()));
        ArrayNode checks = into.putArray("checks");
        some(report.checks())
                .forEach(it -> checks.addObject()
                        .put("check", cut(it.check()))
                        .put("ok", it.ok())
                        .put("detail", cut(it.detail()))
                        .put("at", it.at().toString())
                        .put("tookNanos", it.took().toNanos()));
    }

    private static void write(Optional<Duration> duration, String field, ObjectNode into) {
        if (duration.isPresent()) {
            into.put(field, duration.get().toNanos());
        } else {
            into.putNull(field);
        }
    }

    private static <T> List<T> some(List<T> all) {
        return all.subList(0, Math.min(all.size(), LONGEST_LIST));
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "...";
    }
}
