package dev.portman.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portman.holder.HolderFinder;
import dev.portman.model.PortState;
import dev.portman.testing.AsNobody;
import dev.portman.testing.Fixtures;
import dev.portman.testing.PythonProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PortProbeTest {

    /** Each name in the tests below is a function here that ends in the state it is called after. */
    private static final String STATES = """
            def make(family, address, reuse, port=0, v6only=1):
                s = socket.socket(family)
                if family == socket.AF_INET6: s.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, v6only)
                s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, reuse)
                s.bind((address, port))
                return s
            F, S = socket.AF_INET, socket.AF_INET6
            def listening(*a, **k):
                s = make(*a, **k); s.listen(); return s
            def port(s): return s.getsockname()[1]
            def pair(reuse):
                s = listening(F, '127.0.0.1', reuse)
                c = socket.create_connection(('127.0.0.1', port(s)))
                return s, c, s.accept()[0]
            def nothing(): s = listening(F, '127.0.0.1', 1); p = port(s); s.close(); return p, ()
            def any4(): s = listening(F, '0.0.0.0', 1); return port(s), s
            def loop4(): s = listening(F, '127.0.0.1', 1); return port(s), s
            def loop4plain(): s = listening(F, '127.0.0.1', 0); return port(s), s
            def second4(): s = listening(F, '127.0.0.2', 1); return port(s), s
            def only6(): s = listening(S, '::', 1); return port(s), s
            def dual(): s = listening(S, '::', 1, v6only=0); return port(s), s
            def loop6(): s = listening(S, '::1', 1); return port(s), s
            def bound(): s = make(F, '127.0.0.1', 0); return port(s), s
            def boundReuse(): s = make(F, '127.0.0.1', 1); return port(s), s
            def boundReuseAny(): s = make(F, '0.0.0.0', 1); return port(s), s
            def boundReuse6(): s = make(S, '::1', 1); return port(s), s
            def timeWait(reuse):
                s, c, a = pair(reuse); p = port(s)
                a.close(); time.sleep(0.05); c.close(); s.close(); time.sleep(0.05); return p, ()
            def timeWaitPlain(): return timeWait(0)
            def timeWaitReuse(): return timeWait(1)
            def left(reuse):
                s, c, a = pair(reuse); p = port(s); s.close(); return p, (c, a)
            def leftPlain(): return left(0)
            def leftReuse(): return left(1)
            def client(): s, c, a = pair(1); return port(c), (s, c, a)
            def clientTimeWait():
                s, c, a = pair(1); p = port(c)
                c.close(); time.sleep(0.05); a.close(); time.sleep(0.05); return p, s
            p, keep = globals()[sys.argv[1]]()
            ready(p)
            """;

    private static final Path UNSHARE = Path.of("/usr/bin/unshare");

    private final Fixtures fixtures = new Fixtures();
    private final HolderFinder finder = HolderFinder.forThisSystem();
    private final PortProbe probe = new PortProbe(finder);

    @TempDir
    Path folder;

    @AfterEach
    void endFixtures() {
        fixtures.close();
    }

    @ParameterizedTest
    @CsvSource({
        "nothing, FREE",
        "any4, LISTENING",
        "loop4, LISTENING",
        "loop4plain, LISTENING",
        "second4, LISTENING",
        "only6, LISTENING",
        "dual, LISTENING",
        "loop6, LISTENING",
        "bound, BOUND",
        "boundReuse, BOUND",
        "boundReuseAny, BOUND",
        "boundReuse6, BOUND",
        "timeWaitPlain, IN_USE_BY_CONNECTION",
        "timeWaitReuse, FREE",
        "leftPlain, IN_USE_BY_CONNECTION",
        "leftReuse, FREE",
        "client, IN_USE_BY_CONNECTION",
        "clientTimeWait, IN_USE_BY_CONNECTION",
    })
    void theStateOfAPortIsWhatANormalServerWouldMeet(String state, PortState expected) {
        PythonProcess process = fixtures.python(STATES + "wait()", state);

        assertThat(probe.probe(process.number(0))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"timeWaitReuse", "timeWaitPlain", "leftReuse", "leftPlain", "client", "clientTimeWait"})
    void theFixturesReallyLeaveConnections(String state) {
        PythonProcess process = fixtures.python(STATES + "wait()", state);

        assertThat(finder.connections(process.number(0)).orElseThrow()).isPositive();
        assertThat(finder.listeningPorts()).doesNotContain(process.number(0));
    }

    @Test
    void aListenerNoticesNothingOfProbes() {
        PythonProcess server = fixtures.python(STATES + """
                keep.setblocking(False)
                sys.stdin.readline()
                try:
                    keep.accept(); print('disturbed', flush=True)
                except BlockingIOError:
                    print('quiet', flush=True)
                wait()
                """, "loop4");
        for (int i = 0; i < 50; i++) {
            probe.probe(server.number(0));
        }

        server.tell("look");

        assertThat(server.nextLine()).isEqualTo("quiet");
    }

    @Test
    void theProbeLeavesNothingBehindThatHindersAPlainServer() {
        int port = probe.anyFreePort();
        assertThat(probe.probe(port)).isEqualTo(PortState.FREE);

        PythonProcess server = fixtures.python(
                "s = socket.socket(); s.bind(('0.0.0.0', int(sys.argv[1]))); s.listen(); ready(); wait()", port);

        assertThat(server.pid()).isPositive();
        assertThat(probe.probe(port)).isEqualTo(PortState.LISTENING);
    }

    @Test
    void probesOfManyAtOnceDoNotTakeEachOtherForServers() throws Exception {
        int port = probe.anyFreePort();
        Callable<List<PortState>> many = () -> {
            List<PortState> states = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                states.add(probe.probe(port));
            }
            return states;
        };
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            for (Future<List<PortState>> states : threads.invokeAll(List.of(many, many, many))) {
                assertThat(states.get()).containsOnly(PortState.FREE);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aPortThatNeedsRootIsForbiddenAndNotInUse() throws IOException, InterruptedException {
        Fixtures.assumeRootWith(UNSHARE);

        // Containers often allow every port to everybody; a network namespace of its own has the kernel's default
        // again.
        assertThat(AsNobody.run(folder, List.of(UNSHARE.toString(), "--net"), PrintState.class, 1023))
                .isEqualTo("NO_PERMISSION");
    }

    @ParameterizedTest
    @CsvSource({"loop6, LISTENING", "dual, LISTENING", "loop4, LISTENING", "nothing, FREE", "boundReuse, BOUND"})
    void aJvmWithoutIpv6SeesTheSame(String state, PortState expected) throws IOException, InterruptedException {
        PythonProcess process = fixtures.python(STATES + "wait()", state);

        assertThat(AsNobody.runWithOptions(
                        folder, List.of("-Djava.net.preferIPv4Stack=true"), PrintState.class, process.number(0)))
                .isEqualTo(expected.name());
    }

    @Test
    void anyFreePortIsFree() {
        for (int i = 0; i < 20; i++) {
            assertThat(probe.probe(probe.anyFreePort())).isEqualTo(PortState.FREE);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 65536})
    void whatIsNoPortIsRefused(int port) {
        assertThatThrownBy(() -> probe.probe(port)).isInstanceOf(IllegalArgumentException.class);
    }
}
