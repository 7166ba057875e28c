package dev.portman.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.Portman;
import dev.portman.model.PortHeldException;
import dev.portman.model.PortState;
import dev.portman.model.ServerRecord;
import dev.portman.model.ServerSpec;
import dev.portman.model.ServerState;
import dev.portman.model.StartResult;
import dev.portman.model.StopSignal;
import dev.portman.model.Stopping;
import dev.portman.model.Termination.How;
import dev.portman.testing.FreePort;
import dev.portman.testing.PythonProcess;
import dev.portman.testing.PythonServer;
import dev.portman.testing.SpecBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servers that do not want to go, or not all at once: a stop that says "stopped" leaves nothing. */
@Tag("faults")
class StopFaultTest {

    private static final Optional<Stopping> AS_DESCRIBED = Optional.empty();

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            F3  | the server is a child of a child of the leader                | def inner(): fork(lambda: serve(listen())); wait()\\nfork(inner); wait()
            F4  | the leader ends on SIGTERM, its child is deaf                 | s = listen()\\ndef deaf(): signal.signal(15, signal.SIG_IGN); serve(s)\\nfork(deaf); on(15, lambda: os._exit(0)); wait()
            F5  | the server is a daemon, forked twice, in a session of its own | def daemon(): os.setsid(); fork(lambda: serve(listen())); os._exit(0)\\nfork(daemon); wait()
            F6  | the server leaves group and session                           | def stray(): os.setsid(); serve(listen())\\nfork(stray); wait()
            F31 | a master and three workers on one socket                      | s = listen()\\nfor _ in range(3): fork(lambda: serve(s))\\nwait()
            """)
    void theWholeTreeIsGone(String id, String what, String code) throws IOException {
        Row row = Row.of(id, what, "stops with survivors");
        try (Marked marked = Marked.fresh()) {
            StartResult started = Place.in(folder).portman(event -> {}).start(server(code, marked));
            BrokenTarget.stop(started.record().leader().orElseThrow().pid());
            row.broken("the leader is taken for all", !marked.processes().isEmpty());
        }
        Portman portman = Place.in(folder).portman(event -> {});
        int trials = Trials.of(3, id.equals("F31") ? 50 : 100);
        for (int i = 0; i < trials; i++) {
            try (Marked marked = Marked.fresh()) {
                stopped(row, portman, server(code, marked), marked);
            }
        }
        row.end();
    }

    @Test
    void aDeafServerIsForcedAfterItsTime() throws Exception {
        Duration grace = Trials.isFull() ? Duration.ofSeconds(10) : Duration.ofMillis(300);
        Row row = Row.of(
                "F1",
                "the server ignores SIGTERM; grace period " + grace.toMillis() + " ms",
                "stops too early, later than 3 s after the grace period, or with survivors");
        Portman portman = Place.in(folder).portman(event -> {});
        ExecutorService threads = Executors.newFixedThreadPool(10);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (int i = 0; i < Trials.of(5, 50); i++) {
                String name = "server-" + i;
                done.add(threads.submit(() -> {
                    try (Marked marked = Marked.fresh()) {
                        ServerSpec spec = new SpecBuilder(folder.toRealPath(), name)
                                .port(FreePort.any())
                                .stopping(new Stopping(grace, StopSignal.TERM, List.of()))
                                .python(PythonServer.DEAF, marked.word())
                                .build();
                        portman.start(spec);
                        long begun = System.nanoTime();
                        How how = portman.stop(spec.key(), AS_DESCRIBED)
                                .termination()
                                .how();
                        Duration took = Duration.ofNanos(System.nanoTime() - begun);
                        row.took(took);
                        boolean inTime = took.compareTo(grace) >= 0 && took.compareTo(grace.plusSeconds(3)) <= 0;
                        row.trial(
                                how != How.FORCED
                                        || !inTime
                                        || !marked.processes().isEmpty(),
                                how + " after " + took);
                    }
                    return null;
                }));
            }
            for (Future<?> each : done) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
        row.end();
    }

    @Test
    void aStopReturnsAsSoonAsASlowServerIsGone() throws IOException {
        Row row = Row.of(
                "F2",
                "the server takes 100 ms to end; time from its end to the return of `stop`",
                "returns later than 250 ms");
        Portman portman = Place.in(folder).portman(event -> {});
        for (int i = 0; i < Trials.of(5, 100); i++) {
            try (Marked marked = Marked.fresh()) {
                ServerSpec spec = server(
                        "on(15, lambda: (time.sleep(.1), say('end', time.monotonic_ns()), os._exit(0)))\n"
                                + PythonServer.PLAIN,
                        marked);
                StartResult started = portman.start(spec);
                portman.stop(spec.key(), AS_DESCRIBED);
                long now = System.nanoTime();
                String last = Files.readAllLines(started.record().logFile()).get(0);
                Duration after = Duration.ofNanos(now - Long.parseLong(last.replace("end ", "")));
                row.took(after);
                row.trial(after.toMillis() > 250, after.toString());
            }
        }
        row.end();
    }

    @Test
    void aServerThatForksForEverIsStopped() throws IOException {
        Row row = Row.of(
                "F8",
                "the server is deaf and forks another deaf child every 20 ms",
                "stops with survivors or longer than 13 s");
        Portman portman = Place.in(folder).portman(event -> {});
        String code = "signal.signal(15, signal.SIG_IGN); s = listen()\n"
                + "while True: fork(lambda: time.sleep(30)); time.sleep(.02)";
        for (int i = 0; i < Trials.of(2, 50); i++) {
            try (Marked marked = Marked.fresh()) {
                stopped(row, portman, server(code, marked), marked);
            }
        }
        row.end();
    }

    @Test
    void aStoppedServerEndsGracefully() throws IOException {
        Row row = Row.of("F16", "the server was stopped by SIGSTOP", "stops by force or longer than 2 s");
        Portman portman = Place.in(folder).portman(event -> {});
        for (int i = 0; i < Trials.of(3, 50); i++) {
            try (Marked marked = Marked.fresh()) {
                ServerSpec spec = server(PythonServer.PLAIN, marked);
                signal("STOP", portman.start(spec).status().pid().orElseThrow());
                long begun = System.nanoTime();
                How how = portman.stop(spec.key(), AS_DESCRIBED).termination().how();
                Duration took = Duration.ofNanos(System.nanoTime() - begun);
                row.took(took);
                row.trial(how != How.GRACEFUL || took.toMillis() > 2000, how + " after " + took);
            }
        }
        row.end();
    }

    @Test
    void aZombieHasEnded() throws IOException {
        Row row = Row.of(
                "F14",
                "the leader is a zombie that its parent does not reap",
                "waits longer than 1 s or calls it running");
        Place place = Place.in(folder);
        Portman portman = place.portman(event -> {});
        String code = """
                r, w = os.pipe(); pid = os.fork()
                if pid == 0:
                    os.setsid(); os.close(w); os.read(r, 1); os._exit(0)
                os.close(r); ready(pid); sys.stdin.readline(); os.close(w)
                while open('/proc/%d/stat' % pid).read().rsplit(')', 1)[1].split()[0] != 'Z': time.sleep(.001)
                print('zombie', flush=True); wait()
                """;
        for (int i = 0; i < Trials.of(5, 50); i++) {
            try (PythonProcess parent = PythonProcess.start(code)) {
                ServerRecord record = Records.of(
                        place.project(),
                        "server",
                        Records.cookie(),
                        Canary.of(parent.number(0)).identity());
                Records.registry(place.state()).save(record);
                parent.tell("end");
                parent.nextLine();
                ServerState state = portman.status(place.project()).get(0).state();
                long begun = System.nanoTime();
                How how = portman.stop(record.key(), AS_DESCRIBED).termination().how();
                Duration took = Duration.ofNanos(System.nanoTime() - begun);
                row.took(took);
                row.trial(
                        state != ServerState.EXITED || how != How.ALREADY_GONE || took.toMillis() > 1000,
                        state + ", " + how + " after " + took);
            }
        }
        row.end();
    }

    @Test
    void whoeverListensOnTheOtherKindOfAddressIsLeftAlone() throws IOException {
        Row row = Row.of(
                "F32",
                "our server on 127.0.0.1, a stranger on ::1, same port: `stop` of ours",
                "wrong kills, or not naming the stranger");
        Portman portman = Place.in(folder).portman(event -> {});
        String code =
                "s = socket.socket(socket.AF_INET6); s.bind(('::1', int(sys.argv[1]))); s.listen(); ready(); wait()";
        for (int i = 0; i < Trials.of(3, 50); i++) {
            try (Marked marked = Marked.fresh()) {
                ServerSpec spec = server(PythonServer.PLAIN, marked);
                portman.start(spec);
                try (PythonProcess stranger =
                        PythonProcess.start(code, spec.port().preferred())) {
                    Canary canary = Canary.of(stranger.pid());
                    if (i == 0) {
                        BrokenTarget.stop(portman.holders(spec.port().preferred()).visibleHolders().stream()
                                .mapToLong(it -> it.pid())
                                .toArray());
                        row.broken("whoever has the port is ours", canary.isHarmed());
                        continue;
                    }
                    String answer = "";
                    try {
                        portman.stop(spec.key(), AS_DESCRIBED);
                    } catch (PortHeldException held) {
                        answer = String.valueOf(held.getMessage());
                    }
                    row.trial(
                            canary.isHarmed()
                                    || !marked.processes().isEmpty()
                                    || !answer.contains(Long.toString(stranger.pid())),
                            answer);
                }
            }
        }
        row.end();
    }

    private void stopped(Row row, Portman portman, ServerSpec spec, Marked marked) {
        portman.start(spec);
        assertThat(marked.processes()).as("what is to be stopped").isNotEmpty();
        long begun = System.nanoTime();
        portman.stop(spec.key(), AS_DESCRIBED);
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        row.took(took);
        boolean free = portman.probe(spec.port().preferred()) == PortState.FREE;
        row.trial(
                !marked.processes().isEmpty() || !free || took.toSeconds() >= 13,
                marked.processes().size() + " left, free " + free + ", after " + took);
    }

    private ServerSpec server(String code, Marked marked) throws IOException {
        return new SpecBuilder(folder.toRealPath(), "server")
                .port(FreePort.any())
                .stopping(new Stopping(Duration.ofMillis(500), StopSignal.TERM, List.of()))
                .python(code.replace("\\n", "\n"), marked.word())
                .build();
    }

    private static void signal(String name, long pid) throws IOException {
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -s " + name + " " + pid)
                    .start()
                    .waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
