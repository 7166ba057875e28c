package dev.portman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.portman.model.OnConflict;
import dev.portman.model.PortState;
import dev.portman.model.ProgressEvent;
import dev.portman.model.RefusedException;
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
import dev.portman.process.Cookie;
import dev.portman.store.Registry;
import dev.portman.store.StateFolder;
import dev.portman.testing.LaunchedServer;
import dev.portman.testing.Needs;
import dev.portman.testing.PythonProcess;
import dev.portman.testing.PythonServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Starting, looking at and stopping a server, from end to end. */
class StartStopTest extends RealServers {

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

        assertBothAreRefused(record, copy(record, record.cookie(), OptionalLong.empty()));
    }

    @Test
    void twoRecordsWithOneMarkAreBothRefused() {
        Needs.tool("prlimit");
        ServerSpec spec = server("backend").build();
        ServerRecord record = portman.start(spec).record();

        assertBothAreRefused(record, copy(record, Cookie.fresh(), record.mark()));
    }

    private ServerRecord copy(ServerRecord record, String cookie, OptionalLong mark) {
        return new ServerRecord(
                        new ServerKey(project, "copy"),
                        cookie,
                        record.starter(),
                        record.leader(),
                        record.spec(),
                        record.assigned(),
                        record.report())
                .markedBy(mark);
    }

    private void assertBothAreRefused(ServerRecord record, ServerRecord copy) {
        Registry registry = new Registry(StateFolder.open(environment()), told::add);
        registry.save(copy);

        for (ServerKey key : List.of(record.key(), copy.key())) {
            assertThatThrownBy(() -> portman.stop(key, AS_DESCRIBED))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("has the cookie or the mark of another server's");
        }

        assertThat(members(record)).as("nobody was signalled").hasSize(1);
        registry.forget(copy.key());
        assertThat(portman.stop(record.key(), AS_DESCRIBED).termination().how()).isEqualTo(How.GRACEFUL);
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
        ServerSpec spec =
                server("backend").onConflict(OnConflict.REUSE).python("""
                def daemon():
                    os.setsid(); time.sleep(0.3); serve(listen())
                os.fork() or daemon()
                """).build();

        StartResult started = portman.start(spec);

        assertThat(isAlive(started)).as("the process that serves is recorded").isTrue();
        assertThat(portman.holders(spec.port().preferred()).visibleHolders())
                .extracting(holder -> Optional.of(holder.identity()))
                .containsExactly(started.record().leader());
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
}
