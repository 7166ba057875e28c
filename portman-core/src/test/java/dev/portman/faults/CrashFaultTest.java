package dev.portman.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.Portman;
import dev.portman.model.PortState;
import dev.portman.model.PortmanException;
import dev.portman.model.ProgressEvent;
import dev.portman.model.ServerSpec;
import dev.portman.testing.FreePort;
import dev.portman.testing.Needs;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} and a full disk at every system call that changes anything: whoever comes next finds what was left and finishes the job. */
@Tag("faults")
class CrashFaultTest {

    private static final String CALLS =
            "openat,write,pwrite64,fsync,rename,renameat,renameat2,unlink,mkdir,clone,clone3,vfork,fcntl,ftruncate,kill";
    private static final String FILE_CALLS = "openat,write,pwrite64,fsync,rename";

    /** Of the reads in /proc, between which nothing changes, only a sample. */
    private static final int READS_IN_ONE = 25;

    @TempDir
    Path folder;

    @BeforeEach
    void needsStrace() {
        Needs.root();
        Needs.tool("strace");
    }

    @Test
    void whateverAKilledStartLeavesIsFound() throws Exception {
        Row row = Row.of(
                "F80",
                "kill -9 of the JVM at the k-th call of each kind that changes something during a start, for every k",
                "leaks, unreadable records or stuck locks");
        sweep(row, new Sweep(CALLS, "signal=KILL", false), Trials.of(4, Integer.MAX_VALUE));
        row.end();
    }

    @Test
    void whateverAKilledStopLeavesIsFinished() throws Exception {
        Row row = Row.of("F82", "as F80, during a stop", "leaks, unreadable records or stuck locks");
        sweep(row, new Sweep(CALLS, "signal=KILL", true), Trials.of(4, Integer.MAX_VALUE));
        row.end();
    }

    @Test
    void aDiskThatIsFullAtAnyMomentLosesNothing() throws Exception {
        Row row = Row.of(
                "F105",
                "ENOSPC at the k-th openat, write, fsync or rename during a start, for every k",
                "leaks, empty or unreadable records");
        sweep(row, new Sweep(FILE_CALLS, "error=ENOSPC", false), Trials.of(4, Integer.MAX_VALUE));
        row.end();
    }

    /** What is done to which of the calls of a start or a stop. */
    private record Sweep(String calls, String fault, boolean ofStop) {}

    private void sweep(Row row, Sweep sweep, int most) throws Exception {
        List<String> points = points(trial(row, sweep, ""));
        row.broken("a record is written in place and torn", isTornRecordNoticed());
        int step = Math.max(1, points.size() / most);
        long hits = 0;
        for (int i = 0; i < points.size(); i += step) {
            List<String> lines = trial(row, sweep, points.get(i));
            hits += lines.stream().anyMatch(it -> it.contains("INJECTED") || it.endsWith("= ?")) ? 1 : 0;
        }
        row.note(points.size() + " points, " + hits + " hit");
        assertThat(hits).as("trials in which the fault happened").isGreaterThan(points.size() / step / 2);
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
            try (Stream<Path> files = Files.walk(place.state())) {
                Path file = files.filter(it -> it.toString().endsWith(".json"))
                        .findFirst()
                        .orElseThrow();
                byte[] whole = Files.readAllBytes(file);
                Files.write(file, Arrays.copyOf(whole, whole.length / 2));
            }
            return !recover(place, marked, port).isEmpty();
        }
    }

    /** The calls of one run, each as {@code CALL:FAULT:when=K}. */
    private static List<String> points(List<String> lines) {
        Map<String, Integer> seen = new TreeMap<>();
        List<String> points = new ArrayList<>();
        for (String line : lines) {
            int end = line.indexOf('(');
            String call = end < 0 ? "" : line.substring(line.lastIndexOf(' ', end) + 1, end);
            if (!call.isEmpty()) {
                int k = seen.merge(call, 1, Integer::sum);
                if (!line.contains("\"/proc/") || k % READS_IN_ONE == 0) {
                    points.add(call + " " + k);
                }
            }
        }
        return points;
    }

    /** Returns the calls that were seen. */
    private List<String> trial(Row row, Sweep sweep, String point) throws Exception {
        Place place = Place.in(folder);
        try (Marked marked = Marked.fresh()) {
            int port = FreePort.any();
            String start = "start server " + port + " EVICT " + marked.word();
            List<String> seen;
            try (ActorJvm actor = ActorJvm.start(place)) {
                warmUp(actor);
                if (sweep.ofStop()) {
                    actor.ask(start);
                }
                seen = underStrace(actor, sweep, point, sweep.ofStop() ? "stop server" : start);
            }
            String problem = recover(place, marked, port);
            row.trial(!problem.isEmpty(), point + ": " + problem);
            return seen;
        }
    }

    private List<String> underStrace(ActorJvm actor, Sweep sweep, String point, String line) throws Exception {
        String[] words = point.split(" ", -1);
        String[] options = point.isEmpty()
                ? new String[] {"-e", "trace=" + sweep.calls()}
                : new String[] {
                    "-e", "trace=" + words[0], "-e", "inject=" + words[0] + ":" + sweep.fault() + ":when=" + words[1]
                };
        Strace strace = Strace.attach(actor.thread(), folder.resolve("strace"), options);
        try (strace) {
            actor.ask(line);
        }
        return strace.lines();
    }

    /** Every class is loaded afterwards: whatever fails then, it is not the JVM. */
    private static void warmUp(ActorJvm actor) throws IOException {
        try (Marked other = Marked.fresh()) {
            actor.ask("start other 0 EVICT " + other.word());
            actor.ask("stop other");
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

    private static String emptyRecords(Path state) throws IOException {
        try (Stream<Path> files = Files.walk(state)) {
            return files.filter(it -> it.toString().endsWith(".json"))
                    .filter(it -> it.toFile().length() == 0)
                    .map(Path::toString)
                    .findFirst()
                    .orElse("");
        }
    }
}
