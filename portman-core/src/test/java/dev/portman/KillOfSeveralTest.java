package dev.portman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.portman.model.Eviction;
import dev.portman.model.Hooks;
import dev.portman.model.KillOutcome;
import dev.portman.model.KillPlan;
import dev.portman.model.KillReach;
import dev.portman.model.KillReport;
import dev.portman.model.KilledPort;
import dev.portman.model.PortHeldException;
import dev.portman.model.ProgressEvent;
import dev.portman.model.RefusedException;
import dev.portman.model.ServerKey;
import dev.portman.model.StartResult;
import dev.portman.model.Termination.How;
import dev.portman.report.KillJson;
import dev.portman.report.KillText;
import dev.portman.report.PlanReport;
import dev.portman.testing.FreePort;
import dev.portman.testing.LaunchedServer;
import dev.portman.testing.Needs;
import dev.portman.testing.PythonProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Several targets of one kill are decided on together, and each is told what becomes of it. */
class KillOfSeveralTest extends RealServers {

    private static final String HOLDS_TWO_PORTS = """
            def held():
                s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen(); return s
            one, two = held(), held()
            ready(one.getsockname()[1], two.getsockname()[1]); wait()""";

    /** Starts a server on a port of its choice again whenever it has ended, and looks after another process, so that it stays. */
    private static final String STARTS_IT_ANEW = """
            other = os.fork() or wait()
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
            """;

    @Test
    void ifOneIsProtectedNobodyIsEnded() throws IOException {
        PythonProcess a = fixtures.python(HOLDS_A_PORT);
        StartResult c = portman.start(server("c").build());
        try (ServerSocket b = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            List<Integer> ports = List.of(a.number(0), b.getLocalPort(), FreePort.any());
            List<ServerKey> servers = List.of(c.record().key(), new ServerKey(project, "nobody"));
            KillPlan plan = portman.dryRun().kill(ports, servers, KillReach.of(project));

            KillReport report = portman.killAll(ports, servers, KillReach.of(project));

            assertThat(report.failure()).containsInstanceOf(RefusedException.class);
            assertThat(report.failure().orElseThrow())
                    .hasMessage(PlanReport.ofKill(plan).refusal().orElseThrow().getMessage())
                    .hasMessageContaining("portman itself");
            assertThat(report.ports())
                    .extracting(KilledPort::outcome)
                    .containsExactly(KillOutcome.LEFT, KillOutcome.REFUSED, KillOutcome.NOTHING);
            assertThat(report.servers())
                    .extracting(it -> it.planned().key().name(), it -> it.outcome())
                    .containsExactlyInAnyOrder(tuple("c", KillOutcome.LEFT), tuple("nobody", KillOutcome.NOTHING));
            assertThat(new KillText().lines(report))
                    .hasSize(3)
                    .anySatisfy(it -> assertThat(it).contains("pid " + a.pid(), "It would be ended"))
                    .anySatisfy(it -> assertThat(it).contains("c (pid " + pid(c), "would be stopped"))
                    .anySatisfy(it -> assertThat(it).contains("is free, nobody was there"));
            assertThat(KillJson.of(report)).contains("\"refused\"", "\"left\"", "\"nothing\"", "portman itself");
            assertThat(accepts(b.getLocalPort())).isTrue();
        }
        assertThat(LaunchedServer.isAlive(a.pid())).isTrue();
        assertThat(isAlive(c)).isTrue();
        assertThat(told).noneMatch(it -> it instanceof ProgressEvent.Evicting);
    }

    @Test
    void theServerOfAPortThatIsNamedTooIsEndedOnce() throws IOException {
        String hooks = project.resolve("hooks").toString();
        StartResult started = portman.start(server("a")
                .hooks(new Hooks(
                        List.of(),
                        List.of(List.of(Needs.tool("sh").toString(), "-c", "echo stopped >> " + hooks)),
                        Duration.ofSeconds(10)))
                .build());
        int port = started.record().assigned().port();

        KillReport report =
                portman.killAll(List.of(port, port), List.of(started.record().key()), KillReach.of(project));

        assertThat(report.failure()).isEmpty();
        assertThat(report.ports()).singleElement().satisfies(it -> {
            assertThat(it.outcome()).isEqualTo(KillOutcome.ENDED);
            assertThat(it.killed())
                    .extracting(Eviction::pid, Eviction::how)
                    .containsExactly(tuple(pid(started), How.FORCED));
        });
        assertThat(report.servers()).singleElement().satisfies(it -> {
            assertThat(it.outcome()).isEqualTo(KillOutcome.ENDED);
            assertThat(it.how()).contains(How.FORCED);
        });
        assertThat(new KillText().notes(report)).isEmpty();
        assertThat(Files.readAllLines(project.resolve("hooks"))).containsExactly("stopped");
        assertThat(isAlive(started)).isFalse();
        assertThat(told.stream().filter(ProgressEvent.StoppedServer.class::isInstance))
                .hasSize(1);
    }

    @Test
    void aStrangerOnTwoPortsIsEndedOnceAndToldOfBoth() {
        PythonProcess holder = fixtures.python(HOLDS_TWO_PORTS);

        KillReport report =
                portman.killAll(List.of(holder.number(0), holder.number(1)), List.of(), KillReach.of(project));

        assertThat(report.failure()).isEmpty();
        assertThat(report.ports())
                .allSatisfy(it -> assertThat(it.killed())
                        .extracting(Eviction::pid, Eviction::how)
                        .containsExactly(tuple(holder.pid(), How.FORCED)));
        assertThat(told.stream().filter(ProgressEvent.Evicting.class::isInstance))
                .hasSize(1);
    }

    @Test
    void aServerOnTwoPortsIsEndedOnceAndToldOfBoth() {
        int second = FreePort.any();
        StartResult started = portman.start(server("a")
                .python("other = listen(int(sys.argv[1])); serve(listen())", second)
                .build());

        KillReport report =
                portman.killAll(List.of(started.record().assigned().port(), second), List.of(), KillReach.of(project));

        assertThat(report.failure()).isEmpty();
        assertThat(report.ports())
                .allSatisfy(it -> assertThat(it.killed())
                        .extracting(Eviction::pid, Eviction::how)
                        .containsExactly(tuple(pid(started), How.FORCED)));
        assertThat(told.stream().filter(ProgressEvent.StoppedServer.class::isInstance))
                .hasSize(1);
    }

    @Test
    void whatFailsMeanwhileKeepsNothingElseFromBeingEnded() {
        PythonProcess anew = fixtures.python(STARTS_IT_ANEW);
        PythonProcess a = fixtures.python(HOLDS_A_PORT);
        StartResult c = portman.start(server("c").build());

        KillReport report = portman.killAll(
                List.of(anew.number(0), a.number(0)), List.of(c.record().key()), KillReach.of(project));

        assertThat(report.failure()).containsInstanceOf(PortHeldException.class);
        assertThat(report.ports())
                .extracting(KilledPort::outcome)
                .containsExactly(KillOutcome.FAILED, KillOutcome.ENDED);
        assertThat(LaunchedServer.isAlive(a.pid())).isFalse();
        assertThat(isAlive(c)).isFalse();
        assertThat(KillJson.of(report)).contains("\"failed\"", "\"ended\"", "is still held by pid ");
    }
}
