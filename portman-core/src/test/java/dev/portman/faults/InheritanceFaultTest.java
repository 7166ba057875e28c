package dev.portman.faults;

import dev.portman.Portman;
import dev.portman.model.ServerSpec;
import dev.portman.testing.FreePort;
import dev.portman.testing.PythonProcess;
import dev.portman.testing.PythonServer;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server gets from whoever starts it, and then has as long as it lives. */
@Tag("faults")
class InheritanceFaultTest {

    @TempDir
    Path folder;

    @Test
    void noServerKeepsTheLockOrAnyOtherFile() throws Exception {
        Row row = Row.of(
                "F77",
                "start in a JVM that has files open, by a script that holds a file on descriptor 9",
                "servers with the lock, or any file but their three, open");
        Place place = Place.in(folder);
        Portman portman = place.portman(event -> {});
        Path other = Files.createFile(place.project().resolve("other"));
        try (FileChannel open = FileChannel.open(other, StandardOpenOption.WRITE)) {
            for (int i = 0; i < Trials.of(2, 50); i++) {
                try (Marked marked = Marked.fresh()) {
                    ServerSpec spec = place.server("server")
                            .port(FreePort.any())
                            .python(PythonServer.PLAIN, marked.word())
                            .build();
                    portman.start(spec);
                    List<String> files = filesOf(marked.processes().get(0).pid());
                    portman.stop(spec.key(), Optional.empty());
                    row.trial(!files.isEmpty() || !open.isOpen(), files.toString());
                }
            }
        }
        try (ActorJvm actor = ActorJvm.start(place, "/bin/sh", "-c", "exec 9>" + other + "; exec \"$@\"", "sh");
                Marked marked = Marked.fresh()) {
            actor.ask("start server 0 EVICT " + marked.word());
            List<String> files = filesOf(marked.processes().get(0).pid());
            row.trial(!files.isEmpty(), files.toString());
            actor.ask("stop server");
        }
        List<String> careless = List.of("/bin/sh", "-c", "exec 9>" + other + "; exec \"$@\"", "sh");
        try (PythonProcess child = PythonProcess.start(careless, Map.of(), "ready(); wait()")) {
            row.broken("a script starts it itself", !filesOf(child.pid()).isEmpty());
        }
        row.end();
    }

    @Test
    void whoWaitsForTheOutputOfAStartDoesNotWaitForTheServer() throws Exception {
        Duration most = Duration.ofSeconds(Trials.of(30, 2));
        Row row = Row.of(
                "F61",
                "a server writes 1 MiB each to its output and its errors before it listens; whoever started it ends, his output being a pipe; time until the pipe ends",
                "servers that hang or end, or pipes open for more than " + most.toSeconds() + " s");
        for (int i = 0; i < Trials.of(2, 50); i++) {
            Place place = Place.in(folder);
            try (Marked marked = Marked.fresh();
                    ActorJvm actor = ActorJvm.start(place, "/bin/sh", "-c", "\"$@\" | cat", "sh")) {
                String started = actor.ask("chatty server " + marked.word());
                long begun = System.nanoTime();
                actor.end();
                Duration took = Duration.ofNanos(System.nanoTime() - begun);
                row.took(took);
                boolean lives = marked.processes().size() == 1;
                place.portman(event -> {}).stop(place.server("server").build().key(), Optional.empty());
                row.trial(!started.startsWith("started") || !lives || took.compareTo(most) > 0, started + ", " + took);
            }
        }
        try (Marked marked = Marked.fresh()) {
            List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", "(\"$@\" & exit 0) | cat", "sh"));
            words.addAll(PythonServer.words(PythonServer.PLAIN, marked.word()));
            Process careless = new ProcessBuilder(words).start();
            row.broken("the server has the output of whoever starts it", !careless.waitFor(2, TimeUnit.SECONDS));
        }
        row.end();
    }

    /** Beyond input, output and errors; its sockets are its own. */
    private static List<String> filesOf(long pid) throws IOException {
        List<String> files = new ArrayList<>();
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            for (Path each : descriptors.toList()) {
                String target = Files.readSymbolicLink(each).toString();
                boolean standard =
                        List.of("0", "1", "2").contains(each.getFileName().toString());
                if (!standard && !target.startsWith("socket:")) {
                    files.add(target);
                }
            }
        }
        return files;
    }
}
