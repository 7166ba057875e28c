package dev.portman.faults;

import static org.awaitility.Awaitility.await;

import dev.portman.model.PortmanException;
import dev.portman.model.ServerFailedException;
import dev.portman.model.ServerSpec;
import dev.portman.testing.FreePort;
import dev.portman.testing.PythonServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that put themselves into the background although nobody said so. */
@Tag("faults")
class ForkFaultTest {

    private static final String DAEMON = """
            if os.fork(): os._exit(0)
            os.setsid()
            if os.fork(): os._exit(0)
            serve(listen())
            """;

    @TempDir
    Path folder;

    @Test
    void whatAServerLeavesInTheBackgroundIsNamedAndStopped() throws IOException {
        Row row = Row.of(
                "F53",
                "a server forks twice and its first process ends with 0, without <forks>: start",
                "starts that do not say so, or leave something");
        for (int i = 0; i < Trials.of(3, 50); i++) {
            Place place = Place.in(folder);
            try (Marked marked = Marked.fresh()) {
                ServerSpec spec = place.server("server")
                        .port(FreePort.any())
                        .python(DAEMON, marked.word())
                        .build();
                String answer = "started";
                try {
                    place.portman(event -> {}).start(spec);
                } catch (ServerFailedException told) {
                    answer = told.getMessage() + " " + told.advice();
                } catch (PortmanException other) {
                    answer = "started? " + other;
                }
                row.trial(!answer.contains("forks") || !marked.processes().isEmpty(), answer);
            }
        }
        try (Marked marked = Marked.fresh()) {
            ProcessBuilder plain = new ProcessBuilder(PythonServer.words(DAEMON, marked.word()));
            plain.environment().put("PORT", Integer.toString(FreePort.any()));
            Process leader = plain.redirectErrorStream(true).start();
            await().atMost(Duration.ofSeconds(30)).until(() -> !leader.isAlive());
            leader.destroyForcibly();
            row.broken("the leader is taken for all", !marked.processes().isEmpty());
        }
        row.end();
    }
}
