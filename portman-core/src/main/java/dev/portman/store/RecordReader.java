package dev.portman.store;

import dev.portman.json.Json;
import dev.portman.model.AssignedPort;
import dev.portman.model.CheckResult;
import dev.portman.model.Cleanup;
import dev.portman.model.Eviction;
import dev.portman.model.Lifetime;
import dev.portman.model.PortRange;
import dev.portman.model.ProcessIdentity;
import dev.portman.model.RecordedSpec;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerRecord;
import dev.portman.model.Side;
import dev.portman.model.SpecDigests;
import dev.portman.model.StartReport;
import dev.portman.model.StopClaim;
import dev.portman.model.StopSignal;
import dev.portman.model.Stopping;
import dev.portman.model.Termination;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Reads the fields of a record and refuses values that no start ever has: a signal may depend on each of them. */
final class RecordReader {

    /** PID_MAX_LIMIT of a 64-bit kernel, proc(5). */
    private static final long HIGHEST_PID = 1L << 22;

    static final String[] PROCESS = {"pid", "startTicks", "bootId", "namespaces", "uid"};

    private static final int COOKIE_DIGITS = 32;
    private static final int LONGEST_NAME = 64;

    private RecordReader() {}

    static ServerRecord read(Json body) throws Unbelievable {
        Fields fields = new Fields(
                ServerRecordJson.withSide(body),
                "schema",
                "directory",
                "name",
                "side",
                "cookie",
                "mark",
                "starter",
                "leader",
                "spec",
                "assigned",
                "report",
                "users",
                "stop");
        String name = fields.text("name");
        Fields.require("name", isName(name));
        String cookie = fields.text("cookie");
        Fields.require("cookie", isCookie(cookie));
        Optional<Fields> leader = fields.objectOrNull("leader", PROCESS);
        return new ServerRecord(
                new ServerKey(fields.path("directory"), name, fields.word("side", Side.values())),
                cookie,
                number(fields, "mark"),
                // In a container the build itself may be pid 1; a server never is.
                process(fields.object("starter", PROCESS), 1),
                leader.isPresent() ? Optional.of(process(leader.get(), 2)) : Optional.empty(),
                spec(fields.object(
                        "spec",
                        "digests",
                        "lifetime",
                        "stopTimeoutNanos",
                        "stopSignal",
                        "stopCommand",
                        "logsDirectory",
                        "dependsOn",
                        "workingDirectory",
                        "hookTimeoutNanos",
                        "preceded",
                        "afterStop")),
                assigned(fields.object("assigned", "port", "requested", "url")),
                report(fields.object(
                        "report",
                        "startedAt",
                        "readyAfterNanos",
                        "readyAtTicks",
                        "usuallyNanos",
                        "socketInodes",
                        "evicted",
                        "checks")),
                users(fields.array("users")),
                stop(fields.objectOrNull("stop", "process", "thread", "cleaning", "hook")));
    }

    private static Optional<StopClaim> stop(Optional<Fields> fields) throws Unbelievable {
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        Optional<Fields> hook = fields.get().objectOrNull("hook", PROCESS);
        return Optional.of(new StopClaim(
                process(fields.get().object("process", PROCESS), 1),
                fields.get().number("thread", -Long.MAX_VALUE, Long.MAX_VALUE),
                fields.get().flag("cleaning"),
                hook.isPresent() ? Optional.of(process(hook.get(), 2)) : Optional.empty()));
    }

    private static List<ProcessIdentity> users(List<Json> processes) throws Unbelievable {
        List<ProcessIdentity> users = new ArrayList<>();
        for (Json process : processes) {
            users.add(process(new Fields(process, PROCESS), 1));
        }
        return users;
    }

    private static boolean isName(String name) {
        boolean good = !name.isEmpty() && name.length() <= LONGEST_NAME && !name.contains("..");
        for (int i = 0; good && i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letterOrDigit = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            good = letterOrDigit || (i > 0 && (c == '.' || c == '_' || c == '-'));
        }
        return good;
    }

    private static boolean isCookie(String cookie) {
        boolean good = cookie.length() == COOKIE_DIGITS;
        for (int i = 0; good && i < COOKIE_DIGITS; i++) {
            char c = cookie.charAt(i);
            good = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
        }
        return good;
    }

    static ProcessIdentity process(Fields fields, long lowestPid) throws Unbelievable {
        return new ProcessIdentity(
                fields.number("pid", lowestPid, HIGHEST_PID),
                fields.number("startTicks", 0, Long.MAX_VALUE),
                fields.text("bootId"),
                fields.text("namespaces"),
                fields.number("uid", ProcessIdentity.UNKNOWN_UID, ProcessIdentity.HIGHEST_UID));
    }

    private static RecordedSpec spec(Fields fields) throws Unbelievable {
        Duration timeout = Duration.ofNanos(fields.number("stopTimeoutNanos", 0, Long.MAX_VALUE));
        return new RecordedSpec(
                digests(fields.array("digests")),
                fields.word("lifetime", Lifetime.values()),
                new Stopping(timeout, fields.word("stopSignal", StopSignal.values()), fields.texts("stopCommand")),
                fields.path("logsDirectory"),
                fields.texts("dependsOn"),
                cleanup(fields));
    }

    private static SpecDigests digests(List<Json> parts) throws Unbelievable {
        Map<String, String> digests = new HashMap<>();
        for (Json part : parts) {
            Fields fields = new Fields(part, "part", "digest");
            digests.put(fields.text("part"), fields.text("digest"));
        }
        return new SpecDigests(digests);
    }

    private static Cleanup cleanup(Fields fields) throws Unbelievable {
        List<List<String>> commands = new ArrayList<>();
        for (Json command : fields.array("afterStop")) {
            List<String> words = new Fields(command, "words").texts("words");
            Fields.require("afterStop", !words.isEmpty());
            commands.add(words);
        }
        return new Cleanup(
                commands,
                fields.path("workingDirectory"),
                Duration.ofNanos(fields.number("hookTimeoutNanos", 0, Long.MAX_VALUE)),
                fields.flag("preceded"));
    }

    private static AssignedPort assigned(Fields fields) throws Unbelievable {
        return new AssignedPort(
                (int) fields.number("port", 1, PortRange.MAX_PORT),
                (int) fields.number("requested", 0, PortRange.MAX_PORT),
                fields.text("url"));
    }

    private static StartReport report(Fields fields) throws Unbelievable {
        Set<Long> inodes = new HashSet<>();
        for (Json inode : fields.array("socketInodes")) {
            inodes.add(Fields.number("socketInodes", inode, 1, Long.MAX_VALUE));
        }
        return new StartReport(
                fields.instant("startedAt"),
                duration(fields, "readyAfterNanos"),
                number(fields, "readyAtTicks"),
                duration(fields, "usuallyNanos"),
                inodes,
                evicted(fields.array("evicted")),
                checks(fields.array("checks")));
    }

    private static OptionalLong number(Fields fields, String name) throws Unbelievable {
        return fields.isNull(name) ? OptionalLong.empty() : OptionalLong.of(fields.number(name, 0, Long.MAX_VALUE));
    }

    private static Optional<Duration> duration(Fields fields, String name) throws Unbelievable {
        return fields.isNull(name)
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(fields.number(name, 0, Long.MAX_VALUE)));
    }

    private static List<Eviction> evicted(List<Json> nodes) throws Unbelievable {
        List<Eviction> evictions = new ArrayList<>();
        for (Json node : nodes) {
            Fields fields = new Fields(node, "pid", "command", "user", "how");
            evictions.add(new Eviction(
                    fields.number("pid", 1, HIGHEST_PID),
                    fields.text("command"),
                    fields.text("user"),
                    fields.word("how", Termination.How.values())));
        }
        return evictions;
    }

    private static List<CheckResult> checks(List<Json> nodes) throws Unbelievable {
        List<CheckResult> checks = new ArrayList<>();
        for (Json node : nodes) {
            Fields fields = new Fields(node, "check", "ok", "detail", "at", "tookNanos");
            checks.add(new CheckResult(
                    fields.text("check"),
                    fields.flag("ok"),
                    fields.text("detail"),
                    fields.instant("at"),
                    Duration.ofNanos(fields.number("tookNanos", 0, Long.MAX_VALUE))));
        }
        return checks;
    }
}
