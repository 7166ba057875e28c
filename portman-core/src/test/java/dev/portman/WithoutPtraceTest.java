package dev.portman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portman.model.Lifetime;
import dev.portman.model.PortState;
import dev.portman.testing.AsNobody;
import dev.portman.testing.FreePort;
import dev.portman.testing.JvmFork;
import dev.portman.testing.LaunchedServer;
import dev.portman.testing.Needs;
import dev.portman.testing.PythonProcess;
import dev.portman.testing.PythonServer;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Root without the capability SYS_PTRACE, as in most containers: environment and sockets of other users are hidden from it. */
class WithoutPtraceTest extends RealServers {

    /** A user of these tests alone: what others run as the common nobody might be in the way. */
    private static final long USER = 65_531;

    private static final String DROPS_ITS_USER =
            "def drop(): os.setgroups([]); os.setgid(" + USER + "); os.setuid(" + USER + ")\n";

    private static final String DROPS_THEN_LISTENS = DROPS_ITS_USER + "drop()\n" + PythonServer.PLAIN;
    private static final String LISTENS_THEN_DROPS = DROPS_ITS_USER + "s = listen(); drop(); serve(s)";

    /** Waits for the file {@code go}; if its port is taken by then it ends, but not so soon that a false "ready" could not be said before. */
    private static final String LATE = DROPS_ITS_USER + """
            drop(); say('up', os.getpid())
            while not os.path.exists('go'): time.sleep(0.01)
            try: serve(listen())
            except OSError: say('lost'); time.sleep(1); sys.exit(3)
            """;

    private static final String DAEMON = DROPS_ITS_USER
            + PythonServer.DAEMON.replace("say('daemon', os.getpid())", "say('daemon', os.getpid()); drop()");

    private static final String DEAF = """
            got = []
            for number in (1, 2, 3, 10, 12, 15, 18): signal.signal(number, lambda n, frame: got.append(n))
            s = socket.socket(); s.bind(('127.0.0.1', int(sys.argv[1]))); s.listen(); ready(s.getsockname()[1])
            while sys.stdin.readline(): print('got', got, flush=True)
            """;

    @BeforeEach
    void needsRoot() {
        Needs.root();
    }

    @Test
    void aServerThatDropsItsUserBeforeItListensIsReadySeenAndStopped() throws Exception {
        assertCycle(DROPS_THEN_LISTENS);
    }

    @Test
    void aServerThatDropsItsUserAfterwardsIsReadySeenAndStopped() throws Exception {
        assertCycle(LISTENS_THEN_DROPS);
    }

    @Test
    void itsWorkersOfAnotherUserAreStoppedWithIt() throws Exception {
        long pid = assertStarted(DROPS_ITS_USER + """
                s = listen()
                def worker():
                    drop(); say('worker', os.getpid()); serve(s)
                def apart():
                    os.setsid(); drop(); say('worker', os.getpid()); forget_environment(); wait()
                fork(worker); fork(apart); wait()
                """);
        await().until(() -> workers().size() == 2);

        assertThat(verb("status")).isEqualTo("status [RUNNING " + pid + "]");
        assertThat(verb("stop", "backend")).isEqualTo("stopped GRACEFUL");
        assertThat(workers()).noneMatch(LaunchedServer::isAlive);
        assertThat(LaunchedServer.isAlive(pid)).isFalse();
    }

    @Test
    void aDaemonThatDropsItsUserCannotBeToldFromAStrangerAndTheWayOutIsNamed() throws Exception {
        int port = FreePort.any();

        String answer = JvmFork.of(CountedStart.class)
                .under(withoutPtrace())
                .run(state, project, port, FreePort.any(), DAEMON, 20_000);

        long daemon = said("daemon ").get(0);
        assertThat(LaunchedServer.isAlive(daemon)).as("left alone").isTrue();
        ProcessHandle.of(daemon).ifPresent(ProcessHandle::destroyForcibly);
        assertThat(answer)
                .startsWith("launched 1, unmarked 0, exit 1: backend ended with exit code 0")
                .contains("Port " + port + " is held now, but it cannot be told by whom")
                .contains("So nothing more was started.")
                .contains("SYS_PTRACE")
                .contains("start it in the foreground");
    }

    @Test
    void aForeignProcessOfThatUserOnThePortIsNotTakenForTheServer() throws Exception {
        PythonProcess foreign = deaf(0);
        int port = foreign.number(0);

        String answer = JvmFork.of(CountedStart.class)
                .under(withoutPtrace())
                .run(state, project, port, port, DROPS_THEN_LISTENS, 2000);

        assertThat(answer)
                .startsWith(
                        "launched 0, unmarked 0, exit 5: Port " + port + " is held by a process that cannot be seen")
                .contains("(uid " + USER + ")");
        assertThat(portman.status(project)).isEmpty();
        assertUntouched(foreign);
    }

    @Test
    void oneThatIsFasterOnThePortIsNotTakenForIt() throws Exception {
        int port = FreePort.any();
        Process start = inJvm("start", "backend", port, Lifetime.DETACHED, LATE);
        long pid = await().until(() -> said("up "), it -> !it.isEmpty()).get(0);
        PythonProcess foreign = deaf(port);
        create(project.resolve("go"));

        assertThat(JvmFork.finish(start))
                .startsWith("exit 1: backend ended with exit code 3")
                .contains("Port " + port + " is held now, but it cannot be told by whom")
                .contains("SYS_PTRACE");
        assertThat(log("backend")).contains("lost");
        assertThat(LaunchedServer.isAlive(pid)).isFalse();
        assertUntouched(foreign);
    }

    @Test
    void whoeverOfThatUserComesLaterDoesNotMakeARunningServerDoubtful() throws Exception {
        long pid = assertStarted(DROPS_THEN_LISTENS);
        PythonProcess foreign = deaf(0);

        assertThat(verb("status")).isEqualTo("status [RUNNING " + pid + "]");
        assertThat(verb("stop", "backend")).isEqualTo("stopped GRACEFUL");
        assertUntouched(foreign);
    }

    private PythonProcess deaf(int port) {
        return fixtures.add(PythonProcess.start(AsNobody.prefix(USER), Map.of(), DEAF, port));
    }

    private static void assertUntouched(PythonProcess foreign) {
        foreign.tell("which?");
        assertThat(foreign.nextLine()).isEqualTo("got []");
    }

    private void assertCycle(String code) throws Exception {
        long pid = assertStarted(code);
        int port =
                portman.statusOfAll().get(0).record().orElseThrow().assigned().port();

        assertThat(verb("status")).isEqualTo("status [RUNNING " + pid + "]");
        assertThat(verb("stop", "backend")).isEqualTo("stopped GRACEFUL");
        assertThat(LaunchedServer.isAlive(pid)).isFalse();
        assertThat(portman.probe(port)).isEqualTo(PortState.FREE);
        assertThat(verb("status")).isEqualTo("status []");
    }

    private long assertStarted(String code) throws Exception {
        String started = verb("start", "backend", FreePort.any(), Lifetime.DETACHED, code);
        assertThat(started).startsWith("started ");
        return Long.parseLong(started.substring("started ".length()));
    }

    private List<Long> workers() {
        return said("worker ");
    }

    private List<Long> said(String word) {
        return (Files.exists(project.resolve("logs/backend.log")) ? log("backend") : List.<String>of())
                .stream()
                        .filter(line -> line.startsWith(word))
                        .map(line -> Long.valueOf(line.substring(word.length())))
                        .toList();
    }

    private String verb(Object... words) throws IOException, InterruptedException {
        return JvmFork.finish(inJvm(words));
    }

    private Process inJvm(Object... words) throws IOException {
        List<Object> arguments = new ArrayList<>(List.of(state, project));
        arguments.addAll(List.of(words));
        Process jvm = JvmFork.of(OtherJvm.class).under(withoutPtrace()).start(Map.of(), arguments.toArray());
        jvms.add(jvm);
        jvm.getOutputStream().close();
        return jvm;
    }

    private static String[] withoutPtrace() {
        return new String[] {Needs.tool("setpriv").toString(), "--bounding-set=-sys_ptrace", "--inh-caps=-sys_ptrace"};
    }
}
