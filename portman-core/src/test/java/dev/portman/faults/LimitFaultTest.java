package dev.portman.faults;

import dev.portman.Portman;
import dev.portman.model.HealthCheck;
import dev.portman.model.ProgressEvent;
import dev.portman.model.ServerSpec;
import dev.portman.model.StatusRange;
import dev.portman.testing.FreePort;
import dev.portman.testing.Needs;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Little to live on, and long lives. */
@Tag("faults")
class LimitFaultTest {

    private static final String ANSWERS =
            "http(lambda c: c.sendall(b'HTTP/1.1 204 No Content\\r\\nConnection: close\\r\\n\\r\\n'))";

    @TempDir
    Path folder;

    @Test
    void sixtyFourOpenFilesAreEnough() throws IOException {
        Row row = Row.of("F116", "start and stop in a JVM that may have 64 open files", "failures");
        Place place = Place.in(folder);
        try (ActorJvm actor = ActorJvm.start(place, Needs.tool("prlimit").toString(), "--nofile=64:64")) {
            for (int i = 0; i < Trials.of(3, 20); i++) {
                try (Marked marked = Marked.fresh()) {
                    String started = actor.ask("start server 0 EVICT " + marked.word());
                    String stopped = actor.ask("stop server");
                    row.trial(
                            !started.startsWith("started")
                                    || !stopped.equals("stopped GRACEFUL")
                                    || !marked.processes().isEmpty(),
                            started + ", " + stopped);
                }
            }
        }
        row.end();
    }

    @Test
    void nothingGrows() throws IOException, InterruptedException {
        Row row = Row.of(
                "F118",
                "start and stop, again and again: open files, threads, files of the state folder; time of a cycle",
                "cycles after which there are more");
        Place place = Place.in(folder);
        Consumer<ProgressEvent> nobody = event -> {};
        Portman portman = place.portman(nobody);
        String before = "";
        for (int i = 0; i < Trials.of(10, 1000); i++) {
            try (Marked marked = Marked.fresh()) {
                ServerSpec spec = place.server("server")
                        .port(FreePort.any())
                        .check(new HealthCheck.Http("/", StatusRange.DEFAULT, Duration.ofSeconds(2)))
                        .python(ANSWERS, marked.word())
                        .build();
                long begun = System.nanoTime();
                portman.start(spec);
                portman.stop(spec.key(), Optional.empty());
                row.took(Duration.ofNanos(System.nanoTime() - begun));
            }
            if (i == 3) {
                before = settled(place);
            }
        }
        String after = settled(place);
        row.trials(Trials.of(10, 1000), after.equals(before) ? 0 : 1, before + " became " + after);
        row.end();
    }

    /** The JDK's reapers of processes, and its HTTP client when it is collected, go some time after their work: within 3 s. */
    private static String settled(Place place) throws InterruptedException {
        System.gc();
        String last = "";
        int same = 0;
        for (int look = 0; look < 100 && same < 30; look++) {
            String now = count(place);
            same = now.equals(last) ? same + 1 : 0;
            last = now;
            Thread.sleep(100);
        }
        return last;
    }

    private static String count(Place place) {
        long reapers = Thread.getAllStackTraces().keySet().stream()
                .filter(it -> !it.getName().startsWith("process reaper"))
                .filter(it -> !it.getName().contains("-Worker-"))
                .count();
        return names("/proc/self/fd") + " open files, " + reapers + " threads, "
                + names(place.state().toString()) + " files";
    }

    private static int names(String folder) {
        String[] names = new File(folder).list();
        return names == null ? -1 : names.length;
    }
}
