package dev.portman.faults;

import static org.awaitility.Awaitility.await;

import dev.portman.Portman;
import dev.portman.model.PortmanException;
import dev.portman.model.ServerSpec;
import dev.portman.testing.FreePort;
import dev.portman.testing.PythonServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that put themselves into the background: nobody has to say so. */
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
    void aServerThatGoesIntoTheBackgroundIsTheOneThatWasStarted() throws IOException {
        Row row = Row.of(
                "F53",
                "a server forks twice and its first process ends with 0, without <forks>: start, stop",
                "starts that do not record the process that serves, or leave something");
        for (int i = 0; i < Trials.of(3, 50); i++) {
            Place place = Place.in(folder);
            try (Marked marked = Marked.fresh()) {
                ServerSpec spec = place.server("server")
                        .port(FreePort.any())
                        .python(DAEMON, marked.word())
                        .build();
                String answer = answer(place.portman(event -> {}), spec, marked);
                row.trial(!answer.equals("stopped") || !marked.processes().isEmpty(), answer);
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

    private static String answer(Portman portman, ServerSpec spec, Marked marked) {
        try {
            Optional<Long> serving = portman.start(spec).status().pid();
            List<Long> alive =
                    marked.processes().stream().map(ProcessHandle::pid).toList();
            if (!alive.equals(serving.stream().toList())) {
                return "recorded " + serving + ", serving " + alive;
            }
            return portman.stop(spec.key(), Optional.empty()).termination().isComplete() ? "stopped" : "left";
        } catch (PortmanException failed) {
            return failed.toString();
        }
    }
}
