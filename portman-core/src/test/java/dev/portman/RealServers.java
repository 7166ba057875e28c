package dev.portman;

import static org.awaitility.Awaitility.await;

import dev.portman.internal.ownership.ServerTree;
import dev.portman.model.Allowances;
import dev.portman.model.PortHeldException;
import dev.portman.model.ProgressEvent;
import dev.portman.model.ServerRecord;
import dev.portman.model.ServerSpec;
import dev.portman.model.StartResult;
import dev.portman.model.Stopping;
import dev.portman.process.Member;
import dev.portman.process.ProcessTable;
import dev.portman.testing.Fixtures;
import dev.portman.testing.FreePort;
import dev.portman.testing.Guardians;
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
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What tests with real servers share: a project and a state folder of their own, and an end of everything that they started. */
abstract class RealServers {

    static final String HOLDS_A_PORT =
            "s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen(); ready(s.getsockname()[1]); wait()";
    /** Listens so late that every other start comes before. */
    static final String SLOW = "time.sleep(0.4)\n" + PythonServer.PLAIN;

    static final Optional<Stopping> AS_DESCRIBED = Optional.empty();

    final ProcessTable table = ProcessTable.forThisSystem();
    final Fixtures fixtures = new Fixtures();
    final List<ProgressEvent> told = new CopyOnWriteArrayList<>();
    final List<Process> jvms = new ArrayList<>();

    @TempDir
    Path folder;

    Path state;
    Path project;
    Portman portman;

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
        Guardians.awaitEndIn(state);
        launched().forEach(this::end);
        open(event -> {}).statusOfAll().forEach(status -> status.record().ifPresent(this::end));
        fixtures.close();
    }

    SpecBuilder server(String name) {
        return new SpecBuilder(project, name).port(FreePort.any()).python(PythonServer.PLAIN);
    }

    Portman open(Consumer<ProgressEvent> also) {
        Consumer<ProgressEvent> first = told::add;
        return Portman.open(environment(), Allowances.NONE, first.andThen(also));
    }

    Map<String, String> environment() {
        return Map.of("PORTMAN_STATE_HOME", state.toString());
    }

    PythonProcess clientOf(int port) {
        return fixtures.python("c = socket.create_connection(('127.0.0.1', int(sys.argv[1]))); ready(); wait()", port);
    }

    Process inOtherJvm(String verb, Object... arguments) throws IOException {
        List<Object> all = new ArrayList<>(List.of(state, project, verb));
        all.addAll(List.of(arguments));
        Process jvm = JvmFork.of(OtherJvm.class).start(Map.of(), all.toArray());
        jvms.add(jvm);
        return jvm;
    }

    static String answer(Process jvm) throws IOException {
        BufferedReader output = new BufferedReader(new InputStreamReader(jvm.getInputStream(), StandardCharsets.UTF_8));
        return String.valueOf(output.readLine());
    }

    static Object startOrRefusal(Portman portman, ServerSpec spec) {
        try {
            return portman.start(spec);
        } catch (PortHeldException refused) {
            return refused;
        }
    }

    static List<Object> together(List<Callable<Object>> works) throws Exception {
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

    static Callable<Object> after(CyclicBarrier barrier, Callable<Object> work) {
        return () -> {
            barrier.await();
            return work.call();
        };
    }

    List<ServerRecord> launched() {
        return told.stream()
                .filter(ProgressEvent.Launched.class::isInstance)
                .map(event -> ((ProgressEvent.Launched) event).launched())
                .toList();
    }

    List<Member> members(ServerRecord record) {
        return new ServerTree(record, table).members();
    }

    void end(ServerRecord record) {
        members(record).forEach(member -> ProcessHandle.of(member.pid()).ifPresent(ProcessHandle::destroyForcibly));
    }

    void kill(StartResult started) {
        ProcessHandle.of(pid(started)).orElseThrow().destroyForcibly();
        await().until(() -> !isAlive(started));
    }

    static long pid(StartResult started) {
        return started.record().leader().orElseThrow().pid();
    }

    boolean isAlive(StartResult started) {
        return LaunchedServer.isAlive(pid(started));
    }

    List<String> log(String name) {
        try {
            return Files.readAllLines(project.resolve("logs").resolve(name + ".log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void create(Path file) {
        try {
            Files.createFile(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path recordFile() throws IOException {
        try (Stream<Path> files = Files.walk(state)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    static boolean accepts(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.getLocalPort() != port;
        } catch (IOException closed) {
            return false;
        }
    }
}
