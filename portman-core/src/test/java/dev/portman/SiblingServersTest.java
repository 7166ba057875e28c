package dev.portman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.portman.model.OnConflict;
import dev.portman.model.ServerFailedException;
import dev.portman.model.ServerSpec;
import dev.portman.model.StartResult;
import dev.portman.testing.FreePort;
import dev.portman.testing.PythonProcess;
import dev.portman.testing.PythonServer;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the servers of one call are to each other. */
class SiblingServersTest extends RealServers {

    @Test
    void aServerSeesWhereTheServersBeforeItAre() throws IOException {
        ServerSpec backend = server("the-api").build();
        ServerSpec frontend = server("frontend")
                .dependsOn("the-api")
                .python(
                        "say(sys.argv[1], os.environ['THE_API_PORT'], os.environ['THE_API_URL']); serve(listen())",
                        "@{the-api.url}")
                .build();

        portman.startAll(List.of(backend, frontend));

        String url = "http://127.0.0.1:" + backend.port().preferred();
        assertThat(log("frontend")).containsExactly(url + " " + backend.port().preferred() + " " + url);
        assertThat(Files.readString(project.resolve("logs/portman.env"))).contains("THE_API_URL=" + url);
    }

    @Test
    void aFallbackNeverTakesThePortThatASiblingPrefers() {
        PythonProcess holder = fixtures.python(HOLDS_A_PORT);
        int wanted = FreePort.any();
        int other = FreePort.any();
        ServerSpec backend = server("backend")
                .port(holder.number(0))
                .fallback(wanted, other)
                .onConflict(OnConflict.FALLBACK)
                .build();
        ServerSpec frontend = server("frontend").port(wanted).build();

        assertThat(portman.startAll(List.of(backend, frontend)))
                .extracting(started -> started.record().assigned().port())
                .containsExactly(other, wanted);
    }

    @Test
    void norTheOneOfASiblingThatIsStartedByAnotherCall() {
        PythonProcess holder = fixtures.python(HOLDS_A_PORT);
        int wanted = FreePort.any();
        int other = FreePort.any();
        ServerSpec backend = server("backend")
                .port(holder.number(0))
                .fallback(wanted, other)
                .onConflict(OnConflict.FALLBACK)
                .build();
        ServerSpec frontend = server("frontend").port(wanted).build();

        assertThat(portman.startBeside(backend, List.of(backend, frontend))
                        .record()
                        .assigned()
                        .port())
                .isEqualTo(other);
    }

    @Test
    void whereOneServerFailsThoseBeforeItAreStoppedAgain() {
        ServerSpec backend = server("backend").build();
        ServerSpec frontend = server("frontend").python(PythonServer.FAILS).build();

        assertThatExceptionOfType(ServerFailedException.class)
                .isThrownBy(() -> portman.startAll(List.of(backend, frontend)));

        assertThat(launched())
                .hasSize(2)
                .allSatisfy(record -> assertThat(members(record)).isEmpty());
        assertThat(portman.status(project)).isEmpty();
    }

    @Test
    void whatWasRunningBeforeIsNotStoppedBecauseAnotherFails() {
        ServerSpec backend = server("backend").onConflict(OnConflict.REUSE).build();
        ServerSpec frontend = server("frontend").python(PythonServer.FAILS).build();
        StartResult before = portman.start(backend);

        assertThatExceptionOfType(ServerFailedException.class)
                .isThrownBy(() -> portman.startAll(List.of(backend, frontend)));

        assertThat(isAlive(before)).isTrue();
    }
}
