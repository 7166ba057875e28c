package dev.portman.faults;

import dev.portman.Portman;
import dev.portman.model.Checkup;
import dev.portman.model.Finding;
import dev.portman.model.PortmanException;
import dev.portman.model.ServerKey;
import dev.portman.testing.FreePort;
import dev.portman.testing.Guardians;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** One round: several portmans do verbs by chance on three servers of one folder, and are killed by chance while they do. */
final class Storm implements AutoCloseable {

    private static final int PORTMANS = 8;
    private static final Duration LASTS = Duration.ofSeconds(Trials.isFull() ? 10 : 4);

    /** What is asked often stands here often. */
    private static final List<String> VERBS = List.of(
            "start", "start", "start", "stop", "stop", "restart", "kill", "free", "build", "build", "release", "doctor",
            "reserve", "status", "status", "status", "status");

    private final Place place;
    private final Random random;
    private final Witness witness;
    private final Map<String, Integer> servers = new TreeMap<>();
    private final List<VerbJvm> jvms = new CopyOnWriteArrayList<>();
    private final List<Deed> deeds = new CopyOnWriteArrayList<>();
    private final Set<Long> killed = ConcurrentHashMap.newKeySet();
    private final long begun = System.nanoTime();

    Storm(Place place, long seed) {
        this.place = place;
        this.random = new Random(seed);
        this.witness = new Witness(NotedServer.notes(place.project()));
        List.of("one", "two", "three").forEach(it -> servers.put(it, FreePort.any()));
    }

    /** Does it; what was wrong, with all that happened to the servers that it was about, or an empty text. */
    String run() throws Exception {
        for (int i = 0; i <= PORTMANS; i++) {
            jvms.add(VerbJvm.start());
        }
        ExecutorService lanes = Executors.newFixedThreadPool(PORTMANS + 1);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < PORTMANS; i++) {
                int lane = i;
                Random its = new Random(random.nextLong());
                all.add(lanes.submit(() -> {
                    act(lane, its);
                    return lane;
                }));
            }
            all.add(lanes.submit(this::watch, PORTMANS));
            kill();
            for (Future<?> each : all) {
                each.get();
            }
        } finally {
            lanes.shutdownNow();
        }
        jvms.parallelStream().forEach(VerbJvm::close);
        List<String> wrong = new ArrayList<>(judge().wrong());
        wrong.addAll(left());
        return wrong.isEmpty() ? "" : String.join("\n  ", wrong) + story(wrong);
    }

    /** How much was said, and by how many that were killed meanwhile. */
    StormJudge judge() {
        return new StormJudge(servers, witness.lives(), deeds, killed);
    }

    /** How often each verb came to each word, for whoever doubts that much happens. */
    Map<String, Integer> counts() {
        Map<String, Integer> counts = new TreeMap<>();
        deeds.forEach(it -> counts.merge(it.said().verb() + " " + it.said().word(), 1, Integer::sum));
        return counts;
    }

    private void act(int lane, Random its) throws IOException {
        while (isOn()) {
            String verb = VERBS.get(its.nextInt(VERBS.size()));
            List<String> names = new ArrayList<>(servers.keySet());
            Collections.shuffle(names, its);
            List<String> some = verb.equals("status") ? names : names.subList(0, its.nextInt(4) == 0 ? 2 : 1);
            VerbJvm jvm = jvms.get(lane);
            Said said = jvm.tell(verb, at(some)).join();
            deeds.add(new Deed(List.copyOf(some), said));
            if (said.is("ended")) {
                jvm.close();
                jvms.set(lane, VerbJvm.start());
            }
        }
    }

    /** One that is not killed asks all the time. */
    private void watch() {
        VerbJvm jvm = jvms.get(PORTMANS);
        List<String> all = List.copyOf(servers.keySet());
        while (isOn()) {
            deeds.add(new Deed(all, jvm.tell("status", at(all)).join()));
        }
    }

    /** By chance, every other time one whose hook runs at that moment. */
    private void kill() throws InterruptedException {
        while (isOn()) {
            TimeUnit.MILLISECONDS.sleep(200 + random.nextInt(600));
            VerbJvm victim = jvms.get(random.nextInt(PORTMANS));
            for (int look = random.nextInt(2) * 100; look > 0 && !runsHook(victim); look--) {
                TimeUnit.MILLISECONDS.sleep(3);
                victim = jvms.get(look % PORTMANS);
            }
            killed.add(victim.pid());
            victim.kill();
        }
    }

    private boolean runsHook(VerbJvm jvm) {
        return witness.lives().stream()
                .anyMatch(it -> it.isAlive() && !it.is(NotedServer.SERVER) && it.parent() == jvm.pid());
    }

    private boolean isOn() {
        return System.nanoTime() - begun < LASTS.toNanos();
    }

    private String at(List<String> names) {
        return place.state() + " " + place.project() + " " + NotedServer.STEP.toMillis() + " "
                + String.join(
                        " ",
                        names.stream().map(it -> it + "=" + servers.get(it)).toList());
    }

    /** What is left when all is stopped and put in order, by a portman that has seen nothing of it. */
    private List<String> left() {
        List<String> left = new ArrayList<>();
        Portman next = place.portman(event -> {});
        try {
            next.stopAll(
                    servers.keySet().stream()
                            .map(it -> new ServerKey(place.project(), it))
                            .toList(),
                    Optional.empty());
            next.clean(next.checkup());
            Guardians.awaitEndIn(place.state());
            Checkup checkup = next.checkup();
            checkup.findings().stream().filter(Finding::isCleanable).forEach(it -> left.add("left to clean: " + it));
        } catch (PortmanException failed) {
            left.add("at the end: " + failed);
        }
        PairFacts.living(place).forEach(it -> left.add("left: process " + it.pid()));
        Records.registry(place.state()).all().forEach(it -> left.add("left: record " + it));
        servers.forEach((name, port) -> {
            if (!new LocalPort(port).isBindable()) {
                left.add("left: port of " + name);
            }
        });
        return left;
    }

    private String story(List<String> wrong) {
        List<String> about = servers.keySet().stream()
                .filter(name -> wrong.stream().anyMatch(it -> it.startsWith(name + ":")))
                .toList();
        List<Said> said = deeds.stream()
                .filter(it -> it.names().stream().anyMatch(about::contains))
                .map(Deed::said)
                .toList();
        List<Note> notes =
                witness.notes().stream().filter(it -> about.contains(it.name())).toList();
        return "\n  killed: " + killed + Story.of(begun, said, notes);
    }

    /** Whatever was found, nothing stays. */
    @Override
    public void close() {
        jvms.parallelStream().forEach(VerbJvm::close);
        PairFacts.living(place).forEach(ProcessHandle::destroyForcibly);
        witness.close();
    }
}
