package dev.portman.faults;

import static org.awaitility.Awaitility.await;

import dev.portman.testing.FreePort;
import dev.portman.testing.Guardians;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A build is killed, and while its guardian, or {@code doctor --fix}, waits for the end of one of its servers, a person starts servers of the names of the others. */
@Tag("faults")
class NewServersFaultTest {

    private static final List<String> NAMES =
            IntStream.rangeClosed(1, 6).mapToObj(it -> "web" + it).toList();
    private static final int SLOW_MILLIS = 2000;

    /** At the last point whoever waits is about to go on. */
    private static final int STEP_MILLIS = 95;

    @TempDir
    Path folder;

    @Test
    void whatAPersonStartsIsNotTheDeadBuilds() throws Exception {
        Row row = Row.of(
                "F120",
                "`kill -9` of a build with 6 servers, of which the first one that is stopped takes 2 s to end; meanwhile, at 20 points, a person starts servers of the names of the others; every other time the guardian is dead, too, and `doctor --fix` comes",
                "trials in which a new server was ended, or a clean-up run twice or over it");
        for (int i = 0; i < Trials.of(2, 20); i++) {
            Place place = Place.in(folder);
            try (Witness witness = new Witness(NotedServer.notes(place.project()))) {
                String wrong = trial(place, i, witness);
                row.trial(!wrong.isEmpty(), "point " + i + ": " + wrong);
            } finally {
                PairFacts.living(place).forEach(ProcessHandle::destroyForcibly);
            }
        }
        row.end();
    }

    private static String trial(Place place, int point, Witness witness) throws Exception {
        String servers = String.join(
                " ", NAMES.stream().map(it -> it + "=" + FreePort.any()).toList());
        String at = place.state() + " " + place.project() + " " + SLOW_MILLIS + " " + servers;
        try (VerbJvm build = VerbJvm.start();
                VerbJvm person = VerbJvm.start();
                VerbJvm doctor = VerbJvm.start()) {
            // Whoever is first in a JVM is slow.
            person.tell("status", at).join();
            build.tell("build", at).join();
            long begun = System.nanoTime();
            List<Said> said = new ArrayList<>();
            CompletableFuture<Said> cleaned = CompletableFuture.completedFuture(Said.of("", 0, begun, ""));
            if (point % 2 == 1) {
                build.guardians().forEach(ProcessHandle::destroyForcibly);
                build.kill();
                build.end();
                cleaned = doctor.tell("doctor", at);
            }
            build.kill();
            await().until(() -> asked(witness).isPresent());
            TimeUnit.MILLISECONDS.sleep((long) STEP_MILLIS * point);
            String first = asked(witness).orElseThrow();
            said.add(person.tell("start", at.replaceAll(" " + first + "=\\d+", ""))
                    .join());
            said.add(cleaned.join());
            Guardians.awaitEndIn(place.state());
            List<String> wrong = wrong(said.get(0), witness.lives());
            return wrong.isEmpty() ? "" : wrong + Story.of(begun, said, witness.notes());
        }
    }

    private static List<String> wrong(Said start, List<Life> lives) {
        List<String> wrong = new ArrayList<>();
        List<Long> alive = lives.stream().filter(Life::isAlive).map(Life::pid).toList();
        if (!start.is("ready")) {
            wrong.add("not started");
        }
        start.pids().stream().filter(it -> !alive.contains(it)).forEach(it -> wrong.add("lost: " + it));
        alive.stream().filter(it -> !start.pids().contains(it)).forEach(it -> wrong.add("left: " + it));
        for (String name : NAMES) {
            List<Turn> turns =
                    Turn.of(lives.stream().filter(it -> it.name().equals(name)).toList());
            Turn.breaches(turns, it -> false).forEach(it -> wrong.add(name + ": " + it));
        }
        return wrong;
    }

    /** The server that is asked to end first. */
    private static Optional<String> asked(Witness witness) {
        return witness.notes().stream()
                .filter(it -> it.what().equals("term"))
                .map(Note::name)
                .findFirst();
    }
}
