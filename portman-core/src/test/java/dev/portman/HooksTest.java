package dev.portman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.portman.model.Hooks;
import dev.portman.model.InvalidInputException;
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
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is run around the life of a server, with real commands. */
class HooksTest {

    private static final Duration ENOUGH = Duration.ofSeconds(30);

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
    void whatComesBeforeRunsInOrderWithTheServersEnvironment() throws IOException {
        int port = FreePort.any();
        ServerSpec spec = server("api")
                .port(port)
                .environment(Map.of("GREETING", "hi"))
                .python("say('server'); serve(listen())")
                .hooks(new Hooks(
                        List.of(shell("echo one $GREETING $PORT $0", "@{port}"), shell("echo two; pwd")),
                        List.of(),
                        ENOUGH))
                .build();

        portman.start(spec);

        assertThat(log("api"))
                .containsExactly(
                        "one hi " + port + " " + port, "two", place.project().toString(), "server");
        assertThat(place.told(ProgressEvent.RunningHook.class)).hasSize(2);
    }

    @Test
    void oneThatFailsIsTheEndOfTheStart() throws IOException {
        ServerSpec spec = server("api")
                .hooks(new Hooks(
                        List.of(shell("echo 'table not found'; exit 3"), shell("touch second")),
                        List.of(shell("touch cleaned")),
                        ENOUGH))
                .build();

        assertThatExceptionOfType(ServerFailedException.class)
                .isThrownBy(() -> portman.start(spec))
                .withMessageStartingWith(
                        "api was not started: /bin/sh -c echo 'table not found'; exit 3, which comes before"
                                + " its start, ended with exit code 3. Its last lines in ")
                .withMessageEndingWith("\n    table not found");

        assertThat(place.launched()).isEmpty();
        assertThat(place.project().resolve("second")).doesNotExist();
        assertThat(place.project().resolve("cleaned")).exists();
        assertThat(portman.status(place.project())).isEmpty();
    }

    @Test
    void oneThatTakesTooLongIsEndedWithAllThatItStarted() throws IOException, InterruptedException {
        ServerSpec spec = server("api")
                .hooks(new Hooks(
                        List.of(shell("sleep 60 & echo $! > child; wait")), List.of(), Duration.ofMillis(1500)))
                .build();

        assertThatExceptionOfType(ServerFailedException.class)
                .isThrownBy(() -> portman.start(spec))
                .withMessageContaining("did not end in time and was ended");

        assertThat(isAlive(place.project().resolve("child"))).isFalse();
        assertThat(portman.status(place.project())).isEmpty();
    }

    @Test
    void whatItLeavesRunningIsStoppedWithTheServer() throws IOException, InterruptedException {
        ServerSpec spec = server("api")
                .hooks(new Hooks(
                        List.of(shell("sleep 60 > /dev/null 2>&1 & echo $! > child; sleep 0.1")), List.of(), ENOUGH))
                .build();

        portman.start(spec);
        assertThat(isAlive(place.project().resolve("child"))).isTrue();
        portman.stop(spec.key(), Optional.empty());

        assertThat(isAlive(place.project().resolve("child"))).isFalse();
    }

    @Test
    void whatComesAfterRunsWhenTheServerIsGone() throws IOException {
        int port = FreePort.any();
        // As servers bind: who of the two closed the connection of the wait first decides on what remains of it.
        String tries =
                "import os, socket; s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1);"
                        + " s.bind(('127.0.0.1', int(os.environ['PORT'])));"
                        + " print('free', 'SECRET' in os.environ)";
        ServerSpec spec = server("api")
                .port(port)
                .environment(Map.of("SECRET", "hunter2"))
                .hooks(new Hooks(
                        List.of(),
                        List.of(
                                List.of("/usr/bin/python3", "-c", tries),
                                List.of("/bin/false"),
                                shell("echo $0 > after", "@{url}")),
                        ENOUGH))
                .build();
        portman.start(spec);

        portman.stop(spec.key(), Optional.empty());

        assertThat(log("api")).containsExactly("free False");
        assertThat(place.project().resolve("after")).hasContent("http://127.0.0.1:" + port);
        assertThat(place.told(ProgressEvent.HookFailed.class))
                .containsExactly(new ProgressEvent.HookFailed("api", List.of("/bin/false"), "ended with exit code 1"));
        assertThat(portman.status(place.project())).isEmpty();
    }

    @Test
    void theFailureOfAnotherServerEndsIt() throws IOException, InterruptedException {
        ServerSpec slow = server("slow")
                .hooks(new Hooks(List.of(shell("echo $$ > child; exec sleep 60")), List.of(), ENOUGH))
                .build();
        ServerSpec broken = server("broken")
                .python("while not os.path.exists('child'): time.sleep(0.01)\n" + PythonServer.FAILS)
                .build();

        assertThatExceptionOfType(ServerFailedException.class)
                .isThrownBy(() -> portman.startAll(List.of(slow, broken)))
                .withMessageStartingWith("broken ended with exit code 7");

        assertThat(isAlive(place.project().resolve("child"))).isFalse();
        assertThat(portman.status(place.project())).isEmpty();
    }

    @Test
    void programsThatDoNotExistAreRefusedBeforeAnythingIsDone() {
        ServerSpec before = server("api")
                .hooks(new Hooks(List.of(List.of("no-such-program")), List.of(), ENOUGH))
                .build();
        ServerSpec after = server("api")
                .hooks(new Hooks(List.of(), List.of(List.of("no-such-program")), ENOUGH))
                .build();

        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> portman.start(before))
                .withMessageStartingWith("beforeStart 'no-such-program' was not found on the PATH");
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> portman.start(after))
                .withMessageStartingWith("afterStop 'no-such-program' was not found on the PATH");
        assertThat(place.told()).isEmpty();
    }

    @Test
    void theServersProgramMayBeMadeBeforeItsStart() {
        List<String> words = new ArrayList<>(PythonServer.words(PythonServer.PLAIN));
        words.set(0, "./made");
        ServerSpec spec = server("api")
                .argv(words)
                .hooks(new Hooks(List.of(shell("ln -s /usr/bin/python3 made")), List.of(), ENOUGH))
                .build();

        assertThat(portman.start(spec).record().isReady()).isTrue();
    }

    private List<String> log(String server) throws IOException {
        return Files.readAllLines(place.project().resolve("logs/" + server + ".log"));
    }

    private static boolean isAlive(Path pidFile) throws IOException, InterruptedException {
        long pid = Long.parseLong(Files.readString(pidFile).strip());
        // Nobody but init collects the child of one that has ended; a zombie is gone.
        return Files.exists(Path.of("/proc", Long.toString(pid)))
                && !Files.readString(Path.of("/proc", Long.toString(pid), "stat"))
                        .matches("(?s).*\\) [ZX] .*");
    }

    private static List<String> shell(String line, String... arguments) {
        List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", line));
        words.addAll(List.of(arguments));
        return words;
    }

    private SpecBuilder server(String name) {
        return new SpecBuilder(place.project(), name).port(FreePort.any()).python(PythonServer.PLAIN);
    }
}
