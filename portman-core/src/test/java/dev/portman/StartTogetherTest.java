package dev.portman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.portman.model.ProgressEvent;
import dev.portman.model.ServerFailedException;
import dev.portman.model.ServerSpec;
import dev.portman.testing.FreePort;
import dev.portman.testing.PythonServer;
import dev.portman.testing.SpecBuilder;
import dev.portman.testing.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that need nothing of each other start at the same time, and fail together. */
class StartTogetherTest {

    /** Says that it is up, in a file of its name, and goes on when the others are. */
    private static final String MEETS = """
            open(sys.argv[1] + '.up', 'w').close()
            while not all(os.path.exists(name + '.up') for name in sys.argv[2:]):
                time.sleep(0.01)
            """;

    @TempDir
    Path folder;

    private Workplace place;
    private Portman portman;

    @BeforeEach
    void openPortman() throws IOException {
        place = Workplace.in(folder);
        portman = place.portman();
    }

    @AfterEach
    void endEverything() {
        place.close();
    }

    @Test
    void thoseThatNeedNothingOfEachOtherStartAtTheSameTime() {
        ServerSpec a = meeting("a", "b", "c").build();
        ServerSpec b = meeting("b", "a", "c").build();
        ServerSpec c = meeting("c", "a", "b").build();

        assertThat(portman.startAll(List.of(a, b, c)))
                .extracting(it -> it.record().key().name())
                .containsExactly("a", "b", "c");
    }

    @Test
    void moreThanMayStartAtATimeAllStart() {
        List<ServerSpec> many = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            many.add(server("s" + i).build());
        }

        assertThat(portman.startAll(many)).hasSize(11);
        portman.stopAll(many.stream().map(ServerSpec::key).toList(), Optional.empty());
        assertThat(portman.status(place.project())).isEmpty();
    }

    @Test
    void eachKnowsThePlacesOfAllThatItNeedsAndOfNoOther() throws IOException {
        String tells = "say(*(name for name in ('DB_PORT', 'API_PORT', 'CACHE_PORT') if name in os.environ))\n";
        ServerSpec web = server("web")
                .dependsOn("api")
                .python(tells + PythonServer.PLAIN)
                .build();
        ServerSpec api = server("api").dependsOn("db").build();
        ServerSpec db = server("db").build();

        portman.startAll(List.of(web, api, db, server("cache").build()));

        assertThat(Files.readAllLines(place.project().resolve("logs/web.log"))).containsExactly("DB_PORT API_PORT");
    }

    @Test
    void oneFailureEndsTheOthersAndSaysWhich() {
        Duration patience = Duration.ofSeconds(50);
        ServerSpec ready = server("ready").build();
        ServerSpec slow = server("slow")
                .python(MEETS + PythonServer.SILENT, "slow")
                .startupTimeout(patience)
                .build();
        ServerSpec broken = server("broken")
                .python(MEETS + PythonServer.FAILS, "broken", "slow")
                .dependsOn("ready")
                .build();
        ServerSpec last = server("last").dependsOn("broken").build();
        long begun = System.nanoTime();

        assertThatExceptionOfType(ServerFailedException.class)
                .isThrownBy(() -> portman.startAll(List.of(last, slow, broken, ready)))
                .withMessageStartingWith("broken ended with exit code 7")
                .satisfies(failed -> assertThat(failed.getSuppressed()).isEmpty());

        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .as("nobody has waited for the slow one")
                .isLessThan(patience);
        assertThat(place.told(ProgressEvent.StartAbandoned.class))
                .containsExactly(new ProgressEvent.StartAbandoned("broken", List.of("ready"), List.of("last")));
        assertThat(place.launched())
                .extracting(it -> it.key().name())
                .containsExactlyInAnyOrder("ready", "slow", "broken");
        assertThat(place.living()).isEmpty();
        assertThat(portman.status(place.project())).isEmpty();
    }

    @Test
    void severalFailuresAreAllTold() {
        ServerSpec a = server("a").python(MEETS + PythonServer.FAILS, "a", "b").build();
        ServerSpec b = server("b").python(MEETS + PythonServer.FAILS, "b", "a").build();

        assertThatExceptionOfType(ServerFailedException.class)
                .isThrownBy(() -> portman.startAll(List.of(a, b)))
                .satisfies(failed -> assertThat(failed.getMessage() + List.of(failed.getSuppressed()))
                        .matches("(?s).*[ab] ended with exit code 7.*"));
        assertThat(place.living()).isEmpty();
    }

    @Test
    void anInterruptedCallLeavesNothing() throws InterruptedException {
        ServerSpec a = server("a").python(MEETS + PythonServer.SILENT, "a").build();
        ServerSpec b = server("b").python(MEETS + PythonServer.SILENT, "b").build();
        List<RuntimeException> thrown = new ArrayList<>();
        Thread call = new Thread(() -> {
            try {
                portman.startAll(List.of(a, b));
            } catch (RuntimeException e) {
                thrown.add(e);
            }
        });
        call.start();
        while (!Files.exists(place.project().resolve("a.up"))
                || !Files.exists(place.project().resolve("b.up"))) {
            Thread.sleep(10);
        }

        call.interrupt();
        call.join();

        assertThat(thrown).hasSize(1);
        assertThat(thrown.get(0)).isInstanceOf(ServerFailedException.class);
        assertThat(place.living()).isEmpty();
    }

    private SpecBuilder meeting(String name, String... others) {
        List<Object> words = new ArrayList<>(List.of(name));
        words.addAll(List.of(others));
        return server(name).python(MEETS + PythonServer.PLAIN, words.toArray());
    }

    private SpecBuilder server(String name) {
        return new SpecBuilder(place.project(), name).port(FreePort.any()).python(PythonServer.PLAIN);
    }
}
