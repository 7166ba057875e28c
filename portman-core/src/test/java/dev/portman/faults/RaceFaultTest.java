package dev.portman.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.Portman;
import dev.portman.model.PortRange;
import dev.portman.model.PortState;
import dev.portman.model.ServerSpec;
import dev.portman.testing.FreePort;
import dev.portman.testing.PythonServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two builds at the same moment: never two servers where one was meant, never two on one port. */
@Tag("faults")
class RaceFaultTest {

    private static final Duration LEAD = Duration.ofMillis(3);

    @TempDir
    Path folder;

    @Test
    void twoStartsOfOneServerLeadToOneServer() throws IOException {
        Row row = Row.of(
                "F70",
                "two JVMs start the same server on the same port at the same moment",
                "rounds without exactly one server");
        Place place = Place.in(folder);
        row.broken("each has a state folder of its own", serversOfTwoStates(place) != 1);
        try (ActorJvm one = ActorJvm.start(place);
                ActorJvm two = ActorJvm.start(place)) {
            for (int round = 0; round < Trials.of(15, 1000); round++) {
                try (Marked marked = Marked.fresh()) {
                    String start = "start server " + FreePort.any() + " RECLAIM " + marked.word();
                    List<String> answers = together(one, start, two, start);
                    int servers = marked.processes().size();
                    String stop = one.ask("stop server");
                    int left = marked.processes().size();
                    row.trial(
                            servers != 1 || left != 0 || answers.stream().noneMatch(it -> it.startsWith("started")),
                            answers + ": " + servers + " servers, then " + stop + ": " + left);
                }
            }
        }
        row.end();
    }

    @Test
    void twoServersThatPreferOnePortGetTwo() throws Exception {
        Row row = Row.of(
                "F71",
                "two JVMs start different servers that prefer the same port at the same moment",
                "double assignments");
        row.broken("each looks, and then starts", believersWithoutALock() == 2);
        Place place = Place.in(folder);
        try (ActorJvm one = ActorJvm.start(place);
                ActorJvm two = ActorJvm.start(place)) {
            for (int round = 0; round < Trials.of(15, 1000); round++) {
                try (Marked marked = Marked.fresh()) {
                    int port = FreePort.any();
                    List<String> answers = together(
                            one,
                            "start left " + port + " FALLBACK " + marked.word(),
                            two,
                            "start right " + port + " FALLBACK " + marked.word());
                    List<String> started = answers.stream()
                            .filter(it -> it.startsWith("started"))
                            .toList();
                    int servers = marked.processes().size();
                    one.ask("stop left");
                    one.ask("stop right");
                    row.trial(
                            started.isEmpty()
                                    || new HashSet<>(started).size() != started.size()
                                    || servers != started.size()
                                    || !marked.processes().isEmpty(),
                            answers + ": " + servers);
                }
            }
        }
        row.end();
    }

    @Test
    void manyModulesOfOneBuildGetAPortEach() throws Exception {
        Row row = Row.of(
                "F73",
                "8 threads of one JVM, half of them with portman from another class loader, as 16 modules of a build: each reserves a port; time of a round",
                "rounds with an exception or a port given twice");
        int rounds = Trials.of(3, 50);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < rounds; round++) {
                Path state = Place.in(folder).state();
                List<Callable<Integer>> modules = new ArrayList<>();
                for (int i = 0; i < 16; i++) {
                    ClassLoader loader = i % 2 == 0 ? getClass().getClassLoader() : new OwnClasses();
                    modules.add(() -> OwnClasses.reserve(loader, state));
                }
                long begun = System.nanoTime();
                List<Object> ports = new ArrayList<>();
                for (Future<Integer> each : threads.invokeAll(modules)) {
                    ports.add(answer(each));
                }
                row.took(Duration.ofNanos(System.nanoTime() - begun));
                row.trial(
                        new HashSet<>(ports).size() != 16 || !ports.stream().allMatch(Integer.class::isInstance),
                        ports.toString());
            }
        } finally {
            threads.shutdownNow();
        }
        row.broken("each module has a state folder of its own", twoModulesReserveOnePort());
        row.end();
    }

    private static Object answer(Future<Integer> module) throws InterruptedException {
        try {
            return module.get();
        } catch (ExecutionException failed) {
            return failed;
        }
    }

    private boolean twoModulesReserveOnePort() throws IOException {
        int port = FreePort.any();
        List<PortRange> one = List.of(new PortRange(port, port));
        List<Integer> first = Place.in(folder).portman(event -> {}).reserve(1, one);
        return first.equals(Place.in(folder).portman(event -> {}).reserve(1, one));
    }

    private int serversOfTwoStates(Place place) throws IOException {
        Place other = new Place(Place.in(folder).state(), place.project());
        try (Marked marked = Marked.fresh()) {
            ServerSpec spec = place.server("server")
                    .python(PythonServer.PLAIN, marked.word())
                    .build();
            place.portman(event -> {}).start(spec);
            other.portman(event -> {}).start(spec);
            int servers = marked.processes().size();
            other.portman(event -> {}).stop(spec.key(), Optional.empty());
            place.portman(event -> {}).stop(spec.key(), Optional.empty());
            return servers;
        }
    }

    /** As scripts do it: look whether the port is free, then start; twice at the same moment. How many believe that they may. */
    private int believersWithoutALock() throws Exception {
        Portman portman = Place.in(folder).portman(event -> {});
        int port = FreePort.any();
        CyclicBarrier looked = new CyclicBarrier(2);
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            Callable<Boolean> looks = () -> {
                boolean free = portman.probe(port) == PortState.FREE;
                looked.await();
                return free;
            };
            int believers = 0;
            for (Future<Boolean> each : two.invokeAll(List.of(looks, looks))) {
                believers += each.get() ? 1 : 0;
            }
            return believers;
        } finally {
            two.shutdownNow();
        }
    }

    private static List<String> together(ActorJvm one, String first, ActorJvm two, String second) throws IOException {
        String at = "at " + (System.nanoTime() + LEAD.toNanos()) + " ";
        one.tell(at + first);
        two.tell(at + second);
        List<String> answers = new ArrayList<>(List.of(one.next(), two.next()));
        assertThat(answers).doesNotContain("ended");
        return answers;
    }
}
