package dev.portman.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portman.Portman;
import dev.portman.model.AfterEnd;
import dev.portman.model.Allowances;
import dev.portman.model.AssignedPort;
import dev.portman.model.PortmanException;
import dev.portman.model.ProgressEvent;
import dev.portman.model.Restart;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerRecord;
import dev.portman.model.ServerSpec;
import dev.portman.model.Upkeep;
import dev.portman.testing.FreePort;
import dev.portman.testing.PythonServer;
import dev.portman.testing.SpecBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that end while somebody attends to them, for real; restarts that are put off for so short that a test can wait for them. */
class AttendanceTest {

    private static final String ENDS =
            "s = listen(); s.accept(); time.sleep(2); say(sys.argv[1]); os._exit(int(sys.argv[2]))";
    private static final RestartPolicy QUICK = new RestartPolicy(2, Duration.ofMillis(50), Duration.ofMinutes(1));

    private final List<ProgressEvent> told = new CopyOnWriteArrayList<>();
    private final List<PortmanException> failed = new CopyOnWriteArrayList<>();

    @TempDir
    Path folder;

    private Path project;
    private Portman portman;

    @BeforeEach
    void openPortman() throws IOException {
        project = Files.createDirectory(folder.toRealPath().resolve("project"));
        portman = open(told::add);
    }

    @AfterEach
    void stopEverything() {
        portman.statusOfAll().forEach(it -> portman.stop(it.key(), Optional.empty()));
    }

    @Test
    void startsAgainWhatFailsUntilTheLimit() throws Exception {
        attended(QUICK, ends("BOOM", 3));

        assertThat(launches("api")).hasSize(3);
        assertThat(ends())
                .containsExactly(
                        ended(3, new AfterEnd.Again(1, 2, Duration.ofMillis(50))),
                        ended(3, new AfterEnd.Again(2, 2, Duration.ofMillis(100))),
                        ended(3, new AfterEnd.GivenUp(2)));
        assertThat(failed).isEmpty();
    }

    @Test
    void startsAgainWhateverBecomesOfThoseWhoAreTold() throws Exception {
        Consumer<ProgressEvent> noting = told::add;
        Audience mute = new Audience(
                noting.andThen(event -> {
                    throw new IllegalStateException("the terminal is closed");
                }),
                failed::add);
        Session session = new Session(portman, List.of(ends("BOOM", 3)), failed::add);
        session.start();

        new Attendance(session, QUICK, mute).await();
        session.close();

        assertThat(launches("api")).hasSize(3);
        assertThat(ends()).hasSize(3).last().isEqualTo(ended(3, new AfterEnd.GivenUp(2)));
    }

    @Test
    void leavesEndedWhatWasDone() throws Exception {
        attended(QUICK, ends("bye", 0));

        assertThat(launches("api")).hasSize(1);
        assertThat(ends()).containsExactly(ended(0, new AfterEnd.Stays()));
    }

    @Test
    void leavesEndedWhoseAddressIsInUse() throws Exception {
        attended(QUICK, ends("OSError: [Errno 98] Address already in use: port 5432", 1));

        assertThat(launches("api")).hasSize(1);
        assertThat(ends()).containsExactly(ended(1, new AfterEnd.InVain(OptionalInt.of(5432))));
    }

    @Test
    void leavesAloneWhatSomebodyElseHasStopped() throws Exception {
        CompletableFuture<Void> attendance = attending(QUICK, server("api", PythonServer.PLAIN));
        Portman other = open(event -> {});
        await().until(() -> ready("api").size() == 1);

        other.stop(new ServerKey(project, "api"), Optional.empty());
        attendance.get(20, TimeUnit.SECONDS);

        assertThat(launches("api")).hasSize(1);
        assertThat(ends()).containsExactly(new ProgressEvent.Ended("api", Optional.empty(), new AfterEnd.Taken()));
    }

    @Test
    void triesAStartThatFailsAgainAndTellsWhyInTheEnd() throws Exception {
        Path broken = project.resolve("broken");
        ServerSpec fragile = server("api", "if os.path.exists('broken'): sys.exit(7)\n" + PythonServer.PLAIN);
        CompletableFuture<Void> attendance = attending(QUICK, fragile);
        await().until(() -> ready("api").size() == 1);

        Files.createFile(broken);
        kill(ready("api").get(0));
        attendance.get(20, TimeUnit.SECONDS);

        assertThat(launches("api")).hasSize(3);
        assertThat(ends())
                .containsExactly(
                        ended(128 + 9, new AfterEnd.Again(1, 2, Duration.ofMillis(50))),
                        ended(7, new AfterEnd.Again(2, 2, Duration.ofMillis(100))),
                        ended(7, new AfterEnd.GivenUp(2)));
        assertThat(failed).hasSize(1);
        assertThat(failed.get(0)).hasMessageStartingWith("api ended with exit code 7 after ");
    }

    @Test
    void startsAnewWhoKnowsAServerByItsOldPlace() throws Exception {
        ServerSpec moving = spec("api").port(0).python(PythonServer.PLAIN).build();
        ServerSpec follower =
                spec("web").dependsOn("api").python(PythonServer.PLAIN).build();
        ServerSpec other = spec("other").python(PythonServer.PLAIN).build();
        try (Session session = new Session(portman, List.of(moving, follower, other), failed::add)) {
            session.start();
            CompletableFuture<Void> attendance = attending(session, QUICK);
            AssignedPort before = ready("api").get(0).assigned();

            kill(ready("api").get(0));
            await().atMost(Duration.ofSeconds(20)).until(() -> ready("api").size() == 2);
            if (!ready("api").get(1).assigned().equals(before)) {
                await().atMost(Duration.ofSeconds(20)).until(() -> ready("web").size() == 2);
                assertThat(told).contains(new ProgressEvent.Changed("web", List.of("the place of api")));
            }

            assertThat(ready("other")).hasSize(1);
            assertThat(attendance).isNotDone();
            stopEverything();
            attendance.get(20, TimeUnit.SECONDS);
        }
    }

    private SpecBuilder spec(String name) {
        return new SpecBuilder(project, name)
                .port(FreePort.any())
                .upkeep(new Upkeep(Restart.ON_FAILURE, List.of(), List.of()));
    }

    private ServerSpec server(String name, String code) {
        return spec(name).python(code).build();
    }

    private ServerSpec ends(String words, int exitCode) {
        return spec("api").python(ENDS, words, exitCode).build();
    }

    private static ProgressEvent ended(int exitCode, AfterEnd next) {
        return new ProgressEvent.Ended("api", Optional.of(exitCode), next);
    }

    private void attended(RestartPolicy policy, ServerSpec spec) throws Exception {
        attending(policy, spec).get(40, TimeUnit.SECONDS);
    }

    private CompletableFuture<Void> attending(RestartPolicy policy, ServerSpec spec) {
        Session session = new Session(portman, List.of(spec), failed::add);
        session.start();
        return attending(session, policy).whenComplete((done, e) -> session.close());
    }

    private CompletableFuture<Void> attending(Session session, RestartPolicy policy) {
        return CompletableFuture.runAsync(() -> {
            try {
                new Attendance(session, policy, new Audience(told::add, failed::add)).await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private Portman open(Consumer<ProgressEvent> progress) {
        return Portman.open(
                Map.of("PORTMAN_STATE_HOME", folder.resolve("state").toString()), Allowances.NONE, progress);
    }

    private List<ProgressEvent> ends() {
        return told.stream().filter(ProgressEvent.Ended.class::isInstance).toList();
    }

    private List<ServerRecord> launches(String name) {
        return told.stream()
                .filter(ProgressEvent.Launched.class::isInstance)
                .map(it -> ((ProgressEvent.Launched) it).launched())
                .filter(it -> it.key().name().equals(name))
                .toList();
    }

    private List<ServerRecord> ready(String name) {
        return told.stream()
                .filter(ProgressEvent.Ready.class::isInstance)
                .map(it -> ((ProgressEvent.Ready) it).result().record())
                .filter(it -> it.key().name().equals(name))
                .toList();
    }

    private static void kill(ServerRecord record) {
        ProcessHandle.of(record.leader().orElseThrow().pid()).ifPresent(ProcessHandle::destroyForcibly);
    }
}
