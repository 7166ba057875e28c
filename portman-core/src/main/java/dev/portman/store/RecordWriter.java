package dev.portman.store;

import dev.portman.json.JsonWriter;
import dev.portman.model.CheckResult;
import dev.portman.model.Eviction;
import dev.portman.model.ProcessIdentity;
import dev.portman.model.RecordedSpec;
import dev.portman.model.ServerRecord;
import dev.portman.model.StartReport;
import dev.portman.model.StopClaim;
import dev.portman.model.UtcTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Writes the fields of a record; what is for people only is cut, so that a chatty check cannot make a record too big to keep. */
final class RecordWriter {

    private static final int LONGEST_TEXT = 500;
    private static final int LONGEST_LIST = 32;

    private RecordWriter() {}

    static void write(ServerRecord record, JsonWriter into) {
        into.put("schema", ServerRecordJson.SCHEMA)
                .put("directory", record.key().directory().toString())
                .put("name", record.key().name())
                .put("side", record.key().side().word())
                .put("cookie", record.cookie())
                .put("mark", record.mark());
        write(record.starter(), into.object("starter")).end();
        if (record.leader().isPresent()) {
            write(record.leader().get(), into.object("leader")).end();
        } else {
            into.putNull("leader");
        }
        write(record.spec(), into.object("spec")).end();
        into.object("assigned")
                .put("port", record.assigned().port())
                .put("requested", record.assigned().requested())
                .put("url", record.assigned().url())
                .end();
        write(record.report(), into.object("report")).end();
        into.array("users");
        record.users().forEach(it -> write(it, into.object()).end());
        into.endArray();
        write(record.stop(), into);
    }

    private static void write(Optional<StopClaim> stop, JsonWriter into) {
        if (stop.isEmpty()) {
            into.putNull("stop");
            return;
        }
        into.object("stop");
        write(stop.get().process(), into.object("process")).end();
        into.put("thread", stop.get().thread()).put("cleaning", stop.get().cleaning());
        if (stop.get().hook().isPresent()) {
            write(stop.get().hook().get(), into.object("hook")).end();
        } else {
            into.putNull("hook");
        }
        into.end();
    }

    static JsonWriter write(ProcessIdentity process, JsonWriter into) {
        return into.put("pid", process.pid())
                .put("startTicks", process.startTicks())
                .put("bootId", process.bootId())
                .put("namespaces", process.namespaces())
                .put("uid", process.uid());
    }

    private static JsonWriter write(RecordedSpec spec, JsonWriter into) {
        into.array("digests");
        for (Map.Entry<String, String> part : new TreeMap<>(spec.digests().parts()).entrySet()) {
            into.object()
                    .put("part", part.getKey())
                    .put("digest", part.getValue())
                    .end();
        }
        into.endArray()
                .put("lifetime", spec.lifetime().word())
                .put("stopTimeoutNanos", spec.stopping().timeout().toNanos())
                .put("stopSignal", spec.stopping().signal().word())
                .put("stopCommand", spec.stopping().command())
                .put("logsDirectory", spec.logsDirectory().toString())
                .put("dependsOn", spec.dependsOn())
                .put("workingDirectory", spec.cleanup().workingDirectory().toString())
                .put("hookTimeoutNanos", spec.cleanup().timeout().toNanos())
                .put("preceded", spec.cleanup().preceded())
                .array("afterStop");
        for (List<String> words : spec.cleanup().commands()) {
            into.object().put("words", words).end();
        }
        return into.endArray();
    }

    private static JsonWriter write(StartReport report, JsonWriter into) {
        into.put("startedAt", UtcTime.text(report.startedAt()))
                .put("readyAfterNanos", nanos(report.readyAfter()))
                .put("readyAtTicks", report.readyAt())
                .put("usuallyNanos", nanos(report.usually()))
                .put("socketInodes", sorted(report.socketInodes()))
                .array("evicted");
        for (Eviction eviction : some(report.evicted())) {
            into.object()
                    .put("pid", eviction.pid())
                    .put("command", cut(eviction.command()))
                    .put("user", cut(eviction.user()))
                    .put("how", eviction.how().word())
                    .end();
        }
        into.endArray().array("checks");
        for (CheckResult check : some(report.checks())) {
            into.object()
                    .put("check", cut(check.check()))
                    .put("ok", check.ok())
                    .put("detail", cut(check.detail()))
                    .put("at", UtcTime.text(check.at()))
                    .put("tookNanos", check.took().toNanos())
                    .end();
        }
        return into.endArray();
    }

    private static OptionalLong nanos(Optional<Duration> duration) {
        return duration.isPresent() ? OptionalLong.of(duration.get().toNanos()) : OptionalLong.empty();
    }

    private static long[] sorted(Set<Long> numbers) {
        long[] sorted = new long[numbers.size()];
        int count = 0;
        for (long number : new TreeSet<>(numbers)) {
            sorted[count++] = number;
        }
        return sorted;
    }

    private static <T> List<T> some(List<T> all) {
        return all.subList(0, Math.min(all.size(), LONGEST_LIST));
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "...";
    }
}
