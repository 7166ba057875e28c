package dev.portman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.portman.model.AssignedPort;
import dev.portman.model.Lifetime;
import dev.portman.model.NotReadyException;
import dev.portman.model.OnConflict;
import dev.portman.model.PortHeldException;
import dev.portman.model.PortState;
import dev.portman.model.ProgressEvent;
import dev.portman.model.ServerRecord;
import dev.portman.model.ServerSpec;
import dev.portman.model.StartResult;
import dev.portman.model.Termination;
import dev.portman.model.Termination.How;
import dev.portman.testing.AsNobody;
import dev.portman.testing.FreePort;
import dev.portman.testing.LaunchedServer;
import dev.portman.testing.Needs;
import dev.portman.testing.PythonProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Another user who copies the mark of a server, which everybody may read, to a deaf process of his own. */
class CopiedMarkTest extends RealServers {

    /** Neither root nor the user that portman runs as. */
    private static final long COPYIST = 65_533;

    /** Listens on the given port; says the signals that it has got as often as it is asked. */
    private static final String DEAF = """
            got = []
            for number in (1, 2, 3, 10, 12, 15, 18): signal.signal(number, lambda n, frame: got.append(n))
            s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            s.bind(('127.0.0.1', int(sys.argv[1]))); s.listen()
            ready(s.getsockname()[1])
            while sys.stdin.readline(): print('got', got, flush=True)
            """;

    /** Waits for the file {@code go}, and lives on when its port is taken by then. */
    private static final String LATE = """
            say('up', os.getpid())
            while not os.path.exists('go'): time.sleep(0.01)
            try: serve(listen())
            except OSError: say('lost'); wait()
            """;

    /** Ends, but not so soon that a false "ready" could not be said before. */
    private static final String LATE_AND_LOST = LATE.replace("wait()", "time.sleep(1); sys.exit(3)");

    @BeforeEach
    void needsUsersAndMarks() {
        Needs.root();
        Needs.tool("prlimit");
    }

    @Test
    void whoTakesThePortOfAServerBeingStartedIsNotTakenForIt() {
        List<PythonProcess> copyists = new CopyOnWriteArrayList<>();
        Portman hostile = copiedBeforeReady(copyists, AssignedPort::port);
        ServerSpec spec = server("backend")
                .python(LATE)
                .startupTimeout(Duration.ofSeconds(1))
                .build();

        assertThatExceptionOfType(NotReadyException.class)
                .isThrownBy(() -> hostile.start(spec))
                .withMessageContaining("port " + spec.port().preferred() + " is answered by pid "
                        + copyists.get(0).pid() + " (python3")
                .withMessageContaining("which is not part of this server");

        assertThat(launched()).hasSize(1);
        assertThat(log("backend")).contains("lost");
        assertThat(LaunchedServer.isAlive(
                        launched().get(0).leader().orElseThrow().pid()))
                .isFalse();
        assertThat(portman.status(project)).isEmpty();
        assertUntouched(copyists.get(0));
    }

    @Test
    void aStopNeitherFailsNorWaitsForTheCopyAndSparesIt() {
        List<PythonProcess> copyists = new CopyOnWriteArrayList<>();
        ServerSpec spec = server("backend").python(LATE).build();
        StartResult started = copiedBeforeReady(copyists, port -> 0).start(spec);
        copyists.add(copyist(started.record().mark(), 0));
        assertThat(copyists)
                .hasSize(2)
                .allSatisfy(it -> assertThat(table.mark(it.pid()))
                        .isEqualTo(started.record().mark()));

        Termination termination = portman.stop(spec.key(), AS_DESCRIBED).termination();

        assertThat(termination.how()).as("by force, had it waited").isEqualTo(How.GRACEFUL);
        assertThat(termination.spared()).isEmpty();
        assertThat(isAlive(started)).isFalse();
        assertThat(portman.status(project)).isEmpty();
        copyists.forEach(CopiedMarkTest::assertUntouched);
    }

    @Test
    void aCopyThatHoldsThePortOfACrashedServerIsLeftAlone() {
        ServerSpec spec = server("backend").onConflict(OnConflict.EVICT).build();
        StartResult started = portman.start(spec);
        kill(started);
        int port = spec.port().preferred();
        await().until(() -> portman.probe(port) == PortState.FREE);
        PythonProcess copyist = copyist(started.record().mark(), port);

        assertThatExceptionOfType(PortHeldException.class)
                .isThrownBy(() -> portman.start(spec))
                .withMessageContaining("Port " + port + " is held by pid " + copyist.pid() + " (python3")
                .withMessageContaining("another user");
        assertThat(portman.status(project))
                .allSatisfy(status -> assertThat(status.state().isUp()).isFalse());
        assertThat(portman.stop(spec.key(), AS_DESCRIBED).termination().how()).isEqualTo(How.ALREADY_GONE);
        assertUntouched(copyist);
    }

    @Test
    void anUnprivilegedPortmanDoesNotTakeItForItsServer() throws Exception {
        int port = FreePort.any();
        Path theirs = ofNobody("theirs");
        CompletableFuture<String> start = CompletableFuture.supplyAsync(
                () -> asNobody(theirs, "start", "backend", port, Lifetime.DETACHED, LATE_AND_LOST));
        long pid = up(theirs);
        PythonProcess copyist = copyist(table.mark(pid), port);
        create(theirs.resolve("go"));

        assertThat(start.get())
                .startsWith("exit 1: backend ended with exit code 3")
                .contains("Port " + port + " is held now, but it cannot be told by whom")
                .contains("So nothing more was started.")
                .doesNotContain("Still there");
        assertThat(LaunchedServer.isAlive(pid)).isFalse();
        assertThat(asNobody(theirs, "status")).isEqualTo("status []");
        assertUntouched(copyist);
    }

    @Test
    void anUnprivilegedPortmanNeitherFailsNorWaitsForTheCopy() throws Exception {
        Path theirs = ofNobody("theirs");
        CompletableFuture<String> start = CompletableFuture.supplyAsync(
                () -> asNobody(theirs, "start", "backend", FreePort.any(), Lifetime.DETACHED, LATE));
        long pid = up(theirs);
        PythonProcess copyist = copyist(table.mark(pid), 0);
        create(theirs.resolve("go"));
        assertThat(start.get()).isEqualTo("started " + pid);

        assertThat(asNobody(theirs, "stop", "backend")).isEqualTo("stopped GRACEFUL");

        assertThat(LaunchedServer.isAlive(pid)).isFalse();
        assertUntouched(copyist);
    }

    /** Starts servers whose mark is copied as soon as they are launched, to a process that listens on what {@code port} says. */
    private Portman copiedBeforeReady(List<PythonProcess> copyists, ToIntFunction<AssignedPort> port) {
        return open(event -> {
            if (event instanceof ProgressEvent.Launched launched) {
                ServerRecord record = launched.launched();
                copyists.add(copyist(record.mark(), port.applyAsInt(record.assigned())));
                create(project.resolve("go"));
            }
        });
    }

    private PythonProcess copyist(OptionalLong mark, int port) {
        List<String> words = new ArrayList<>(AsNobody.prefix(COPYIST));
        long number = mark.orElseThrow();
        words.addAll(List.of(Needs.tool("prlimit").toString(), "--locks=" + number + ":" + number));
        return fixtures.add(PythonProcess.start(words, Map.of(), DEAF, port));
    }

    private static void assertUntouched(PythonProcess copyist) {
        copyist.tell("which?");
        assertThat(copyist.nextLine()).isEqualTo("got []");
    }

    private Path ofNobody(String name) throws IOException {
        Path made = Files.createDirectory(folder.toRealPath().resolve(name));
        Files.setAttribute(made, "unix:uid", AsNobody.UID);
        return made;
    }

    private String asNobody(Path project, Object... verb) {
        List<Object> arguments = new ArrayList<>(List.of(project.resolve("state"), project));
        arguments.addAll(List.of(verb));
        try {
            return AsNobody.run(folder, List.of(), OtherJvm.class, arguments.toArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static long up(Path project) {
        Path log = project.resolve("logs/backend.log");
        return await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> Files.exists(log)
                                ? Files.readAllLines(log).stream()
                                        .filter(line -> line.startsWith("up "))
                                        .mapToLong(line -> Long.parseLong(line.substring("up ".length())))
                                        .findFirst()
                                : OptionalLong.empty(),
                        OptionalLong::isPresent)
                .orElseThrow();
    }
}
