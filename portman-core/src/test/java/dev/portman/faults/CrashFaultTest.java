package dev.portman.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.testing.FreePort;
import dev.portman.testing.Needs;
import dev.portman.testing.PythonServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code kill -9} and a full disk at every system call that changes anything: whoever comes next finds what was left and finishes the job. */
@Tag("faults")
class CrashFaultTest {

    private static final String CALLS =
            "openat,write,pwrite64,fsync,rename,renameat,renameat2,unlink,mkdir,clone,clone3,vfork,fcntl,ftruncate,kill";
    private static final String FILE_CALLS = "openat,write,pwrite64,fsync,rename";

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
        new Sweep(folder, CALLS, "signal=KILL", false).run(row, Trials.of(4, Integer.MAX_VALUE), Trials.of(1, 3));
        row.end();
    }

    @Test
    void whatWasLaunchedButNotYetRecordedIsFound() throws Exception {
        Row row = Row.of(
                "F81",
                "kill -9 of the JVM between the launch of the server and the record of its pid",
                "servers that are not found");
        row.broken("a server is recorded after its launch only", isMissedWithoutItsRecord());
        Sweep sweep = new Sweep(folder, CALLS, "signal=KILL", false);
        List<String> points = Sweep.launchPoints(sweep.trial(row, ""));
        assertThat(points).as("calls between launch and record").isNotEmpty();
        for (int i = 0; i < Trials.of(2, 200); i++) {
            sweep.trial(row, points.get(i % points.size()));
        }
        row.note(points.size() + " points");
        row.end();
    }

    @Test
    void whateverAKilledStopLeavesIsFinished() throws Exception {
        Row row = Row.of("F82", "as F80, during a stop", "leaks, unreadable records or stuck locks");
        Sweep sweep = new Sweep(folder, CALLS, "signal=KILL", true);
        sweep.run(row, Trials.of(4, Integer.MAX_VALUE), Trials.of(1, 4));
        // The server is ending while the next start looks.
        sweep.runAt("kill", row, Trials.of(2, 100));
        // Its record and what the project shows of it go one after the other.
        sweep.runAt("unlink", row, Trials.of(2, 40));
        row.end();
    }

    @Test
    void aDiskThatIsFullAtAnyMomentLosesNothing() throws Exception {
        Row row = Row.of(
                "F105",
                "ENOSPC at the k-th openat, write, fsync or rename during a start, for every k",
                "leaks, empty or unreadable records");
        new Sweep(folder, FILE_CALLS, "error=ENOSPC", false).run(row, Trials.of(4, Integer.MAX_VALUE), 1);
        row.end();
    }

    @ParameterizedTest
    @CsvSource({"EIO", "EMFILE", "EINTR"})
    void aCallThatFailsAtAnyMomentLosesNothing(String error) throws Exception {
        Row row = Row.of(
                "F107, " + error,
                error + " at the k-th openat, write, fsync or rename during a start, for every k",
                "leaks, empty or unreadable records");
        new Sweep(folder, FILE_CALLS, "error=" + error, false).run(row, Trials.of(1, Integer.MAX_VALUE), 1);
        row.end();
    }

    private boolean isMissedWithoutItsRecord() throws IOException {
        Place place = Place.in(folder);
        try (Marked marked = Marked.fresh()) {
            int port = FreePort.any();
            place.portman(event -> {})
                    .start(place.server("server")
                            .port(port)
                            .python(PythonServer.PLAIN, marked.word())
                            .build());
            for (Path file : Sweep.records(place.state())) {
                Files.delete(file);
            }
            // What the project shows would be a reason to doubt.
            Files.delete(place.project().resolve("logs/server.status"));
            place.portman(event -> {}).stop(place.server("server").build().key(), Optional.empty());
            return !marked.processes().isEmpty();
        }
    }
}
