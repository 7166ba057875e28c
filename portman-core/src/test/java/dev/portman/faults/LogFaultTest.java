package dev.portman.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.Portman;
import dev.portman.log.LogReader;
import dev.portman.log.ServerLog;
import dev.portman.model.PortmanException;
import dev.portman.model.ServerSpec;
import dev.portman.report.Sentences;
import dev.portman.testing.FreePort;
import dev.portman.testing.Needs;
import dev.portman.testing.PythonServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server writes, and what it writes to. */
@Tag("faults")
class LogFaultTest {

    /** Bytes that are no text, what drives a terminal, NUL, and a line of a megabyte; as Python writes it. */
    private static final List<String> OUTPUTS = List.of(
            "b'\\xff\\xfe\\x80 \\xc3\\x28 \\xf0\\x90'",
            "b'\\x1b[2J\\x1b[31mred\\x1b[0m \\x1b]0;title\\x07 \\x9b31m'",
            "b'nul\\0nul\\x08\\x7f'",
            "b'x' * 1000000",
            "b'\\r\\n' * 100 + b'\\x1b'",
            "'\\u202eevil \\u2066'.encode()",
            "bytes(range(256))");

    private static final long MOST_READ = 8L << 20;

    @TempDir
    Path folder;

    @Test
    void whatIsNoTextDrivesNoTerminal() throws IOException {
        Row row = Row.of(
                "F114",
                "a server writes bytes that are no text, what drives a terminal, NUL, or a megabyte in one line, and fails; its log is shown",
                "exceptions, or control characters shown");
        for (int i = 0; i < Trials.of(1, 10); i++) {
            for (String output : OUTPUTS) {
                Place place = Place.in(folder);
                List<String> said = new ArrayList<>();
                Portman portman = place.portman(event -> said.addAll(Sentences.of(event)));
                ServerSpec spec = place.server("server")
                        .port(FreePort.any())
                        .python("os.write(1, " + output + " + b'\\n'); sys.exit(7)")
                        .build();
                String answer = "started";
                try {
                    portman.start(spec);
                } catch (PortmanException failed) {
                    answer = failed.getMessage() + "\n" + failed.advice();
                }
                said.add(answer);
                said.addAll(ServerLog.tail(spec.key().logIn(spec.logsDirectory()), 50));
                row.trial(
                        answer.equals("started") || said.stream().anyMatch(LogFaultTest::drivesATerminal),
                        output + ": " + answer);
            }
        }
        row.broken("a log is shown as it is", drivesATerminal("\u001b[2J"));
        row.end();
    }

    @Test
    void aServerThatHasFilledTheDiskIsStillStopped() throws Exception {
        Needs.root();
        Row row = Row.of(
                "F106",
                "a server fills the file system that its log and the state folder are on; then status and `stop`",
                "servers not stopped");
        Place place = Place.in(folder);
        Path full = place.state().getParent();
        String mount = "mount -t tmpfs -o size=4m,mode=700 none " + full + "; mkdir -m 700 " + place.state() + " "
                + place.project() + "; exec \"$@\"";
        try (ActorJvm actor =
                ActorJvm.start(place, Needs.tool("unshare").toString(), "--mount", "/bin/sh", "-c", mount, "sh")) {
            for (int i = 0; i < Trials.of(2, 20); i++) {
                try (Marked marked = Marked.fresh()) {
                    String started = actor.ask("flood server " + marked.word());
                    String status = actor.ask("status");
                    assertThat(actor.ask("space")).as(started).isEqualTo("space 0");
                    String stopped = actor.ask("stop server");
                    assertThat(actor.ask("clean")).isEqualTo("cleaned");
                    row.trial(
                            !started.startsWith("started")
                                    || !status.equals("status [RUNNING]")
                                    || !stopped.startsWith("stopped GRACEFUL")
                                    || !marked.processes().isEmpty(),
                            started + ", " + status + ", " + stopped);
                }
            }
        }
        row.end();
    }

    @Test
    void aHugeLogIsReadFromItsEnd() throws IOException {
        Row row = Row.of(
                "F55",
                "the last 100 lines of a log of 1 GiB, and of one that is a single line of 1 GiB",
                "looks that read more than " + (MOST_READ >> 20) + " MiB, or show nothing");
        List<Path> logs = List.of(huge("lines.log", "a line of a log\n".repeat(1000)), huge("line.log", "x"));
        for (int i = 0; i < Trials.of(2, 20); i++) {
            for (Path log : logs) {
                List<String> shown = new ArrayList<>();
                long before = readSoFar();
                long begun = System.nanoTime();
                try (LogReader reader = LogReader.beforeLast(log, 100)) {
                    reader.read(shown::add);
                    reader.rest(shown::add);
                }
                row.took(Duration.ofNanos(System.nanoTime() - begun));
                long read = readSoFar() - before;
                row.trial(read > MOST_READ || shown.isEmpty(), log.getFileName() + ": " + read + " bytes");
            }
        }
        long before = readSoFar();
        try (InputStream all = Files.newInputStream(logs.get(0))) {
            all.skipNBytes(2 * MOST_READ);
            assertThat(all.readNBytes((int) (2 * MOST_READ))).isNotEmpty();
        }
        row.broken("all of it is read", readSoFar() - before > MOST_READ);
        row.end();
    }

    /** A file that begins with a hole. */
    private Path huge(String name, String end) throws IOException {
        Path log = folder.resolve(name);
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "rw")) {
            file.seek((1L << 30) - end.length());
            file.writeBytes(end);
        }
        return log;
    }

    /** Bytes that this thread has read from files, by proc(5). */
    private static long readSoFar() throws IOException {
        return Files.readAllLines(Path.of("/proc/thread-self/io")).stream()
                .filter(line -> line.startsWith("rchar: "))
                .mapToLong(line -> Long.parseLong(line.substring("rchar: ".length())))
                .sum();
    }

    @Test
    void anyNameOfAFolderWillDo() throws IOException {
        Row row = Row.of(
                "F115",
                "start, status and stop in a folder whose name has blanks, quotes, %, $, a line feed and letters beyond ASCII",
                "cycles that fail");
        for (int i = 0; i < Trials.of(1, 20); i++) {
            Place fresh = Place.in(folder);
            Path odd = Files.createDirectory(fresh.project().resolve("a b'c\"d é 空 $x %y\n#"));
            Place place = new Place(fresh.state(), odd);
            try (Marked marked = Marked.fresh()) {
                ServerSpec spec = place.server("server")
                        .port(FreePort.any())
                        .python(PythonServer.PLAIN, marked.word())
                        .startupTimeout(Duration.ofSeconds(10))
                        .build();
                Portman portman = place.portman(event -> {});
                portman.start(spec);
                boolean seen =
                        portman.status(odd).size() == 1 && marked.processes().size() == 1;
                portman.stop(spec.key(), Optional.empty());
                row.trial(!seen || !marked.processes().isEmpty(), "seen " + seen);
            }
        }
        row.end();
    }

    private static boolean drivesATerminal(String text) {
        return text.chars()
                .anyMatch(each -> (each < ' ' && each != '\n' && each != '\t') || (each >= 0x7f && each < 0xa0));
    }
}
