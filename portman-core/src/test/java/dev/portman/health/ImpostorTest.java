package dev.portman.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.holder.HolderFinder;
import dev.portman.model.HealthCheck;
import dev.portman.process.ProcessTable;
import dev.portman.testing.Fixtures;
import dev.portman.testing.LaunchedServer;
import dev.portman.testing.SpecBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another process takes the port of a server during its checks. */
class ImpostorTest {

    private static final String LEAVES_ITS_PORT = """
            s = listen()
            while not os.path.exists(sys.argv[1]):
                time.sleep(0.01)
            s.close(); wait()
            """;

    /** Waits for the file of its first argument, listens on the port of its third as soon as that can be had, and makes the second file. */
    private static final String TAKES_IT = """
            ready()
            while not os.path.exists(sys.argv[1]):
                time.sleep(0.01)
            s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            while True:
                try:
                    s.bind(('127.0.0.1', int(sys.argv[3]))); s.listen(); break
                except OSError:
                    time.sleep(0.01)
            open(sys.argv[2], 'w').close(); wait()
            """;

    private final ProcessTable table = ProcessTable.forThisSystem();
    private final HolderFinder finder = HolderFinder.forThisSystem();
    private final Fixtures fixtures = new Fixtures();

    @TempDir
    Path folder;

    @AfterEach
    void endFixtures() {
        fixtures.close();
    }

    @Test
    void aServerThatHasLostItsPortWhenItsChecksPassIsNotReady() {
        Path leave = folder.resolve("leave");
        Path taken = folder.resolve("taken");
        HealthCheck passesOnceThePortIsTaken = new HealthCheck.Run(
                List.of(
                        "/bin/sh",
                        "-c",
                        "touch \"$1\"; while [ ! -e \"$2\" ]; do sleep 0.02; done",
                        "sh",
                        leave.toString(),
                        taken.toString()),
                Duration.ofSeconds(20));
        SpecBuilder spec =
                new SpecBuilder(folder, "server").python(LEAVES_ITS_PORT, leave).check(passesOnceThePortIsTaken);
        try (LaunchedServer server = LaunchedServer.launch(spec.build())) {
            fixtures.python(TAKES_IT, leave, taken, server.port());

            // A withdrawn start ends with the first look that does not find the server ready.
            ReadinessOutcome outcome = new ReadinessWaiter(finder, table, event -> {}, () -> Files.exists(taken))
                    .await(new Startup(server.spec(), server.record(), server.process()));

            assertThat(taken).exists();
            assertThat(outcome).isInstanceOf(ReadinessOutcome.Withdrawn.class);
        }
    }
}
