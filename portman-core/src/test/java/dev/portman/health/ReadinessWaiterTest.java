package dev.portman.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import dev.portman.health.ReadinessOutcome.Died;
import dev.portman.health.ReadinessOutcome.Failed;
import dev.portman.health.ReadinessOutcome.Ready;
import dev.portman.health.ReadinessOutcome.TimedOut;
import dev.portman.holder.HolderFinder;
import dev.portman.model.CheckResult;
import dev.portman.model.HealthCheck;
import dev.portman.model.ProcessIdentity;
import dev.portman.model.ProgressEvent;
import dev.portman.model.StatusRange;
import dev.portman.process.ProcessTable;
import dev.portman.testing.Fixtures;
import dev.portman.testing.LaunchedServer;
import dev.portman.testing.PythonProcess;
import dev.portman.testing.PythonServer;
import dev.portman.testing.SpecBuilder;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When a real server counts as ready, and when never. */
class ReadinessWaiterTest {

    private static final Duration SHORT = Duration.ofMillis(500);
    private static final Duration OVERRUN = Duration.ofSeconds(3);
    private static final Duration TRY = Duration.ofMillis(300);

    private static final String HOLDS_A_PORT =
            "s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen(); ready(s.getsockname()[1]); wait()";

    private final ProcessTable table = ProcessTable.forThisSystem();
    private final HolderFinder finder = HolderFinder.forThisSystem();
    private final List<ProgressEvent> told = new ArrayList<>();
    private final Fixtures fixtures = new Fixtures();
    private final List<LaunchedServer> servers = new ArrayList<>();

    @TempDir
    Path folder;

    @AfterEach
    void endFixtures() {
        servers.forEach(LaunchedServer::close);
        fixtures.close();
    }

    @Test
    void aServerIsReadyAsSoonAsItAccepts() {
        LaunchedServer server = launch(spec("time.sleep(0.5); s = listen(); say('at', time.monotonic_ns()); serve(s)"));

        Ready ready = ready(wait(server));
        long now = System.nanoTime();

        assertThat(ready.after()).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        // The same clock on Linux: CLOCK_MONOTONIC.
        Duration late =
                Duration.ofNanos(now - Long.parseLong(server.awaitLine("at").get(0)));
        assertThat(late).as("from the first moment it could answer").isBetween(Duration.ZERO, Duration.ofSeconds(3));
    }

    @Test
    void theSocketsOfAReadyServerAreItsOwn() {
        LaunchedServer server = launch(
                spec(
                        "s = listen(); say('inode', os.readlink('/proc/self/fd/%d' % s.fileno()).strip('socket:[]')); serve(s)"));

        assertThat(ready(wait(server)).socketInodes())
                .containsExactly(Long.valueOf(server.awaitLine("inode").get(0)));
    }

    @Test
    void aChildOfTheServerMayBeTheOneThatListens() {
        LaunchedServer server = launch(spec("""
                def worker():
                    os.setsid(); serve(listen())
                fork(worker); wait()
                """));

        assertThat(wait(server)).isInstanceOf(Ready.class);
    }

    @Test
    void theHttpCheckMustPassToo() {
        LaunchedServer server = launch(spec("""
                begun = time.monotonic()
                def answer(c):
                    status = b'200 OK' if time.monotonic() - begun > 0.6 else b'503 Starting'
                    c.sendall(b'HTTP/1.1 ' + status + b'\\r\\nContent-Length: 0\\r\\n\\r\\n')
                http(answer)
                """).check(http("/health")));

        Ready ready = ready(wait(server));

        // The server's clock has started a little before ours.
        assertThat(ready.after()).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        assertThat(ready.checks())
                .extracting(CheckResult::check, CheckResult::ok, CheckResult::detail)
                .containsExactly(tuple("http /health", true, "answered 200"));
    }

    @Test
    void theHttpCheckAsksForItsPath() {
        LaunchedServer server = launch(spec("""
                import threading
                def answer(c):
                    c.sendall(b'HTTP/1.1 200 OK\\r\\nContent-Length: 0\\r\\n\\r\\n')
                s = listen()
                while True:
                    c = s.accept()[0]
                    line = c.recv(4096).split(b'\\r\\n')[0]
                    if line:
                        say('asked', line.decode()); answer(c)
                    c.close()
                """).check(http("/a/b?c=d%20e")));

        assertThat(wait(server)).isInstanceOf(Ready.class);
        assertThat(server.awaitLine("asked")).containsExactly("GET", "/a/b?c=d%20e", "HTTP/1.1");
    }

    @ParameterizedTest
    @CsvSource({
        "200 OK, 200-399, true",
        "204 No Content, 200-399, true",
        "301 Moved, 200-399, true",
        "399 Odd, 200-399, true",
        "400 Bad Request, 200-399, false",
        "401 Unauthorized, 200-399, false",
        "401 Unauthorized, 401-401, true",
        "404 Not Found, 200-399, false",
        "500 Broken, 200-399, false",
        "503 Starting, 200-399, false",
        "200 OK, 500-599, false",
    })
    void whichAnswersPassIsConfigured(String answer, String range, boolean passes) {
        String[] ends = range.split("-", -1);
        StatusRange status = new StatusRange(Integer.parseInt(ends[0]), Integer.parseInt(ends[1]));
        LaunchedServer server = launch(spec("""
                http(lambda c: c.sendall(b'HTTP/1.1 %s\\r\\nContent-Length: 0\\r\\n\\r\\n' % sys.argv[1].encode()))
                """, answer)
                .check(new HealthCheck.Http("/", status, TRY))
                .startupTimeout(passes ? Duration.ofSeconds(20) : Duration.ofMillis(400)));

        ReadinessOutcome outcome = wait(server);

        if (passes) {
            assertThat(outcome).isInstanceOf(Ready.class);
        } else {
            assertThat(late(outcome).pending()).isEqualTo("http /: answered " + answer.substring(0, 3));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pass",
                "c.sendall(b'HTTP/1.1 ')",
                "c.sendall(b'SSH-2.0-OpenSSH_9.2\\r\\n')",
                "c.sendall(b'HTTP/1.1 abc Strange\\r\\n\\r\\n')",
                "c.sendall(bytes(range(256)))",
            })
    void whatIsNotHttpIsNoAnswer(String answer) {
        LaunchedServer server = launch(spec("http(lambda c: %s)".formatted(answer.equals("pass") ? "None" : answer))
                .check(new HealthCheck.Http("/", StatusRange.DEFAULT, TRY))
                .startupTimeout(SHORT));

        assertThat(late(wait(server)).pending()).startsWith("http /: no answer (");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c.sendall(b'HTTP/1.1 103 Early Hints\\r\\nLink: x\\r\\n\\r\\nHTTP/1.1 200 OK\\r\\n\\r\\n')",
                "c.sendall(b'HTTP/1.0 200 OK\\r\\n\\r\\n')",
                "c.sendall(b'HTTP/1.1 200 OK\\nX: y\\n\\nbody')",
                "[c.sendall(bytes([b])) or time.sleep(0.001) for b in b'HTTP/1.1 200 OK\\r\\nX: y\\r\\n\\r\\n']",
            })
    void anAnswerMayComeInAnyLegalShape(String answer) {
        LaunchedServer server =
                launch(spec("http(lambda c: %s)".formatted(answer)).check(http("/")));

        assertThat(ready(wait(server)).checks()).extracting(CheckResult::detail).containsExactly("answered 200");
    }

    @Test
    void headersThatNeverEndAreNoAnswer() {
        LaunchedServer server = launch(spec("""
                def answer(c):
                    c.sendall(b'HTTP/1.1 200 OK\\r\\n')
                    while True:
                        c.sendall(b'X: y\\r\\n' * 1000)
                http(answer)
                """).check(http("/")).startupTimeout(SHORT));

        assertThat(late(wait(server)).pending()).startsWith("http /: no answer (Header size too big");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "time.sleep(30)",
                "[c.sendall(b'H') or time.sleep(0.1) for _ in range(300)]",
                "c.sendall(b'HTTP/1.1 200 OK\\r\\nX: ') or [c.sendall(b'x') or time.sleep(0.1) for _ in range(300)]",
            })
    void aServerThatHangsOrTricklesIsBoundedByEveryTryAndByTheWhole(String answer) {
        LaunchedServer server = launch(spec("http(lambda c: (say('try'), " + answer + "))")
                .check(new HealthCheck.Http("/", StatusRange.DEFAULT, TRY))
                .startupTimeout(Duration.ofMillis(1500)));

        TimedOut late = late(wait(server));

        assertThat(late.pending()).startsWith("http /: no answer (");
        assertThat(late.after())
                .isBetween(Duration.ofMillis(1500), Duration.ofMillis(1500).plus(OVERRUN));
        assertThat(server.log())
                .filteredOn("try"::equals)
                .as("one try did not take all the time")
                .hasSizeGreaterThan(2);
    }

    @Test
    void anEndlessBodyIsNotRead() {
        LaunchedServer server = launch(spec("""
                def answer(c):
                    c.sendall(b'HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n')
                    while True:
                        c.sendall(b'10000\\r\\n' + b'x' * 65536 + b'\\r\\n')
                http(answer)
                """).check(http("/")));

        assertThat(ready(wait(server)).after()).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void redirectsAreNotFollowed() {
        PythonProcess canary = fixtures.python("""
                s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen(); s.settimeout(1.5); ready(s.getsockname()[1])
                try:
                    s.accept(); print('hit', flush=True)
                except TimeoutError:
                    print('quiet', flush=True)
                wait()
                """);
        LaunchedServer server = launch(spec("""
                http(lambda c: c.sendall(b'HTTP/1.1 302 Found\\r\\nLocation: http://127.0.0.1:%d/\\r\\nContent-Length: 0\\r\\n\\r\\n'
                    % int(sys.argv[1])))
                """, canary.number(0)).check(http("/")));

        assertThat(ready(wait(server)).checks()).extracting(CheckResult::detail).containsExactly("answered 302");
        assertThat(canary.nextLine()).isEqualTo("quiet");
    }

    @Test
    void aLineOfTheLogMayBeRequired() {
        LaunchedServer server = launch(spec("""
                s = listen(); say('Starting'); time.sleep(0.5); say('INFO Started App in 0.5 s'); serve(s)
                """).check(log("Started .* in")));

        Ready ready = ready(wait(server));

        assertThat(ready.after()).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        assertThat(ready.checks()).extracting(CheckResult::check).containsExactly("log Started .* in");
    }

    /** It may have room for a few in its backlog until it accepts. */
    @Test
    void aServerIsNotFloodedWithConnectionsWhileItsChecksFail() {
        LaunchedServer server = launch(spec("""
                s = listen(); s.settimeout(.1); end = time.monotonic() + 1; count = 0
                while time.monotonic() < end:
                    try: s.accept()[0].close(); count += 1
                    except OSError: pass
                say('connections:', count); s.settimeout(None); serve(s)
                """).check(log("connections: [123]$")));

        assertThat(wait(server)).isInstanceOf(Ready.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "print('one'); print('\\033[31mERROR\\033[0m: no database'); print('two'); wait()",
                "s = listen(); print('ERROR: no ', end=''); time.sleep(0.2); print('database'); serve(s)",
                "time.sleep(0.3); print('ERROR: no database\\r'); serve(listen())",
            })
    void aServerThatSaysItFailedIsNotWaitedFor(String code) {
        LaunchedServer server = launch(spec(code).check(log("never")).failure("^ERROR"));

        Failed failed = failed(wait(server));

        assertThat(failed.line()).isEqualTo("ERROR: no database");
        assertThat(failed.pattern().pattern()).isEqualTo("^ERROR");
        assertThat(failed.after()).as("long before its time-out").isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void aServerThatSaysItFailedIsNotReadyThoughItAnswers() {
        LaunchedServer server =
                launch(spec("print('half the plugins FAILED'); serve(listen())").failure("FAILED"));

        assertThat(wait(server)).isInstanceOf(Failed.class);
    }

    @Test
    void allChecksMustPassAndTheMissingOneIsNamed() {
        LaunchedServer server =
                launch(spec("""
                http(lambda c: c.sendall(b'HTTP/1.1 200 OK\\r\\nContent-Length: 0\\r\\n\\r\\n'))
                """).check(http("/")).check(log("Started")).startupTimeout(SHORT));

        TimedOut late = late(wait(server));

        assertThat(late.pending()).isEqualTo("log Started: no line matches yet");
        assertThat(late.checks())
                .extracting(CheckResult::check, CheckResult::ok)
                .containsExactly(tuple("http /", true), tuple("log Started", false));
    }

    @Test
    void whereAnotherProcessAnswersTheServerIsNeverReady() {
        PythonProcess other = fixtures.python(HOLDS_A_PORT);
        LaunchedServer server =
                launch(spec(PythonServer.SILENT).port(other.number(0)).startupTimeout(SHORT));

        TimedOut late = late(wait(server));

        assertThat(late.pending())
                .isEqualTo("port %d is answered by pid %d (%s), which is not part of this server"
                        .formatted(other.number(0), other.pid(), nameOf(other)));
        assertThat(late.after()).isBetween(SHORT, SHORT.plus(OVERRUN));
    }

    @Test
    void whereAnotherProcessAnswersTooTheServerIsNeverReady() {
        PythonProcess other = fixtures.python("""
                s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
                s.bind(('127.0.0.1', 0)); s.listen(); ready(s.getsockname()[1]); wait()
                """);
        LaunchedServer server = launch(spec("""
                s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
                s.bind(('127.0.0.1', PORT)); s.listen(); say('listening'); wait()
                """).port(other.number(0)).startupTimeout(SHORT));

        TimedOut late = late(wait(server));

        assertThat(server.log()).as("the two share the port").contains("listening");
        assertThat(late.pending()).contains("is answered by pid " + other.pid());
    }

    @Test
    void aServerThatEndsAtOnceHasDiedWithItsExitCode() {
        Died died = died(wait(launch(spec(PythonServer.FAILS))));

        assertThat(died.exitCode()).isEqualTo(7);
        assertThat(died.treeLives()).isFalse();
        assertThat(died.after()).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void aServerThatASignalEndedHasDiedOfIt() {
        Died died = died(wait(launch(spec("os.kill(os.getpid(), 9)"))));

        assertThat(died.exitCode()).isEqualTo(128 + 9);
    }

    @Test
    void aServerThatPutsItselfIntoTheBackgroundIsReadyOnceItListensThere() {
        LaunchedServer server = launch(spec("""
                def daemon():
                    os.setsid(); say('ready', os.getpid()); time.sleep(0.3); serve(listen())
                os.fork() or daemon()
                """));

        ready(wait(server));

        assertThat(new ListenerProof(HolderFinder.forThisSystem(), ProcessTable.forThisSystem())
                        .serving(server.record())
                        .map(ProcessIdentity::pid))
                .contains(server.awaitPids("ready").get(0));
    }

    @Test
    void aServerWhoseFirstProcessFailsHasDiedThoughItsTreeLives() {
        LaunchedServer server = launch(spec("""
                def daemon():
                    os.setsid(); say('ready', os.getpid()); wait()
                os.fork() or daemon()
                os._exit(3)
                """));

        Died died = died(wait(server));

        assertThat(died.exitCode()).isEqualTo(3);
        assertThat(died.treeLives()).isTrue();
        server.awaitPids("ready");
    }

    @Test
    void aServerThatIsSaidToForkIsReadyWhenWhatItLeftListens() {
        LaunchedServer server = launch(spec("""
                def daemon():
                    os.setsid(); say('ready', os.getpid()); time.sleep(0.3); serve(listen())
                os.fork() or daemon()
                """).forks());

        assertThat(wait(server)).isInstanceOf(Ready.class);
        server.awaitPids("ready");
        assertThat(server.process().isAlive()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"os.fork() or wait(); sys.exit(5), 5, true", "pass, 0, false"})
    void aServerThatIsSaidToForkMustEndWellAndLeaveSomething(String code, int exitCode, boolean treeLives) {
        Died died = died(wait(launch(spec(code).forks())));

        assertThat(died.exitCode()).isEqualTo(exitCode);
        assertThat(died.treeLives()).isEqualTo(treeLives);
    }

    @Test
    void aServerThatAcceptsAndThenDiesBeforeItsChecksPassIsNotReady() {
        LaunchedServer server =
                launch(spec("s = listen(); time.sleep(0.3); sys.exit(3)").check(log("Started")));

        assertThat(died(wait(server)).exitCode()).isEqualTo(3);
    }

    @Test
    void aServerThatDiesWhileItIsLookedAtIsNotReady() {
        LaunchedServer server = launch(spec(PythonServer.PLAIN));
        await().until(() -> finder.isListening(server.port()));

        ReadinessOutcome outcome = new ReadinessWaiter(finder, table, told::add, () -> false)
                .await(new Startup(server.spec(), server.record(), new AliveOnce()));

        assertThat(died(outcome).exitCode()).isEqualTo(3);
    }

    @Test
    void aServerThatListensElsewhereIsToldWhere() {
        LaunchedServer server = launch(
                spec("s = listen(0); say('port', s.getsockname()[1]); serve(s)").startupTimeout(SHORT));

        TimedOut late = late(wait(server));

        assertThat(late.pending())
                .isEqualTo("port " + server.port() + " does not accept connections yet; it listens on port "
                        + server.awaitLine("port").get(0) + " instead");
    }

    @Test
    void aServerThatNeverListensRunsOutOfTime() {
        LaunchedServer server = launch(spec(PythonServer.SILENT).startupTimeout(SHORT));

        TimedOut late = late(wait(server));

        assertThat(late.after()).isBetween(SHORT, SHORT.plus(OVERRUN));
        assertThat(late.pending()).isEqualTo("port " + server.port() + " does not accept connections yet");
        assertThat(late.checks()).isEmpty();
    }

    @Test
    void aWaitThatIsInterruptedEndsAtOnce() {
        LaunchedServer server = launch(spec(PythonServer.SILENT));

        Thread.currentThread().interrupt();
        TimedOut late = late(wait(server));

        assertThat(Thread.interrupted()).as("the interrupt is passed on").isTrue();
        assertThat(late.after()).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void whoeverWaitsLongIsToldWhatIsMissing() {
        LaunchedServer server = launch(spec(PythonServer.SILENT).startupTimeout(Duration.ofMillis(5300)));

        wait(server);

        assertThat(told)
                .singleElement()
                .asInstanceOf(type(ProgressEvent.Waiting.class))
                .satisfies(waiting -> {
                    assertThat(waiting.server()).isEqualTo("server");
                    assertThat(waiting.pending())
                            .isEqualTo("port " + server.port() + " does not accept connections yet");
                    assertThat(waiting.elapsed()).isGreaterThanOrEqualTo(Duration.ofSeconds(5));
                });
    }

    @Test
    void aChattyServerIsNotABusyLoop() {
        LaunchedServer server = launch(spec("""
                end = time.monotonic() + 1.5
                while time.monotonic() < end:
                    print('x' * 80)
                serve(listen())
                """));
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();

        assertThat(wait(server)).isInstanceOf(Ready.class);

        Duration used = Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before);
        assertThat(used).as("CPU while waiting 1.5 s").isLessThan(Duration.ofMillis(700));
    }

    private SpecBuilder spec(String code, Object... arguments) {
        return new SpecBuilder(folder, "server").python(code, arguments);
    }

    private LaunchedServer launch(SpecBuilder spec) {
        LaunchedServer server = LaunchedServer.launch(spec.build());
        servers.add(server);
        return server;
    }

    private ReadinessOutcome wait(LaunchedServer server) {
        return new ReadinessWaiter(finder, table, told::add, () -> false)
                .await(new Startup(server.spec(), server.record(), server.process()));
    }

    private String nameOf(PythonProcess process) {
        return table.description(process.pid()).orElseThrow().name();
    }

    private static HealthCheck http(String path) {
        return new HealthCheck.Http(path, StatusRange.DEFAULT, HealthCheck.DEFAULT_TIMEOUT);
    }

    private static HealthCheck log(String pattern) {
        return new HealthCheck.Log(Pattern.compile(pattern));
    }

    private static Ready ready(ReadinessOutcome outcome) {
        assertThat(outcome).isInstanceOf(Ready.class);
        return (Ready) outcome;
    }

    private static Died died(ReadinessOutcome outcome) {
        assertThat(outcome).isInstanceOf(Died.class);
        return (Died) outcome;
    }

    private static Failed failed(ReadinessOutcome outcome) {
        assertThat(outcome).isInstanceOf(Failed.class);
        return (Failed) outcome;
    }

    private static TimedOut late(ReadinessOutcome outcome) {
        assertThat(outcome).isInstanceOf(TimedOut.class);
        return (TimedOut) outcome;
    }

    /** A process that is alive when asked first, and dead ever after: a moment that no real one can be made to hit. */
    private static final class AliveOnce extends Process {

        private boolean asked;

        @Override
        public boolean isAlive() {
            boolean first = !asked;
            asked = true;
            return first;
        }

        @Override
        public int exitValue() {
            return 3;
        }

        @Override
        public int waitFor() {
            return 3;
        }

        @Override
        public OutputStream getOutputStream() {
            return OutputStream.nullOutputStream();
        }

        @Override
        public InputStream getInputStream() {
            return InputStream.nullInputStream();
        }

        @Override
        public InputStream getErrorStream() {
            return InputStream.nullInputStream();
        }

        @Override
        public void destroy() {}
    }
}
