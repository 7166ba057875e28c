package dev.portman.faults;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The pids of one server, wherever portman tells one.
 *
 * @param byPlace each with where it is told
 */
record ShownPids(Map<String, String> byPlace) {

    private static final Pattern IN_JSON = Pattern.compile("\"pid\" ?: ?(\\w+)");

    /** What is told once it is ready. */
    static ShownPids of(DaemonAnswer answer, Path project) {
        Path logs = project.resolve("logs");
        Matcher json = IN_JSON.matcher(ProcSnapshot.text(logs.resolve(DaemonActor.SERVER + "_status.json")));
        return new ShownPids(Map.of(
                "result", answer.pid(),
                "status", answer.pidByStatus(),
                "pid file", Long.toString(in(pidFile(project))),
                "JSON", json.find() ? json.group(1) : "none"));
    }

    /** Those that differ from {@code expected}, in words. */
    List<String> others(long expected) {
        return new TreeMap<>(byPlace)
                .entrySet().stream()
                        .filter(it -> !it.getValue().equals(Long.toString(expected)))
                        .map(it -> "pid by " + it.getKey() + " " + it.getValue())
                        .toList();
    }

    /** The file that portman writes for people. */
    static Path pidFile(Path project) {
        return project.resolve("logs").resolve(DaemonActor.SERVER + ".pid");
    }

    /** In the first line of a file; 0 if it is not there or not written yet. */
    static long in(Path file) {
        String first = ProcSnapshot.text(file).lines().findFirst().orElse("").strip();
        return first.matches("[0-9]+") ? Long.parseLong(first) : 0;
    }
}
