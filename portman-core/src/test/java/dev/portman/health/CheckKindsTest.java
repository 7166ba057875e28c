package dev.portman.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.portman.health.ReadinessOutcome.Ready;
import dev.portman.health.ReadinessOutcome.TimedOut;
import dev.portman.holder.HolderFinder;
import dev.portman.model.CheckResult;
import dev.portman.model.HealthCheck;
import dev.portman.model.HttpExpectation;
import dev.portman.model.HttpQuestion;
import dev.portman.model.HttpTransport;
import dev.portman.model.StatusRange;
import dev.portman.process.ProcessTable;
import dev.portman.testing.Fixtures;
import dev.portman.testing.FreePort;
import dev.portman.testing.LaunchedServer;
import dev.portman.testing.Needs;
import dev.portman.testing.PythonProcess;
import dev.portman.testing.PythonServer;
import dev.portman.testing.SpecBuilder;
import dev.portman.testing.TestCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each kind of check asks, of whom, and for how long. */
class CheckKindsTest {

    private static final Duration SHORT = Duration.ofMillis(700);
    private static final Duration TRY = Duration.ofMillis(300);
    private static final Duration LONG_TRY = Duration.ofSeconds(10);
    private static final HttpTransport PLAIN = new HttpTransport.Plain();
    private static final HttpTransport VERIFIED = new HttpTransport.Verified(Optional.empty());

    /** Answers with what it was asked, and tells it. */
    private static final String ECHO = """
            def answer(c):
                c.sendall(b'HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nUP')
            import threading
            s = listen()
            while True:
                c = s.accept()[0]
                head = c.recv(4096)
                if head:
                    os.write(1, head); answer(c)
                c.close()
            """;

    /** Speaks TLS with the key and certificate in its first argument. */
    private static final String TLS = """
            import ssl, threading
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(sys.argv[1])
            def talk(c):
                try:
                    t = context.wrap_socket(c, server_side=True)
                    t.recv(4096); t.sendall(b'HTTP/1.1 200 OK\\r\\nContent-Length: 0\\r\\n\\r\\n'); t.close()
                except OSError:
                    c.close()
            s = listen()
            while True:
                threading.Thread(target=talk, args=(s.accept()[0],), daemon=True).start()
            """;

    private final Fixtures fixtures = new Fixtures();
    private final List<LaunchedServer> servers = new ArrayList<>();

    @TempDir
    Path folder;

    @AfterEach
    void endFixtures() {
        servers.forEach(LaunchedServer::close);
        fixtures.close();
    }

    // ---- http: what is asked

    @Test
    void methodAndHeadersAreSentAndNeverShown() {
        HealthCheck check = new HealthCheck.Http(
                new HttpQuestion(
                        "POST",
                        PLAIN,
                        Optional.empty(),
                        "/ping",
                        Map.of("Authorization", "Bearer hunter2", "X-Tenant", "blue")),
                new HttpExpectation(StatusRange.DEFAULT, Optional.of(Pattern.compile("^UP$"))),
                LONG_TRY);
        LaunchedServer server = launch(spec(ECHO).check(check));

        Ready ready = ready(wait(server));

        assertThat(server.log())
                .contains(
                        "POST /ping HTTP/1.1",
                        "Authorization: Bearer hunter2",
                        "X-Tenant: blue",
                        "User-Agent: portman");
        assertThat(ready.checks())
                .extracting(CheckResult::check, CheckResult::ok, CheckResult::detail)
                .containsExactly(tuple("http POST /ping", true, "answered 200"));
        assertThat(ready.checks().get(0).took()).isBetween(Duration.ofNanos(1), LONG_TRY);
        assertThat(check + " " + ready + " " + server.spec()).doesNotContain("hunter2", "blue");
    }

    @Test
    void aServerThatSendsASecretBackDoesNotGetItIntoAMessage() {
        LaunchedServer server = launch(spec("http(lambda c: c.sendall(b'hunter2 \\x1b[31m is no HTTP\\r\\n\\r\\n'))")
                .check(new HealthCheck.Http(
                        new HttpQuestion("GET", PLAIN, Optional.empty(), "/", Map.of("X-Login", "hunter2")),
                        new HttpExpectation(StatusRange.DEFAULT, Optional.empty()),
                        TRY))
                .startupTimeout(SHORT));

        assertThat(late(wait(server)).pending())
                .startsWith("http /: no answer (")
                .doesNotContain("hunter2", "\u001b");
    }

    // ---- http: the body

    @Test
    void theBodyMustMatch() {
        LaunchedServer server = launch(spec("""
                begun = time.monotonic()
                def answer(c):
                    body = b'{"status":\\n"UP"}' if time.monotonic() - begun > 0.5 else b'{"status":"STARTING"}'
                    c.sendall(b'HTTP/1.1 200 OK\\r\\nContent-Length: %d\\r\\n\\r\\n' % len(body) + body)
                http(answer)
                """).check(body("\"status\":\\s*\"UP\"", LONG_TRY)));

        assertThat(ready(wait(server)).after()).isGreaterThan(Duration.ofMillis(300));
    }

    @ParameterizedTest
    @CsvSource({
        "Content-Length: 4, DOWN, 'answered 200, but its body does not match'",
        "Content-Length: 0, '', 'answered 200, but its body does not match'",
        "X: y, DOWN, 'answered 200, but its body does not match'",
        "Content-Length: 400, UP, no answer (",
        "Transfer-Encoding: chunked, 2\\r\\nUP, no answer (",
    })
    void aBodyThatIsWrongOrBreaksOffIsTold(String header, String body, String detail) {
        LaunchedServer server = launch(
                spec("http(lambda c: c.sendall(b'HTTP/1.1 200 OK\\r\\n%s\\r\\n\\r\\n%s'))".formatted(header, body))
                        .check(body("UP", TRY))
                        .startupTimeout(SHORT));

        assertThat(late(wait(server)).pending()).startsWith("http /: " + detail);
    }

    @Test
    void aWrongStatusIsToldBeforeTheBody() {
        LaunchedServer server =
                launch(spec("http(lambda c: c.sendall(b'HTTP/1.1 503 Down\\r\\nContent-Length: 2\\r\\n\\r\\nUP'))")
                        .check(body("UP", TRY))
                        .startupTimeout(SHORT));

        assertThat(late(wait(server)).pending()).isEqualTo("http /: answered 503");
    }

    @ParameterizedTest
    @CsvSource({"UP, true", "LATE, false"})
    void ofAnEndlessBodyOnlyTheBeginningIsRead(String pattern, boolean passes) {
        LaunchedServer server =
                launch(spec("""
                def answer(c):
                    c.sendall(b'HTTP/1.1 200 OK\\r\\n\\r\\nUP' + b'x' * 65536 + b'LATE')
                    while True:
                        c.sendall(b'x' * 65536)
                http(answer)
                """).check(body(pattern, LONG_TRY)).startupTimeout(passes ? LONG_TRY : SHORT));

        ReadinessOutcome outcome = wait(server);

        if (passes) {
            ready(outcome);
        } else {
            assertThat(late(outcome).pending()).isEqualTo("http /: answered 200, but its body does not match");
        }
    }

    @Test
    void aBodyThatTricklesIsBoundedByEachTry() {
        LaunchedServer server = launch(spec("""
                def answer(c):
                    say('try')
                    c.sendall(b'HTTP/1.1 200 OK\\r\\n\\r\\nUP')
                    while True:
                        c.sendall(b'.'); time.sleep(0.05)
                http(answer)
                """).check(body("UP", TRY)).startupTimeout(Duration.ofMillis(1500)));

        TimedOut late = late(wait(server));

        assertThat(late.pending()).isEqualTo("http /: no answer (time is up)");
        assertThat(late.after()).isBetween(Duration.ofMillis(1500), Duration.ofMillis(4500));
        assertThat(server.log()).filteredOn("try"::equals).hasSizeGreaterThan(2);
    }

    @Test
    void aTryThatTheEndCutsShortDoesNotHideTheAnswerBefore() {
        LaunchedServer server = launch(spec("""
                asked = []
                def answer(c):
                    asked.append(c)
                    if len(asked) > 1:
                        say('again'); wait()
                    c.sendall(b'HTTP/1.1 503 Busy\\r\\nContent-Length: 0\\r\\n\\r\\n')
                http(answer)
                """)
                .check(new HealthCheck.Http("/", StatusRange.DEFAULT, Duration.ofMinutes(1)))
                .startupTimeout(Duration.ofSeconds(8)));

        TimedOut late = late(wait(server));

        assertThat(late.pending()).isEqualTo("http /: answered 503");
        assertThat(server.log()).containsOnlyOnce("again");
    }

    // ---- http: another port

    @Test
    void anotherPortOfTheServerMayBeAsked() {
        int second = FreePort.any();
        LaunchedServer server =
                launch(spec("""
                def answer(c):
                    c.sendall(b'HTTP/1.1 204 Fine\\r\\n\\r\\n')
                first = listen(); PORT = int(sys.argv[1])
                time.sleep(0.3)
                http(answer)
                """.replace("http(answer)", "listen.__defaults__ = (PORT,); http(answer)"), second)
                        .check(onPort(second)));

        assertThat(ready(wait(server)).checks())
                .extracting(CheckResult::check, CheckResult::detail)
                .containsExactly(tuple("http :" + second + "/", "answered 204"));
    }

    @Test
    void anotherPortThatSomebodyElseAnswersIsNotTheServers() {
        PythonProcess other = fixtures.python(
                "s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen(); ready(s.getsockname()[1]); wait()");
        LaunchedServer server =
                launch(spec(PythonServer.PLAIN).check(onPort(other.number(0))).startupTimeout(SHORT));

        assertThat(late(wait(server)).pending())
                .startsWith("http :" + other.number(0) + "/: port " + other.number(0) + " is answered by pid "
                        + other.pid())
                .endsWith("which is not part of this server");
    }

    @Test
    void anotherPortThatNeverAcceptsIsBoundedToo() {
        int second = FreePort.any();
        LaunchedServer server = launch(spec("""
                full = socket.socket(); full.bind(('127.0.0.1', int(sys.argv[1]))); full.listen(0)
                held = [socket.socket() for _ in range(3)]
                for each in held:
                    each.setblocking(False); each.connect_ex(full.getsockname())
                serve(listen())
                """, second).check(onPort(second)).startupTimeout(SHORT));

        TimedOut late = late(wait(server));

        assertThat(late.pending()).isEqualTo("http :" + second + "/: no answer (time is up)");
        assertThat(late.after()).isLessThan(SHORT.plusSeconds(3));
    }

    // ---- https

    @Test
    void aCertificateOfAnAuthorityOfOnesOwnIsTrustedForItsHost() {
        TestCertificate certificate = TestCertificate.validFor("ip:127.0.0.1", folder);
        LaunchedServer server = launch(spec(TLS, certificate.keyAndCertificate())
                .check(tls(new HttpTransport.Verified(Optional.of(certificate.authority())), LONG_TRY)));

        assertThat(ready(wait(server)).checks())
                .extracting(CheckResult::check, CheckResult::detail)
                .containsExactly(tuple("https /", "answered 200"));
    }

    @Test
    void aCertificateThatNobodyTrustsIsRefusedUnlessAllAre() {
        TestCertificate certificate = TestCertificate.validFor("dns:elsewhere.example", folder);
        TestCertificate other = TestCertificate.validFor("ip:127.0.0.1", folder);
        SpecBuilder spec = spec(TLS, certificate.keyAndCertificate()).startupTimeout(Duration.ofSeconds(2));

        assertThat(pending(spec, tls(VERIFIED, LONG_TRY)))
                .startsWith("https /: no answer (TLS: PKIX path building failed");
        assertThat(pending(spec, tls(new HttpTransport.Verified(Optional.of(other.authority())), LONG_TRY)))
                .startsWith("https /: no answer (TLS: PKIX path");
        assertThat(pending(spec, tls(new HttpTransport.Verified(Optional.of(certificate.authority())), LONG_TRY)))
                .as("trusted, but for another host")
                .startsWith("https /: no answer (TLS: No subject alternative names matching IP address 127.0.0.1");
        assertThat(wait(launch(
                        spec(TLS, certificate.keyAndCertificate()).check(tls(new HttpTransport.TrustAll(), LONG_TRY)))))
                .isInstanceOf(Ready.class);
    }

    @Test
    void whatDoesNotSpeakTlsIsNoAnswer() {
        assertThat(pending(
                        spec(ECHO).startupTimeout(Duration.ofSeconds(2)), tls(new HttpTransport.TrustAll(), LONG_TRY)))
                .startsWith("https /: no answer (TLS: ");
    }

    @Test
    void theAuthorityMayBeWrittenWhileTheServerStarts() throws IOException {
        TestCertificate certificate = TestCertificate.validFor("ip:127.0.0.1", folder);
        Path late = folder.resolve("late.pem");
        Files.writeString(late, "not yet");
        LaunchedServer server = launch(spec("""
                import shutil, threading
                threading.Timer(0.5, lambda: shutil.copy(sys.argv[2], sys.argv[3])).start()
                """ + TLS, certificate.keyAndCertificate(), certificate.authority(), late)
                .check(tls(new HttpTransport.Verified(Optional.of(late)), LONG_TRY)));

        assertThat(wait(server)).isInstanceOf(Ready.class);
    }

    @Test
    void anAuthorityThatIsNoneIsNamed() throws IOException {
        Path absent = folder.resolve("absent.pem");
        Path text = Files.writeString(folder.resolve("text.pem"), "hello");

        assertThat(pending(spec(PythonServer.PLAIN).startupTimeout(SHORT), authority(absent)))
                .isEqualTo("https /: caFile " + absent + " is no file");
        assertThat(pending(spec(PythonServer.PLAIN).startupTimeout(SHORT), authority(text)))
                .isEqualTo("https /: caFile " + text + " holds no certificate in PEM");
    }

    // ---- tcp

    @Test
    void aPortOfAnotherProcessMayHaveToAccept() {
        int database = FreePort.any();
        LaunchedServer server = launch(spec("""
                def later():
                    time.sleep(0.5); serve(listen(int(sys.argv[1])))
                fork(later); serve(listen())
                """, database).check(tcp(Optional.of("localhost"), database)));

        Ready ready = ready(wait(server));

        assertThat(ready.after()).isGreaterThan(Duration.ofMillis(300));
        assertThat(ready.checks())
                .extracting(CheckResult::check, CheckResult::detail)
                .containsExactly(tuple("tcp localhost:" + database, "accepts"));
    }

    @Test
    void aPortThatNobodyListensOnIsNamed() {
        int nobody = FreePort.any();

        assertThat(pending(spec(PythonServer.PLAIN).startupTimeout(SHORT), tcp(Optional.empty(), nobody)))
                .isEqualTo("tcp " + nobody + ": does not accept connections");
    }

    // ---- command

    @Test
    void aCommandRunsBesideTheServerUntilItEndsWithZero() throws IOException {
        LaunchedServer server = launch(spec("""
                s = listen(); time.sleep(0.5); open('up', 'w').close(); serve(s)
                """)
                .environment(Map.of("MARK", "mine"))
                .check(run(
                        LONG_TRY,
                        "import os\nopen('seen', 'w').write(os.environ['PORT'] + os.environ['MARK'])\nopen('up')")));

        assertThat(ready(wait(server)).checks())
                .extracting(CheckResult::check, CheckResult::detail)
                .containsExactly(tuple("command " + Needs.tool("python3"), "exit code 0"));
        assertThat(Files.readString(folder.resolve("seen"))).isEqualTo(server.port() + "mine");
    }

    @Test
    void aCommandThatFailsIsQuotedWithoutSecretsAndControlCharacters() {
        String code = "import os, sys\nprint('x' * 200000)\nsys.exit('no login\\a with ' + os.environ['DB_PASSWORD'])";

        assertThat(pending(
                        spec(PythonServer.PLAIN)
                                .environment(Map.of("DB_PASSWORD", "hunter2-hunter2"))
                                .startupTimeout(Duration.ofSeconds(2)),
                        run(LONG_TRY, code)))
                .endsWith("python3: exit code 1: no login\\u0007 with ***");
        assertThat(pending(
                        spec(PythonServer.PLAIN).startupTimeout(SHORT),
                        run(LONG_TRY, "import os; os.kill(os.getpid(), 9)")))
                .endsWith("python3: ended by signal 9");
    }

    @Test
    void aCommandThatHangsIsEndedWithAllThatItStarted() throws IOException {
        String code = """
                import os, signal, time
                signal.alarm(60); signal.signal(15, signal.SIG_IGN)
                def say():
                    with open('pids', 'a') as file:
                        file.write('%d\\n' % os.getpid())
                say()
                if os.fork() == 0:
                    signal.alarm(60); os.setsid(); say()
                    if os.fork() == 0:
                        signal.alarm(60); say()
                print('connecting', flush=True)
                time.sleep(50)
                """;
        LaunchedServer server = launch(
                spec(PythonServer.PLAIN).check(run(Duration.ofSeconds(1), code)).startupTimeout(Duration.ofSeconds(3)));

        TimedOut late = late(wait(server));

        assertThat(late.pending()).endsWith("python3: did not end in time and was ended: connecting");
        assertThat(late.after()).isLessThan(Duration.ofSeconds(12));
        List<Long> pids = Files.readAllLines(folder.resolve("pids")).stream()
                .map(Long::valueOf)
                .toList();
        assertThat(pids).hasSizeGreaterThanOrEqualTo(3).noneMatch(LaunchedServer::isAlive);
        assertThat(server.process().isAlive())
                .as("the server itself is left alone")
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"portman-no-such-program", "./missing"})
    void aCommandThatIsNotThereIsTold(String program) {
        assertThat(pending(
                        spec(PythonServer.PLAIN).startupTimeout(SHORT),
                        new HealthCheck.Run(List.of(program), LONG_TRY)))
                .startsWith("command " + program + ": cannot be run: ")
                .contains(program);
    }

    private SpecBuilder spec(String code, Object... arguments) {
        return new SpecBuilder(folder, "server").python(code, arguments);
    }

    private LaunchedServer launch(SpecBuilder spec) {
        LaunchedServer server = LaunchedServer.launch(spec.build());
        servers.add(server);
        return server;
    }

    /** What a server with this one check is not ready for. */
    private String pending(SpecBuilder spec, HealthCheck check) {
        SpecBuilder fresh = spec.onlyCheck(check);
        return late(wait(launch(fresh))).pending();
    }

    private static ReadinessOutcome wait(LaunchedServer server) {
        return new ReadinessWaiter(HolderFinder.forThisSystem(), ProcessTable.forThisSystem(), event -> {}, () -> false)
                .await(new Startup(
                        LaunchedServer.onPort(server.spec(), server.port()), server.record(), server.process()));
    }

    private static HealthCheck body(String pattern, Duration timeout) {
        return new HealthCheck.Http(
                new HttpQuestion("GET", PLAIN, Optional.empty(), "/", Map.of()),
                new HttpExpectation(StatusRange.DEFAULT, Optional.of(Pattern.compile(pattern))),
                timeout);
    }

    private static HealthCheck onPort(int port) {
        return new HealthCheck.Http(
                new HttpQuestion("GET", PLAIN, Optional.of(port), "/", Map.of()),
                new HttpExpectation(StatusRange.DEFAULT, Optional.empty()),
                TRY);
    }

    private static HealthCheck tls(HttpTransport transport, Duration timeout) {
        return new HealthCheck.Http(
                new HttpQuestion("GET", transport, Optional.empty(), "/", Map.of()),
                new HttpExpectation(StatusRange.DEFAULT, Optional.empty()),
                timeout);
    }

    private static HealthCheck authority(Path file) {
        return tls(new HttpTransport.Verified(Optional.of(file)), TRY);
    }

    private static HealthCheck tcp(Optional<String> host, int port) {
        return new HealthCheck.Tcp(host, Integer.toString(port), TRY);
    }

    private static HealthCheck run(Duration timeout, String code) {
        return new HealthCheck.Run(List.of(Needs.tool("python3").toString(), "-S", "-c", code), timeout);
    }

    private static Ready ready(ReadinessOutcome outcome) {
        assertThat(outcome).isInstanceOf(Ready.class);
        return (Ready) outcome;
    }

    private static TimedOut late(ReadinessOutcome outcome) {
        assertThat(outcome).isInstanceOf(TimedOut.class);
        return (TimedOut) outcome;
    }
}
