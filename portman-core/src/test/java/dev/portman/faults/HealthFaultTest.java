package dev.portman.faults;

import dev.portman.Portman;
import dev.portman.model.HealthCheck;
import dev.portman.model.NotReadyException;
import dev.portman.model.ServerSpec;
import dev.portman.model.StatusRange;
import dev.portman.testing.FreePort;
import dev.portman.testing.PythonProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers that want portman to go somewhere else. */
@Tag("faults")
class HealthFaultTest {

    /** Counts who comes, and tells when asked. */
    private static final String CANARY = """
            import threading
            s = socket.socket(); s.bind(('127.0.0.2', 0)); s.listen(50); hits = []
            def answer():
                while True:
                    c = s.accept()[0]; hits.append(1); c.sendall(b'HTTP/1.1 200 OK\\r\\nContent-Length: 0\\r\\n\\r\\n'); c.close()
            threading.Thread(target=answer, daemon=True).start()
            ready(s.getsockname()[1])
            for line in sys.stdin: print(len(hits), flush=True)
            """;

    private static final String REDIRECTS = """
            http(lambda c: c.sendall(('HTTP/1.1 302 Found\\r\\nLocation: http://%s/\\r\\nContent-Length: 0\\r\\n\\r\\n' % sys.argv[1]).encode()))
            """;

    private static final StatusRange REAL = new StatusRange(200, 299);

    @TempDir
    Path folder;

    @Test
    void noAnswerLeadsPortmanToAnotherHost() throws Exception {
        Row row = Row.of(
                "F58",
                "a server answers the check of its health with a redirect, in turn to another host and to itself without end; time of the start",
                "connections to the other host, false \"ready\", or waits more than 10 s beyond the limit of 600 ms");
        for (int i = 0; i < Trials.of(2, 50); i++) {
            try (PythonProcess canary = PythonProcess.start(CANARY)) {
                String answer = start(row, i % 2 == 0 ? Optional.of(host(canary)) : Optional.empty());
                row.trial(!answer.equals("not ready") || hits(canary) != 0, answer);
            }
        }
        try (PythonProcess canary = PythonProcess.start(CANARY)) {
            HttpClient follows = HttpClient.newBuilder()
                    .followRedirects(HttpClient.Redirect.ALWAYS)
                    .build();
            try (Marked marked = Marked.fresh()) {
                Place place = Place.in(folder);
                ServerSpec spec = place.server("server")
                        .port(FreePort.any())
                        .python(REDIRECTS, host(canary), marked.word())
                        .build();
                place.portman(event -> {}).start(spec);
                URI uri = URI.create("http://127.0.0.1:" + spec.port().preferred() + "/");
                follows.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding());
                row.broken("redirects are followed", hits(canary) == 1);
            }
        }
        row.end();
    }

    private String start(Row row, Optional<String> target) throws IOException {
        Duration limit = Duration.ofMillis(600);
        Place place = Place.in(folder);
        Portman portman = place.portman(event -> {});
        int port = FreePort.any();
        try (Marked marked = Marked.fresh()) {
            ServerSpec spec = place.server("server")
                    .port(port)
                    .startupTimeout(limit)
                    .check(new HealthCheck.Http("/", REAL, Duration.ofSeconds(2)))
                    .python(REDIRECTS, target.orElse("127.0.0.1:" + port), marked.word())
                    .build();
            long begun = System.nanoTime();
            try {
                portman.start(spec);
                return "ready";
            } catch (NotReadyException told) {
                Duration took = Duration.ofNanos(System.nanoTime() - begun);
                row.took(took);
                return took.compareTo(limit.plusSeconds(10)) > 0 ? "after " + took : "not ready";
            }
        }
    }

    private static String host(PythonProcess canary) {
        return "127.0.0.2:" + canary.number(0);
    }

    private static int hits(PythonProcess canary) {
        canary.tell("hits");
        return Integer.parseInt(canary.nextLine());
    }
}
