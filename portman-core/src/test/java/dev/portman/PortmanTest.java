package dev.portman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.portman.model.Allowances;
import dev.portman.model.Eviction;
import dev.portman.model.InvalidInputException;
import dev.portman.model.Lifetime;
import dev.portman.model.NotReadyException;
import dev.portman.model.OnConflict;
import dev.portman.model.PortHeldException;
import dev.portman.model.PortState;
import dev.portman.model.PortmanException;
import dev.portman.model.ProgressEvent;
import dev.portman.model.RefusedException;
import dev.portman.model.ServerFailedException;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerRecord;
import dev.portman.model.ServerSpec;
import dev.portman.model.ServerState;
import dev.portman.model.ServerStatus;
import dev.portman.model.StartResult;
import dev.portman.model.StopResult;
import dev.portman.model.StopSignal;
import dev.portman.model.Stopping;
import dev.portman.model.Termination.How;
import dev.portman.process.Member;
import dev.portman.process.ProcessTable;
import dev.portman.process.ServerTree;
import dev.portman.store.Registry;
import dev.portman.store.StateFolder;
import dev.portman.testing.Fixtures;
import dev.portman.testing.FreePort;
import dev.portman.testing.JvmFork;
import dev.portman.testing.LaunchedServer;
import dev.portman.testing.PythonProcess;
import dev.portman.testing.PythonServer;
import dev.portman.testing.SpecBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The verbs, from end to end, with real servers. */
class PortmanTest {

    private static final String HOLDS_A_PORT =
            "s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen(); ready(s.getsockname()[1]); wait()";
    /** Listens so late that every other start comes before. */
    private static final String SLOW = "time.sleep(0.4)\n" + PythonServer.PLAIN;

    private static final Optional<Stopping> AS_DESCRIBED = Optional.empty();

    private final ProcessTable table = ProcessTable.forThisSystem();
    private final Fixtures fixtures = new Fixtures();
    private final List<ProgressEvent> told = new CopyOnWriteArrayList<>();
    private final List<Process> jvms = new ArrayList<>();

    @TempDir
    Path folder;

    private Path state;
    private Path project;
    private Portman portman;

    @BeforeEach
    void openPortman() throws IOException {
        state = Files.createDirectory(folder.toRealPath().resolve("state"));
        project = Files.createDirectory(folder.toRealPath().resolve("project"));
        portman = open(event -> {});
    }

    @AfterEach
    void endEverything() throws InterruptedException {
        for (Process jvm : jvms) {
            jvm.destroyForcibly().waitFor();
        }
        launched().forEach(this::end);
        open(event -> {}).statusOfAll().forEach(status -> status.record().ifPresent(this::end));
        fixtures.close();
    }

    // ---- start, status, stop

    @Test
    void forceIsForThisStartAndNotForTheNextStop() {
        ServerSpec spec = server("backend").build();
        StartResult first = portman.start(spec);

        StartResult second = portman.forcefully().start(spec);

        assertThat(isAlive(first)).isFalse();
        assertThat(told.stream().filter(ProgressEvent.StoppingServer.class::isInstance))
                .singleElement()
                .satisfies(event -> assertThat(((ProgressEvent.StoppingServer) event)
                                .stopping()
                                .isForced())
                        .isTrue());
        assertThat(second.record().spec().stopping()).isEqualTo(spec.stopping());
        assertThat(portman.stop(spec.key(), AS_DESCRIBED).termination().how()).isEqualTo(How.GRACEFUL);
    }

    @Test
    void twoRecordsWithOneCookieAreBothRefused() {
        ServerSpec spec = server("backend").build();
        ServerRecord record = portman.start(spec).record();
        Registry registry = new Registry(StateFolder.open(Map.of("PORTMAN_STATE_HOME", state.toString())), told::add);
        ServerKey copy = new ServerKey(project, "copy");
        registry.save(new ServerRecord(
                copy,
                record.cookie(),
                record.starter(),
                record.leader(),
                record.spec(),
                record.assigned(),
                record.report()));

        for (ServerKey key : List.of(spec.key(), copy)) {
            assertThatThrownBy(() -> portman.stop(key, AS_DESCRIBED))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("shares its cookie with another server's");
        }

        assertThat(members(record)).as("nobody was signalled").hasSize(1);
        registry.forget(copy);
        assertThat(portman.stop(spec.key(), AS_DESCRIBED).termination().how()).isEqualTo(How.GRACEFUL);
    }

    @Test
    void aServerStartsIsSeenAndStops() throws IOException {
        ServerSpec spec = server("backend").build();

        StartResult started = portman.start(spec);

        ServerStatus status = started.status();
        int port = spec.port().preferred();
        assertThat(started.reused()).isFalse();
        assertThat(status.state()).isEqualTo(ServerState.RUNNING);
        assertThat(started.record().assigned().port()).isEqualTo(port);
        assertThat(started.record().assigned().url()).isEqualTo("http://127.0.0.1:" + port);
        assertThat(accepts(port)).isTrue();
        assertThat(portman.status(project)).containsExactly(status);
        assertThat(portman.statusOfAll()).containsExactly(status);
        assertThat(portman.status(folder)).isEmpty();

        StopResult stopped = portman.stop(spec.key(), AS_DESCRIBED);

        assertThat(stopped.termination().how()).isEqualTo(How.GRACEFUL);
        assertThat(stopped.termination().spared()).isEmpty();
        assertThat(isAlive(started)).isFalse();
        assertThat(portman.status(project)).isEmpty();
        assertThat(portman.probe(port)).isEqualTo(PortState.FREE);
        try (ServerSocket socket = new ServerSocket(port)) {
            assertThat(socket.isBound()).isTrue();
        }
    }

    @Test
    void aStopReturnsAsSoonAsTheServerIsGone() {
        ServerSpec spec = server("backend")
                .python("on(15, lambda: (say('end', time.monotonic_ns()), os._exit(0)))\n" + PythonServer.PLAIN)
                .build();
        portman.start(spec);

        portman.stop(spec.key(), AS_DESCRIBED);
        long now = System.nanoTime();

        // The same clock on Linux: CLOCK_MONOTONIC.
        long end = Long.parseLong(log("backend").get(0).replace("end ", ""));
        assertThat(Duration.ofNanos(now - end)).isBetween(Duration.ZERO, Duration.ofSeconds(3));
    }

    @Test
    void whatIsNotRunningIsStoppedAlready() {
        ServerSpec spec = server("backend").build();

        assertThat(portman.stop(spec.key(), AS_DESCRIBED).termination().how()).isEqualTo(How.ALREADY_GONE);

        portman.start(spec);
        portman.stop(spec.key(), AS_DESCRIBED);
        assertThat(portman.stop(spec.key(), AS_DESCRIBED).termination().how()).isEqualTo(How.ALREADY_GONE);
    }

    @Test
    void aServerThatDoesNotListenIsForced() {
        ServerSpec spec = server("backend")
                .python(PythonServer.DEAF)
                .stopping(new Stopping(Duration.ofMillis(300), StopSignal.TERM, List.of()))
                .build();
        StartResult started = portman.start(spec);

        assertThat(portman.stop(spec.key(), AS_DESCRIBED).termination().how()).isEqualTo(How.FORCED);
        assertThat(isAlive(started)).isFalse();
    }

    @Test
    void theCallerMayForceWhatTheDescriptionWouldAsk() {
        ServerSpec spec = server("backend").python(PythonServer.DEAF).build();
        portman.start(spec);

        assertThat(portman.stop(spec.key(), Optional.of(Stopping.atOnce()))
                        .termination()
                        .how())
                .isEqualTo(How.FORCED);
    }

    @Test
    void theWholeTreeOfAServerStops() {
        ServerSpec spec = server("backend").python("""
                def stray():
                    os.setsid(); wait()
                say('children', fork(wait), fork(stray)); serve(listen())
                """).build();
        StartResult started = portman.start(spec);
        assertThat(members(started.record())).hasSize(3);

        portman.stop(spec.key(), AS_DESCRIBED);

        assertThat(members(started.record())).isEmpty();
    }

    @Test
    void whoSharesTheMachineIsLeftAlone() {
        ServerSpec spec = server("backend").build();
        ServerSpec other = server("frontend").build();
        StartResult started = portman.start(spec);
        StartResult sibling = portman.start(other);
        PythonProcess client = clientOf(spec.port().preferred());
        PythonProcess stranger = fixtures.python(HOLDS_A_PORT);

        portman.stop(spec.key(), AS_DESCRIBED);

        assertThat(isAlive(started)).isFalse();
        assertThat(isAlive(sibling)).isTrue();
        assertThat(List.of(client.pid(), stranger.pid())).allMatch(LaunchedServer::isAlive);
    }

    @Test
    void aServerThatWasKilledHasExited() {
        ServerSpec spec = server("backend").build();
        StartResult started = portman.start(spec);

        kill(started);

        assertThat(portman.status(project)).extracting(ServerStatus::state).containsExactly(ServerState.EXITED);
        assertThat(portman.stop(spec.key(), AS_DESCRIBED).termination().how()).isEqualTo(How.ALREADY_GONE);
        assertThat(told).hasAtLeastOneElementOfType(ProgressEvent.RecordDropped.class);
        assertThat(portman.status(project)).isEmpty();
    }

    @Test
    void aServerThatWasKilledStartsAgain() {
        ServerSpec spec = server("backend").onConflict(OnConflict.FAIL).build();
        kill(portman.start(spec));

        assertThat(portman.start(spec).status().state()).isEqualTo(ServerState.RUNNING);
    }

    @Test
    void aServerThatClosedItsPortIsUnhealthy() {
        ServerSpec spec = server("backend")
                .python("s = listen(); time.sleep(0.5); s.close(); wait()")
                .build();
        portman.start(spec);

        await().until(() -> !accepts(spec.port().preferred()));

        assertThat(portman.status(project)).extracting(ServerStatus::state).containsExactly(ServerState.UNHEALTHY);
        assertThat(portman.stop(spec.key(), AS_DESCRIBED).termination().how()).isEqualTo(How.GRACEFUL);
    }

    @Test
    void aServerThatForksIsStartedKeptAndStoppedLikeAnyOther() {
        ServerSpec spec = server("backend")
                .onConflict(OnConflict.REUSE)
                .forks()
                .python("""
                def daemon():
                    os.setsid(); time.sleep(0.3); serve(listen())
                os.fork() or daemon()
                """)
                .build();

        StartResult started = portman.start(spec);

        assertThat(isAlive(started)).as("what was launched has ended").isFalse();
        assertThat(portman.status(project)).containsExactly(started.status());
        assertThat(portman.start(spec).reused()).isTrue();
        assertThat(portman.stop(spec.key(), AS_DESCRIBED).termination().how()).isEqualTo(How.GRACEFUL);
        assertThat(members(started.record())).isEmpty();
    }

    @Test
    void aServerSeesItsPortInItsWordsAndItsEnvironment() {
        ServerSpec spec = server("backend")
                .environment(Map.of("OWN_URL", "@{url}/x"))
                .python(
                        "say(sys.argv[1], PORT, os.environ['OWN_URL'], os.environ.get('HOST')); serve(listen())",
                        "@{port}")
                .build();
        portman.start(spec);
        int port = spec.port().preferred();

        assertThat(log("backend")).containsExactly(port + " " + port + " http://127.0.0.1:" + port + "/x None");
    }

    @Test
    void anyFreePortCanBeHad() {
        StartResult started = portman.start(server("backend").port(0).build());

        assertThat(started.record().assigned().port()).isPositive();
        assertThat(started.record().assigned().requested()).isZero();
        assertThat(accepts(started.record().assigned().port())).isTrue();
    }

    // ---- the port is held

    @Test
    void aSecondStartReplacesTheRunningServer() {
        ServerSpec spec = server("backend").onConflict(OnConflict.EVICT).build();
        StartResult first = portman.start(spec);

        StartResult second = portman.start(spec);

        assertThat(isAlive(first)).isFalse();
        assertThat(isAlive(second)).isTrue();
        assertThat(second.record().assigned()).isEqualTo(first.record().assigned());
        assertThat(portman.status(project)).containsExactly(second.status());
    }

    @Test
    void aForcedStartDoesNotWaitForThePreviousRunToAgree() {
        ServerSpec spec = server("backend").python(PythonServer.DEAF).build();
        StartResult first = portman.start(spec);

        long begun = System.nanoTime();
        portman.forcefully().start(spec);

        assertThat(isAlive(first)).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .isLessThan(spec.stopping().timeout());
    }

    @Test
    void reuseKeepsTheRunningServer() {
        ServerSpec spec = server("backend").onConflict(OnConflict.REUSE).build();
        StartResult first = portman.start(spec);

        StartResult second = portman.start(spec);

        assertThat(second.reused()).isTrue();
        assertThat(second.status()).isEqualTo(first.status());
        assertThat(isAlive(first)).isTrue();
        assertThat(launched()).hasSize(1);
    }

    @Test
    void reuseKeepsAServerWhoseChildListens() {
        ServerSpec spec = server("backend")
                .onConflict(OnConflict.REUSE)
                .python("fork(lambda: serve(listen())); wait()")
                .build();
        portman.start(spec);

        assertThat(portman.start(spec).reused()).isTrue();
    }

    @Test
    void reuseReplacesAServerWhoseDescriptionHasChanged() {
        SpecBuilder spec = server("backend").onConflict(OnConflict.REUSE);
        StartResult first = portman.start(spec.build());

        StartResult second =
                portman.start(spec.environment(Map.of("PROFILE", "other")).build());

        assertThat(second.reused()).isFalse();
        assertThat(isAlive(first)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = OnConflict.class,
            names = {"FALLBACK", "FAIL"})
    void whatStopsNothingDoesNotStartASecondInstance(OnConflict policy) {
        SpecBuilder spec = server("backend").onConflict(policy).fallback(FreePort.any());
        StartResult first = portman.start(spec.build());

        PortHeldException refused = catchThrowableOfType(PortHeldException.class, () -> portman.start(spec.build()));

        assertThat(refused)
                .hasMessage("backend is running already (pid %d) on port %d, and policy %s stops nothing."
                        .formatted(pid(first), first.record().assigned().port(), policy.word()));
        assertThat(isAlive(first)).isTrue();
        assertThat(launched()).hasSize(1);
    }

    @Test
    void aHolderIsEvicted() {
        PythonProcess holder = fixtures.python(HOLDS_A_PORT);
        PythonProcess client = clientOf(holder.number(0));
        ServerSpec spec = server("backend").port(holder.number(0)).build();

        StartResult started = portman.start(spec);

        assertThat(LaunchedServer.isAlive(holder.pid())).isFalse();
        assertThat(LaunchedServer.isAlive(client.pid()))
                .as("a client is no holder")
                .isTrue();
        assertThat(started.record().assigned().port()).isEqualTo(holder.number(0));
        assertThat(started.record().report().evicted()).singleElement().satisfies(eviction -> {
            assertThat(eviction.pid()).isEqualTo(holder.pid());
            assertThat(eviction.how()).isEqualTo(How.GRACEFUL);
            assertThat(eviction.user()).isEqualTo(System.getProperty("user.name"));
        });
        assertThat(told)
                .hasAtLeastOneElementOfType(ProgressEvent.Evicting.class)
                .hasAtLeastOneElementOfType(ProgressEvent.Evicted.class);
    }

    @Test
    void aDeafHolderIsEvictedByForce() {
        PythonProcess holder = fixtures.python("signal.signal(15, signal.SIG_IGN)\n" + HOLDS_A_PORT);
        ServerSpec spec = server("backend")
                .port(holder.number(0))
                .stopping(new Stopping(Duration.ofMillis(300), StopSignal.TERM, List.of()))
                .build();

        assertThat(portman.start(spec).record().report().evicted())
                .extracting(Eviction::how)
                .containsExactly(How.FORCED);
    }

    @Test
    void aHolderWithWorkersIsEvictedAsAWhole() {
        PythonProcess master = fixtures.python("""
                s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen()
                workers = []
                for _ in range(3):
                    pid = os.fork()
                    if pid == 0:
                        wait()
                    workers.append(pid)
                ready(s.getsockname()[1], *workers); wait()
                """);
        ServerSpec spec = server("backend").port(master.number(0)).build();

        StartResult started = portman.start(spec);

        assertThat(started.record().report().evicted()).hasSize(4);
        assertThat(List.of((long) master.number(1), (long) master.number(2), (long) master.number(3), master.pid()))
                .noneMatch(LaunchedServer::isAlive);
    }

    @Test
    void aSupervisorThatStartsItsServerAnewIsEvictedWithIt() {
        PythonProcess supervisor = fixtures.python("""
                s = socket.socket(); s.bind(('127.0.0.1', 0)); port = s.getsockname()[1]; s.close()
                r, w = os.pipe()
                def child():
                    s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                    s.bind(('127.0.0.1', port)); s.listen(); os.write(w, b'x'); wait()
                for life in range(1000):
                    pid = os.fork() or child()
                    if life == 0:
                        os.read(r, 1); ready(port)
                    os.waitpid(pid, 0)
                """);

        StartResult started =
                portman.start(server("backend").port(supervisor.number(0)).build());

        assertThat(LaunchedServer.isAlive(supervisor.pid())).isFalse();
        assertThat(started.record().assigned().port()).isEqualTo(supervisor.number(0));
        assertThat(told).hasAtLeastOneElementOfType(ProgressEvent.Respawned.class);
    }

    @Test
    void reclaimLeavesAStrangerAloneAndFallsBack() {
        PythonProcess holder = fixtures.python(HOLDS_A_PORT);
        int next = FreePort.any();
        ServerSpec spec = server("backend")
                .port(holder.number(0))
                .fallback(holder.number(0), next)
                .onConflict(OnConflict.RECLAIM)
                .build();

        StartResult started = portman.start(spec);

        assertThat(LaunchedServer.isAlive(holder.pid())).isTrue();
        assertThat(started.record().assigned().port()).isEqualTo(next);
        assertThat(started.record().assigned().requested()).isEqualTo(holder.number(0));
        assertThat(accepts(next)).isTrue();
        assertThat(told)
                .filteredOn(ProgressEvent.FallingBack.class::isInstance)
                .singleElement()
                .extracting(ProgressEvent::level)
                .isEqualTo(ProgressEvent.Level.WARNING);
    }

    @Test
    void aServerThatFellBackReturnsToItsPortWhenThatIsFree() {
        PythonProcess holder = fixtures.python(HOLDS_A_PORT);
        ServerSpec spec = server("backend")
                .port(holder.number(0))
                .fallback(FreePort.any())
                .onConflict(OnConflict.RECLAIM)
                .build();
        StartResult first = portman.start(spec);
        holder.close();

        StartResult second = portman.start(spec);

        assertThat(isAlive(first)).isFalse();
        assertThat(second.record().assigned().port()).isEqualTo(holder.number(0));
    }

    @Test
    void failNamesTheHolderAndTouchesNothing() {
        PythonProcess holder = fixtures.python(HOLDS_A_PORT);
        ServerSpec spec = server("backend")
                .port(holder.number(0))
                .fallback(FreePort.any())
                .onConflict(OnConflict.FAIL)
                .build();

        PortHeldException refused = catchThrowableOfType(PortHeldException.class, () -> portman.start(spec));

        assertThat(refused)
                .hasMessageContaining("Port " + holder.number(0))
                .hasMessageContaining("pid " + holder.pid())
                .hasMessageContaining("backend was not started");
        assertThat(refused.exitCode()).isEqualTo(5);
        assertThat(refused.advice()).isNotBlank();
        assertThat(LaunchedServer.isAlive(holder.pid())).isTrue();
        assertThat(launched()).isEmpty();
        assertThat(portman.status(project)).isEmpty();
    }

    @Test
    void whereNoFallbackIsLeftNothingStarts() {
        PythonProcess holder = fixtures.python(HOLDS_A_PORT);
        PythonProcess other = fixtures.python(HOLDS_A_PORT);
        ServerSpec spec = server("backend")
                .port(holder.number(0))
                .fallback(other.number(0))
                .onConflict(OnConflict.FALLBACK)
                .build();

        assertThatExceptionOfType(PortHeldException.class)
                .isThrownBy(() -> portman.start(spec))
                .withMessageContaining("the fallback ports " + other.number(0) + " are taken too");
        assertThat(launched()).isEmpty();
    }

    @Test
    void ourselvesAreNeverEvicted() throws IOException {
        try (ServerSocket own = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            int next = FreePort.any();
            ServerSpec spec =
                    server("backend").port(own.getLocalPort()).fallback(next).build();

            assertThat(portman.start(spec).record().assigned().port()).isEqualTo(next);
            assertThat(own.isClosed()).isFalse();
        }
    }

    @Test
    void theRunningServerOfAnotherProjectIsNotEvicted() throws IOException {
        Path elsewhere = Files.createDirectory(folder.toRealPath().resolve("elsewhere"));
        StartResult theirs = portman.start(new SpecBuilder(elsewhere, "backend")
                .port(FreePort.any())
                .python(PythonServer.PLAIN)
                .build());
        int next = FreePort.any();

        StartResult ours = portman.start(server("backend")
                .port(theirs.record().assigned().port())
                .fallback(next)
                .build());

        assertThat(isAlive(theirs)).isTrue();
        assertThat(ours.record().assigned().port()).isEqualTo(next);
    }

    @Test
    void whomTheUserNamesOnTheCommandLineMayGo() throws IOException {
        Path elsewhere = Files.createDirectory(folder.toRealPath().resolve("elsewhere"));
        StartResult theirs = portman.start(new SpecBuilder(elsewhere, "backend")
                .port(FreePort.any())
                .python(PythonServer.PLAIN)
                .build());
        Portman allowed = Portman.open(environment(), Allowances.parse(Long.toString(pid(theirs))), told::add);

        StartResult ours = allowed.start(
                server("backend").port(theirs.record().assigned().port()).build());

        assertThat(isAlive(theirs)).isFalse();
        assertThat(ours.record().assigned().port())
                .isEqualTo(theirs.record().assigned().port());
    }

    // ---- a start that fails

    @Test
    void aServerThatEndsAtOnceIsExplainedAndLeavesNothing() throws IOException {
        ServerSpec spec = server("backend").python(PythonServer.FAILS).build();

        ServerFailedException failed = catchThrowableOfType(ServerFailedException.class, () -> portman.start(spec));

        assertThat(failed)
                .hasMessageContaining("backend ended with exit code 7")
                .hasMessageContaining(
                        "before it was ready on port " + spec.port().preferred())
                .hasMessageContaining(project.resolve("logs/backend.log").toString())
                .hasMessageContaining("BOOM");
        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(portman.status(project)).isEmpty();
        assertThat(Files.readString(project.resolve("logs/backend_status.json")).replace(" ", ""))
                .contains("\"state\":\"failed\"")
                .contains("\"exitCode\":7");
    }

    @Test
    void aServerThatIsNotReadyInTimeIsStoppedAgain() {
        ServerSpec spec = server("backend")
                .python("say('thinking', fork(wait)); wait()")
                .startupTimeout(Duration.ofMillis(500))
                .build();

        NotReadyException late = catchThrowableOfType(NotReadyException.class, () -> portman.start(spec));

        assertThat(late)
                .hasMessageMatching("(?s)backend was not ready after 0\\.[5-9].*")
                .hasMessageContaining("port " + spec.port().preferred() + " does not accept connections yet")
                .hasMessageContaining("thinking");
        assertThat(late.exitCode()).isEqualTo(7);
        assertThat(launched())
                .singleElement()
                .satisfies(record -> assertThat(members(record)).isEmpty());
        assertThat(portman.status(project)).isEmpty();
        assertThat(portman.probe(spec.port().preferred())).isEqualTo(PortState.FREE);
    }

    @Test
    void aServerThatPutsItselfIntoTheBackgroundIsStoppedAgain() {
        ServerSpec spec = server("backend").python("""
                def daemon():
                    os.setsid(); time.sleep(1); serve(listen())
                os.fork() or daemon()
                """).build();

        assertThatExceptionOfType(ServerFailedException.class)
                .isThrownBy(() -> portman.start(spec))
                .withMessageContaining("put itself into the background");
        assertThat(launched())
                .singleElement()
                .satisfies(record -> assertThat(members(record)).isEmpty());
        assertThat(portman.probe(spec.port().preferred())).isEqualTo(PortState.FREE);
    }

    @Test
    void aCommandThatDoesNotExistStopsAndStartsNothing() {
        PythonProcess holder = fixtures.python(HOLDS_A_PORT);
        ServerSpec spec = server("backend")
                .port(holder.number(0))
                .argv(List.of("portman-no-such-program"))
                .build();

        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> portman.start(spec));

        assertThat(LaunchedServer.isAlive(holder.pid())).isTrue();
        assertThat(told).isEmpty();
        assertThat(portman.status(project)).isEmpty();
    }

    @Test
    void secretsOfTheServerAreNotInItsFailure() {
        ServerSpec spec = server("backend")
                .environment(Map.of("DB_PASSWORD", "hunter2-hunter2"))
                .python("say('connecting with', os.environ['DB_PASSWORD']); sys.exit(1)")
                .build();

        assertThatExceptionOfType(ServerFailedException.class)
                .isThrownBy(() -> portman.start(spec))
                .withMessageContaining("connecting with ***")
                .satisfies(failed -> assertThat(failed.getMessage()).doesNotContain("hunter2"));
    }

    @Test
    void aServerThatSaysItFailedIsStoppedAtOnceAndQuoted() {
        ServerSpec spec = server("backend")
                .environment(Map.of("DB_PASSWORD", "hunter2-hunter2"))
                .python("""
                        on(15, lambda: None)
                        fork(wait)
                        for piece in ('FATAL: no login with hunt', 'er2-hunter2 \\a', '!\\n'):
                            os.write(1, piece.encode()); time.sleep(0.05)
                        wait()
                        """)
                .stopping(Stopping.atOnce())
                .failure("^FATAL")
                .build();

        ServerFailedException failed = catchThrowableOfType(ServerFailedException.class, () -> portman.start(spec));

        assertThat(failed)
                .hasMessageStartingWith("backend said after ")
                .hasMessageContaining(" that it failed, and was stopped: FATAL: no login with ***")
                .hasMessageNotContaining("hunter2")
                .hasMessageNotContaining("\u0007");
        assertThat(failed.advice()).contains("^FATAL");
        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(portman.status(project)).isEmpty();
        assertThat(launched())
                .singleElement()
                .satisfies(record -> assertThat(members(record)).isEmpty());
    }

    // ---- several servers

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

    // ---- kill

    @Test
    void killFreesAPort() {
        PythonProcess holder = fixtures.python("signal.signal(15, signal.SIG_IGN)\n" + HOLDS_A_PORT);
        PythonProcess client = clientOf(holder.number(0));

        assertThat(portman.kill(holder.number(0), project).killed())
                .extracting(Eviction::pid, Eviction::how)
                .containsExactly(tuple(holder.pid(), How.FORCED));

        assertThat(LaunchedServer.isAlive(holder.pid())).isFalse();
        assertThat(LaunchedServer.isAlive(client.pid())).isTrue();
        assertThat(portman.holders(holder.number(0)).visibleHolders()).isEmpty();
    }

    @Test
    void killOfAFreePortIsDoneAlready() {
        assertThat(portman.kill(FreePort.any(), project).killed()).isEmpty();
    }

    @Test
    void killOfAServerOfOursTakesItsWholeTreeAndItsRecord() {
        ServerSpec spec =
                server("backend").python("fork(wait); serve(listen())").build();
        StartResult started = portman.start(spec);

        portman.kill(spec.port().preferred(), project);

        assertThat(members(started.record())).isEmpty();
        assertThat(portman.status(project)).isEmpty();
    }

    @Test
    void killRefusesOurselves() throws IOException {
        try (ServerSocket own = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            RefusedException refused =
                    catchThrowableOfType(RefusedException.class, () -> portman.kill(own.getLocalPort(), project));

            assertThat(refused)
                    .hasMessageContaining("pid " + ProcessHandle.current().pid())
                    .hasMessageContaining("portman itself");
            assertThat(refused.exitCode()).isEqualTo(6);
            assertThat(accepts(own.getLocalPort())).isTrue();
        }
    }

    @Test
    void killRefusesWhoeverStartedUs() throws IOException {
        try (ServerSocket own = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertThat(answer(inOtherJvm("kill", own.getLocalPort())))
                    .startsWith("exit 6: ")
                    .contains("pid " + ProcessHandle.current().pid())
                    .contains("one of the processes that started portman");
            assertThat(accepts(own.getLocalPort())).isTrue();
        }
    }

    @Test
    void killRefusesTheRunningServerOfAnotherProject() throws IOException {
        Path elsewhere = Files.createDirectory(folder.toRealPath().resolve("elsewhere"));
        ServerSpec spec = server("backend").build();
        StartResult started = portman.start(spec);

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> portman.kill(spec.port().preferred(), elsewhere));

        assertThat(isAlive(started)).isTrue();
    }

    // ---- records that must not be believed

    @Test
    void aCorruptRecordIsToldAndNothingIsKilled() throws IOException {
        ServerSpec spec = server("backend").build();
        StartResult started = portman.start(spec);
        Files.writeString(recordFile(), "{\"schema\":1,\"pid\":" + pid(started));

        assertThat(portman.status(project)).isEmpty();
        assertThat(portman.stop(spec.key(), AS_DESCRIBED).termination().how()).isEqualTo(How.ALREADY_GONE);

        assertThat(told).hasAtLeastOneElementOfType(ProgressEvent.RecordRefused.class);
        assertThat(isAlive(started)).isTrue();
    }

    @Test
    void aRecordThatNamesAnotherProcessStopsNothing() {
        ServerSpec spec = server("backend").build();
        StartResult started = portman.start(spec);
        portman.stop(spec.key(), AS_DESCRIBED);
        PythonProcess canary = fixtures.python("""
                child = os.fork()
                if child == 0:
                    wait()
                ready(child); wait()
                """);
        ServerRecord forged =
                started.record().launched(table.identity(canary.pid()).orElseThrow());
        Registry registry = new Registry(StateFolder.open(environment()), event -> {});

        for (Optional<Stopping> how : List.of(AS_DESCRIBED, Optional.of(Stopping.atOnce()))) {
            registry.save(forged);
            assertThat(portman.stop(spec.key(), how).termination().how()).isEqualTo(How.ALREADY_GONE);
        }
        registry.save(forged);
        portman.start(spec);

        assertThat(List.of(canary.pid(), (long) canary.number(0))).allMatch(LaunchedServer::isAlive);
    }

    // ---- several calls at once

    @RepeatedTest(4)
    void twoStartsOfOneServerEndInExactlyOne() throws Exception {
        ServerSpec spec = server("backend").python(SLOW).build();

        List<Object> outcomes = together(Collections.nCopies(2, () -> startOrRefusal(open(event -> {}), spec)));

        assertThat(outcomes)
                .hasAtLeastOneElementOfType(StartResult.class)
                .hasAtLeastOneElementOfType(PortHeldException.class);
        assertThat(launched()).hasSize(1);
        assertThat(portman.status(project)).singleElement().satisfies(status -> {
            assertThat(status.state()).isEqualTo(ServerState.RUNNING);
            assertThat(status.record().flatMap(ServerRecord::leader))
                    .isEqualTo(launched().get(0).leader());
        });
    }

    @RepeatedTest(3)
    void serversThatWantOnePortAtOnceGetOneEach() throws Exception {
        int[] ports = IntStream.generate(FreePort::any).distinct().limit(5).toArray();
        List<Callable<Object>> starts = new ArrayList<>();
        for (int each : ports) {
            ServerSpec spec = server("server" + each)
                    .port(ports[0])
                    .fallback(ports)
                    .python(SLOW)
                    .build();
            starts.add(() -> startOrRefusal(open(event -> {}), spec));
        }

        List<Object> outcomes = together(starts);

        assertThat(outcomes).hasOnlyElementsOfType(StartResult.class);
        assertThat(outcomes)
                .extracting(
                        outcome -> ((StartResult) outcome).record().assigned().port())
                .containsExactlyInAnyOrderElementsOf(IntStream.of(ports).boxed().toList());
        assertThat(launched()).as("none was launched in vain").hasSize(ports.length);
    }

    @Test
    @Timeout(30)
    void aPortThatAnotherStartIsAboutToUseIsNotWaitedFor() throws IOException {
        Path trigger = folder.resolve("trigger");
        ServerSpec slow = server("slow").python("""
                while not os.path.exists(sys.argv[1]):
                    time.sleep(0.02)
                serve(listen())
                """, trigger).build();
        int next = FreePort.any();
        ServerSpec spec =
                server("backend").port(slow.port().preferred()).fallback(next).build();
        List<StartResult> others = new ArrayList<>();
        Portman first = open(event -> {
            if (event instanceof ProgressEvent.Launched && others.isEmpty()) {
                others.add(portman.start(spec));
                create(trigger);
            }
        });

        first.start(slow);

        assertThat(others)
                .singleElement()
                .satisfies(other -> assertThat(other.record().assigned().port()).isEqualTo(next));
    }

    @Test
    void aStartUnderWayIsNotDisturbed() {
        ServerSpec spec = server("backend").build();
        List<PortmanException> refusals = new ArrayList<>();
        Portman slow = open(event -> {
            if (event instanceof ProgressEvent.Launched) {
                refusals.add(catchThrowableOfType(PortmanException.class, () -> portman.start(spec)));
            }
        });

        StartResult started = slow.start(spec);

        assertThat(refusals)
                .singleElement()
                .satisfies(refused -> assertThat(refused)
                        .hasMessage("backend is being started by pid %d on port %d at this moment."
                                .formatted(
                                        ProcessHandle.current().pid(),
                                        spec.port().preferred())));
        assertThat(isAlive(started)).isTrue();
        assertThat(launched()).hasSize(1);
    }

    @Test
    void aStopOfTheOldServerDoesNotForgetTheNewOne() {
        ServerSpec spec = server("backend").build();
        StartResult old = portman.start(spec);
        List<StartResult> replaced = new ArrayList<>();
        Portman late = open(event -> {
            if (event instanceof ProgressEvent.StoppingServer && replaced.isEmpty()) {
                replaced.add(portman.start(spec));
            }
        });

        assertThatExceptionOfType(PortHeldException.class)
                .as("the port is not free, and that is said")
                .isThrownBy(() -> late.stop(spec.key(), AS_DESCRIBED));

        assertThat(isAlive(old)).isFalse();
        assertThat(isAlive(replaced.get(0))).isTrue();
        assertThat(portman.status(project)).containsExactly(replaced.get(0).status());
    }

    @Test
    void aStartThatFailsDoesNotStopWhatAnotherCallHasStartedMeanwhile() {
        ServerSpec spec = server("backend").build();
        ServerSpec failing = server("backend").python(PythonServer.FAILS).build();
        List<StartResult> others = new ArrayList<>();
        Portman unlucky = open(event -> {
            if (event instanceof ProgressEvent.Launched && others.isEmpty()) {
                portman.stop(spec.key(), AS_DESCRIBED);
                others.add(portman.start(spec));
            }
        });

        assertThatExceptionOfType(ServerFailedException.class).isThrownBy(() -> unlucky.start(failing));

        assertThat(others).singleElement().matches(this::isAlive);
        assertThat(portman.status(project)).containsExactly(others.get(0).status());
    }

    // ---- several JVMs

    @Test
    void aDetachedServerOutlivesItsStarterAndObeysOthers() throws Exception {
        ServerSpec spec = server("backend").build();
        Process starter =
                inOtherJvm("start", "backend", spec.port().preferred(), Lifetime.DETACHED, PythonServer.PLAIN);
        long pid = Long.parseLong(answer(starter).replace("started ", ""));
        starter.destroyForcibly().waitFor();

        assertThat(portman.status(project)).singleElement().satisfies(status -> {
            assertThat(status.state()).isEqualTo(ServerState.RUNNING);
            assertThat(status.pid()).contains(pid);
        });
        assertThat(portman.stop(spec.key(), AS_DESCRIBED).termination().how()).isEqualTo(How.GRACEFUL);
        assertThat(LaunchedServer.isAlive(pid)).isFalse();
    }

    @Test
    void aServerOfABuildDiesWithIt() throws Exception {
        Process build = inOtherJvm("start", "backend", FreePort.any(), Lifetime.BUILD, PythonServer.PLAIN);
        long pid = Long.parseLong(answer(build).replace("started ", ""));
        assertThat(LaunchedServer.isAlive(pid)).isTrue();

        build.destroyForcibly().waitFor();

        await().atMost(Duration.ofSeconds(20)).until(() -> !LaunchedServer.isAlive(pid));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> portman.status(project).isEmpty());
    }

    @Test
    void aStartThatIsAskedToEndLeavesNothing() throws Exception {
        int port = FreePort.any();
        Process starter = inOtherJvm("start", "backend", port, Lifetime.DETACHED, PythonServer.SILENT);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> portman.statusOfAll().stream()
                        .anyMatch(status -> status.pid().isPresent()));
        ServerRecord record = portman.statusOfAll().get(0).record().orElseThrow();

        starter.destroy();
        assertThat(starter.waitFor(20, TimeUnit.SECONDS)).isTrue();

        assertThat(members(record)).isEmpty();
        assertThat(portman.statusOfAll()).isEmpty();
    }

    @Test
    void aServerThatStopsItselfThroughPortmanIsRefusedAndLives() throws IOException {
        Path trigger = folder.resolve("trigger");
        List<String> words = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                OtherJvm.class.getName(),
                state.toString(),
                project.toString(),
                "stop",
                "backend");
        ServerSpec spec = server("backend")
                .python(
                        """
                import subprocess
                fork(lambda: serve(listen()))
                while not os.path.exists(sys.argv[1]):
                    time.sleep(0.02)
                say('answer', subprocess.run(sys.argv[2:], stdin=subprocess.DEVNULL, capture_output=True).stdout.decode())
                wait()
                """,
                        Stream.concat(Stream.of(trigger.toString()), words.stream())
                                .toArray())
                .build();
        StartResult started = portman.start(spec);
        Files.createFile(trigger);

        await().atMost(Duration.ofSeconds(20))
                .until(() -> log("backend").stream().anyMatch(line -> line.startsWith("answer ")));

        assertThat(log("backend").get(0))
                .startsWith("answer exit 6: backend cannot be stopped from here: pid " + pid(started)
                        + " is one of the processes that started portman");
        assertThat(isAlive(started)).isTrue();
        assertThat(accepts(spec.port().preferred()))
                .as("its children live, too")
                .isTrue();
        assertThat(portman.status(project)).containsExactly(started.status());
    }

    @Test
    void nothingIsReadableForOthersEvenUnderUmask000() throws Exception {
        Process jvm = JvmFork.of(OtherJvm.class)
                .under("/bin/sh", "-c", "umask 000; exec \"$@\"", "sh")
                .start(
                        Map.of(),
                        state,
                        project,
                        "start",
                        "backend",
                        FreePort.any(),
                        Lifetime.DETACHED,
                        PythonServer.PLAIN);
        jvms.add(jvm);
        assertThat(answer(jvm)).startsWith("started ");

        Set<PosixFilePermission> others = EnumSet.complementOf(EnumSet.of(
                PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE));
        List<String> open = new ArrayList<>();
        List<Path> seen = new ArrayList<>();
        for (Path root : List.of(state, project.resolve("logs"))) {
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.filter(each -> !each.equals(state) && !each.equals(project.resolve("logs")))
                        .toList()) {
                    seen.add(file);
                    if (Files.getPosixFilePermissions(file).stream().anyMatch(others::contains)) {
                        open.add(file + " " + Files.getPosixFilePermissions(file));
                    }
                }
            }
        }
        assertThat(open).isEmpty();
        assertThat(seen)
                .extracting(file -> String.valueOf(file.getFileName()))
                .contains("backend.log", "backend_status.json");
    }

    // ---- helpers

    private SpecBuilder server(String name) {
        return new SpecBuilder(project, name).port(FreePort.any()).python(PythonServer.PLAIN);
    }

    private Portman open(Consumer<ProgressEvent> also) {
        Consumer<ProgressEvent> first = told::add;
        return Portman.open(environment(), Allowances.NONE, first.andThen(also));
    }

    private Map<String, String> environment() {
        return Map.of("PORTMAN_STATE_HOME", state.toString());
    }

    private PythonProcess clientOf(int port) {
        return fixtures.python("c = socket.create_connection(('127.0.0.1', int(sys.argv[1]))); ready(); wait()", port);
    }

    private Process inOtherJvm(String verb, Object... arguments) throws IOException {
        List<Object> all = new ArrayList<>(List.of(state, project, verb));
        all.addAll(List.of(arguments));
        Process jvm = JvmFork.of(OtherJvm.class).start(Map.of(), all.toArray());
        jvms.add(jvm);
        return jvm;
    }

    private static String answer(Process jvm) throws IOException {
        BufferedReader output = new BufferedReader(new InputStreamReader(jvm.getInputStream(), StandardCharsets.UTF_8));
        return String.valueOf(output.readLine());
    }

    private static Object startOrRefusal(Portman portman, ServerSpec spec) {
        try {
            return portman.start(spec);
        } catch (PortHeldException refused) {
            return refused;
        }
    }

    private static List<Object> together(List<Callable<Object>> works) throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(works.size());
        ExecutorService threads = Executors.newFixedThreadPool(works.size());
        try {
            List<Object> outcomes = new ArrayList<>();
            for (Future<Object> each : threads.invokeAll(
                    works.stream().map(work -> after(barrier, work)).toList())) {
                outcomes.add(each.get());
            }
            return outcomes;
        } finally {
            threads.shutdownNow();
        }
    }

    private static Callable<Object> after(CyclicBarrier barrier, Callable<Object> work) {
        return () -> {
            barrier.await();
            return work.call();
        };
    }

    private List<ServerRecord> launched() {
        return told.stream()
                .filter(ProgressEvent.Launched.class::isInstance)
                .map(event -> ((ProgressEvent.Launched) event).launched())
                .toList();
    }

    private List<Member> members(ServerRecord record) {
        return new ServerTree(record, table).members();
    }

    private void end(ServerRecord record) {
        members(record).forEach(member -> ProcessHandle.of(member.pid()).ifPresent(ProcessHandle::destroyForcibly));
    }

    private void kill(StartResult started) {
        ProcessHandle.of(pid(started)).orElseThrow().destroyForcibly();
        await().until(() -> !isAlive(started));
    }

    private static long pid(StartResult started) {
        return started.record().leader().orElseThrow().pid();
    }

    private boolean isAlive(StartResult started) {
        return LaunchedServer.isAlive(pid(started));
    }

    private List<String> log(String name) {
        try {
            return Files.readAllLines(project.resolve("logs").resolve(name + ".log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void create(Path file) {
        try {
            Files.createFile(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path recordFile() throws IOException {
        try (Stream<Path> files = Files.walk(state)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static boolean accepts(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.getLocalPort() != port;
        } catch (IOException closed) {
            return false;
        }
    }
}
