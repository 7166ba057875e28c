package dev.portman.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.Portman;
import dev.portman.model.PortState;
import dev.portman.model.PortmanException;
import dev.portman.model.ProgressEvent;
import dev.portman.model.ServerSpec;
import dev.portman.testing.FreePort;
import dev.portman.testing.PythonServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A fault at the k-th call of each kind, for every k, in a start or a stop by a JVM of its own; and a fresh portman that has to find what was
 * left and finish the job.
 *
 * @param folder for the trials
 * @param calls what is counted
 * @param fault as strace(1) injects it
 * @param ofStop whether in a stop rather than in a start
 */
record Sweep(Path folder, String calls, String fault, boolean ofStop) {

    /** Of the reads in /proc, between which nothing changes, only a sample. */
    private static final int READS_IN_ONE = 25;

    private static final int MOST_TRIES = 3;

    /** Does it at every point, or at {@code most} of them, {@code times} at each: the rest of the world does not always stand at the same place. */
    void run(Row row, int most, int times) throws Exception {
        List<String> points = points(trial(row, ""));
        row.broken("a record is written in place and torn", isTornRecordNoticed());
        int step = Math.max(1, points.size() / most);
        List<String> tried = new ArrayList<>();
        for (int i = 0; i < points.size() * times; i += step) {
            tried.add(points.get(i % points.size()));
        }
        int hits = hits(row, tried);
        row.note(points.size() + " points" + (times > 1 ? ", " + times + " times each" : "") + ", " + hits + " hit");
        assertThat(hits).as("trials in which the fault happened").isGreaterThan(tried.size() / 2);
    }

    /** Does it at every call of one kind in turn. */
    void runAt(String call, Row row, int times) throws Exception {
        List<String> points = points(trial(row, "")).stream()
                .filter(it -> it.startsWith(call + " "))
                .toList();
        assertThat(points).as("calls of " + call).isNotEmpty();
        List<String> tried = IntStream.range(0, times)
                .mapToObj(i -> points.get(i % points.size()))
                .toList();
        int hits = hits(row, tried);
        row.note("at " + call + "(2) " + times + " times more, " + hits + " hit");
        assertThat(hits).as("trials in which the fault happened").isGreaterThan(times / 2);
    }

    /** In how many of the trials at these points the fault happened; every other time at a point, what comes next is a stop. */
    private int hits(Row row, List<String> tried) throws Exception {
        Map<String, Integer> times = new TreeMap<>();
        int hits = 0;
        for (String point : tried) {
            boolean stop = times.merge(point, 1, Integer::sum) % 2 == 0;
            hits += isHit(row, point, stop) ? 1 : 0;
        }
        return hits;
    }

    /** How many calls there are differs from run to run, by what is read in /proc and by waits: what was not reached is tried again. */
    private boolean isHit(Row row, String point, boolean stop) throws Exception {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            if (trial(row, point, stop).stream().anyMatch(it -> it.contains("INJECTED") || it.endsWith("= ?"))) {
                return true;
            }
        }
        return false;
    }

    private boolean isTornRecordNoticed() throws IOException {
        Place place = Place.in(folder);
        try (Marked marked = Marked.fresh()) {
            int port = FreePort.any();
            ServerSpec spec = place.server("server")
                    .port(port)
                    .python(PythonServer.PLAIN, marked.word())
                    .build();
            place.portman(event -> {}).start(spec);
            Path file = records(place.state()).get(0);
            byte[] whole = Files.readAllBytes(file);
            Files.write(file, Arrays.copyOf(whole, whole.length / 2));
            return !recover(place, marked, port).isEmpty();
        }
    }

    /** The calls of one run, each as {@code CALL:FAULT:when=K}. */
    private static List<String> points(List<String> lines) {
        Map<String, Integer> seen = new TreeMap<>();
        List<String> points = new ArrayList<>();
        for (String line : lines) {
            String call = call(line);
            if (!call.isEmpty()) {
                int k = seen.merge(call, 1, Integer::sum);
                if (!line.contains("\"/proc/") || k % READS_IN_ONE == 0) {
                    points.add(call + " " + k);
                }
            }
        }
        return points;
    }

    /** One run with the fault at {@code point}, or with none, and what comes next; returns the calls that were seen. */
    List<String> trial(Row row, String point) throws Exception {
        return trial(row, point, false);
    }

    private List<String> trial(Row row, String point, boolean stop) throws Exception {
        Place place = Place.in(folder);
        try (Marked marked = Marked.fresh()) {
            int port = FreePort.any();
            String start = "start server " + port + " EVICT " + marked.word();
            List<String> seen;
            try (ActorJvm actor = ActorJvm.start(place)) {
                warmUp(actor);
                if (ofStop) {
                    actor.ask(start.replace("start", "cleaned"));
                }
                seen = underStrace(actor, point, ofStop ? "stop server" : start);
            }
            String problem = stop ? finish(place, marked, port) : "";
            problem = problem.isEmpty() ? recover(place, marked, port) : problem;
            problem = problem.isEmpty() ? cleanedTwice(place) : problem;
            row.trial(!problem.isEmpty(), point + ": " + problem);
            return seen;
        }
    }

    private List<String> underStrace(ActorJvm actor, String point, String line) throws Exception {
        String[] words = point.split(" ", -1);
        String[] options = point.isEmpty()
                ? new String[] {"-e", "trace=" + calls}
                : new String[] {
                    "-e", "trace=" + words[0], "-e", "inject=" + words[0] + ":" + fault + ":when=" + words[1]
                };
        Strace strace = Strace.attach(actor.thread(), folder.resolve("strace"), options);
        try (strace) {
            actor.ask(line);
        }
        return strace.lines();
    }

    /** Every class is loaded afterwards: whatever fails then, it is not the JVM. */
    static void warmUp(ActorJvm actor) throws IOException {
        try (Marked other = Marked.fresh()) {
            actor.ask("start other 0 EVICT " + other.word());
            actor.ask("stop other");
        }
    }

    /** What a stop by a fresh portman leaves; empty if that is nothing. */
    private static String finish(Place place, Marked marked, int port) throws IOException {
        Portman next = place.portman(event -> {});
        try {
            next.stop(place.server("server").build().key(), Optional.empty());
            int left = marked.processes().size();
            boolean free = next.probe(port) == PortState.FREE;
            Path pid = place.project().resolve("logs/server.pid");
            boolean shown = Files.exists(pid);
            return left == 0 && free && !shown
                    ? ""
                    : "after a stop: left " + left + ", free " + free + ", pid shown " + shown;
        } catch (PortmanException failed) {
            return "after a stop: " + failed;
        }
    }

    /** What a fresh portman makes of it; empty if all is well. */
    private static String recover(Place place, Marked marked, int port) throws IOException {
        String torn = emptyRecords(place.state());
        List<ProgressEvent> told = new CopyOnWriteArrayList<>();
        Portman next = place.portman(told::add);
        ServerSpec spec = place.server("server")
                .port(port)
                .startupTimeout(Duration.ofSeconds(15))
                .python(PythonServer.PLAIN, marked.word())
                .build();
        try {
            next.status(place.project());
            next.start(spec);
            int servers = marked.processes().size();
            next.stop(spec.key(), Optional.empty());
            int left = marked.processes().size();
            boolean refused = told.stream().anyMatch(ProgressEvent.RecordRefused.class::isInstance);
            boolean free = next.probe(port) == PortState.FREE;
            return torn.isEmpty() && servers == 1 && left == 0 && !refused && free
                    ? ""
                    : torn + " servers " + servers + ", left " + left + ", refused " + refused + ", free " + free;
        } catch (PortmanException failed) {
            return failed.toString();
        }
    }

    /** What comes after a stop runs once, however many stops it takes. */
    private static String cleanedTwice(Place place) throws IOException {
        Path cleaned = place.project().resolve("cleaned");
        int times = Files.exists(cleaned) ? Files.readAllLines(cleaned).size() : 0;
        return times > 1 ? "cleaned up " + times + " times" : "";
    }

    private static String emptyRecords(Path state) throws IOException {
        return records(state).stream()
                .filter(it -> it.toFile().length() == 0)
                .map(Path::toString)
                .findFirst()
                .orElse("");
    }

    static List<Path> records(Path state) throws IOException {
        try (Stream<Path> files = Files.walk(state)) {
            return files.filter(it -> it.toString().endsWith(".json")).toList();
        }
    }

    /** From the first process that is made to the record that comes after it. */
    static List<String> launchPoints(List<String> lines) {
        List<String> all = new ArrayList<>();
        Map<String, Integer> seen = new TreeMap<>();
        boolean launched = false;
        for (String line : lines) {
            String call = call(line);
            int k = call.isEmpty() ? 0 : seen.merge(call, 1, Integer::sum);
            if (launched && !call.isEmpty() && !line.contains("\"/proc/")) {
                all.add(call + " " + k);
            }
            launched |= call.equals("vfork") || (call.startsWith("clone") && !line.contains("CLONE_THREAD"));
            if (launched && call.startsWith("rename") && line.contains(".json")) {
                return all;
            }
        }
        return all;
    }

    /** The name of the call that a line shows; empty if it shows none. */
    static String call(String line) {
        int end = line.indexOf('(');
        return end < 0 ? "" : line.substring(line.lastIndexOf(' ', end) + 1, end);
    }
}
