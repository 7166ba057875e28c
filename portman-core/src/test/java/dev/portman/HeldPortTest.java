package dev.portman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.portman.model.Allowances;
import dev.portman.model.Eviction;
import dev.portman.model.OnConflict;
import dev.portman.model.PortHeldException;
import dev.portman.model.ProgressEvent;
import dev.portman.model.ServerSpec;
import dev.portman.model.StartResult;
import dev.portman.model.StopSignal;
import dev.portman.model.Stopping;
import dev.portman.model.Termination.How;
import dev.portman.report.Sentences;
import dev.portman.testing.FreePort;
import dev.portman.testing.LaunchedServer;
import dev.portman.testing.PythonProcess;
import dev.portman.testing.PythonServer;
import dev.portman.testing.SpecBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a start makes of a port that somebody holds, by policy. */
class HeldPortTest extends RealServers {

    /** Starts a server on a port of its choice again whenever it has ended; says its port and its {@code others}. */
    private static final String SUPERVISES = """
            s = socket.socket(); s.bind(('127.0.0.1', 0)); port = s.getsockname()[1]; s.close()
            r, w = os.pipe()
            def child():
                s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                s.bind(('127.0.0.1', port)); s.listen(); os.write(w, b'x'); wait()
            for life in range(1000):
                pid = os.fork() or child()
                if life == 0:
                    os.read(r, 1); ready(port, *others)
                os.waitpid(pid, 0)
            """;

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
        PythonProcess supervisor = fixtures.python("others = []\n" + SUPERVISES);

        StartResult started =
                portman.start(server("backend").port(supervisor.number(0)).build());

        assertThat(LaunchedServer.isAlive(supervisor.pid())).isFalse();
        assertThat(started.record().assigned().port()).isEqualTo(supervisor.number(0));
        assertThat(told).hasAtLeastOneElementOfType(ProgressEvent.Respawned.class);
    }

    @Test
    void aSupervisorOfOtherProcessesIsLeftAlone() {
        PythonProcess supervisor = fixtures.python("others = [os.fork() or wait()]\n" + SUPERVISES);
        int port = supervisor.number(0);

        assertThatThrownBy(() -> portman.kill(port, project))
                .isInstanceOf(PortHeldException.class)
                .hasMessageContaining("Port " + port + " is still held by pid ");

        assertThat(LaunchedServer.isAlive(supervisor.pid())).isTrue();
        assertThat(LaunchedServer.isAlive(supervisor.number(1))).isTrue();
        assertThat(told.stream().flatMap(it -> Sentences.of(it).stream()))
                .anySatisfy(line -> assertThat(line).endsWith(" starts it anew."))
                .anySatisfy(line -> assertThat(line)
                        .contains("it is the supervisor of other processes, too (pid " + supervisor.number(1)
                                + "); stop this one by its own command")
                        .endsWith("-Dportman.allow=" + supervisor.pid() + "."));
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
}
