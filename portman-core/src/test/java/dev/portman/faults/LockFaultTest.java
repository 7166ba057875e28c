package dev.portman.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.model.StateFolderException;
import dev.portman.store.StateLock;
import dev.portman.testing.JvmFork;
import dev.portman.testing.Needs;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Owners of the lock of a state folder that hang or die. */
@Tag("faults")
class LockFaultTest {

    @TempDir
    Path folder;

    @Test
    void aHungOwnerOfTheLockIsNamed() throws Exception {
        Duration limit = Trials.isFull() ? Duration.ofSeconds(10) : Duration.ofMillis(300);
        Duration more = Duration.ofSeconds(Trials.of(30, 1));
        Row row = Row.of(
                "F75",
                "the owner of the lock is stopped by SIGSTOP; patience " + limit.toMillis() + " ms",
                "waits longer than " + more.toSeconds() + " s more, or owner not named");
        for (int i = 0; i < Trials.of(2, 20); i++) {
            Path state = Place.in(folder).state();
            Process owner = JvmFork.of(LockHolder.class).start(Map.of(), state);
            try {
                assertThat(reader(owner).readLine()).isEqualTo("held");
                new ProcessBuilder("/bin/sh", "-c", "kill -s STOP " + owner.pid())
                        .start()
                        .waitFor();
                long begun = System.nanoTime();
                String answer = answer(state, limit);
                Duration took = Duration.ofNanos(System.nanoTime() - begun);
                row.took(took);
                row.trial(
                        !answer.contains("pid " + owner.pid())
                                || took.compareTo(limit) < 0
                                || took.compareTo(limit.plus(more)) > 0,
                        answer + " after " + took);
            } finally {
                owner.destroyForcibly();
            }
        }
        row.end();
    }

    @Test
    void whereThereAreNoLocksNothingIsDone() throws Exception {
        Needs.root();
        Row row = Row.of(
                "F78",
                "the file system has no locks (ENOLCK at the first one that is asked for): start, and reserve",
                "acts without a lock, or errors that do not say so");
        for (int i = 0; i < Trials.of(1, 20); i++) {
            try (Marked marked = Marked.fresh();
                    ActorJvm actor = ActorJvm.start(Place.in(folder))) {
                Sweep.warmUp(actor);
                for (String act : List.of("start server 0 EVICT " + marked.word(), "reserve 1")) {
                    String answer = withoutLocks(actor, act);
                    row.trial(
                            !answer.startsWith("StateFolderException Lock ")
                                    || !answer.contains("No locks available")
                                    || !marked.processes().isEmpty(),
                            act + ": " + answer);
                }
                row.broken("the lock is not asked for", actor.ask("reserve 1").startsWith("reserved"));
            }
        }
        row.end();
    }

    /** How often the JVM calls fcntl(2) for other purposes before is seen in the same act with locks. */
    private String withoutLocks(ActorJvm actor, String act) throws Exception {
        actor.ask("stop server");
        List<String> calls = new ArrayList<>();
        traced(actor, act, calls, "trace=fcntl");
        actor.ask("stop server");
        int first = IntStream.range(0, calls.size())
                .filter(i -> calls.get(i).contains("F_SETLK"))
                .findFirst()
                .orElseThrow();
        List<String> injected = new ArrayList<>();
        String answer = traced(
                actor, act, injected, "trace=fcntl", "-e", "inject=fcntl:error=ENOLCK:when=" + (first + 1) + "+");
        assertThat(injected).as("locks refused").anyMatch(it -> it.contains("F_SETLK") && it.contains("INJECTED"));
        return answer;
    }

    private String traced(ActorJvm actor, String act, List<String> calls, String... options) throws Exception {
        List<String> words = new ArrayList<>(List.of("-e"));
        words.addAll(List.of(options));
        Strace strace = Strace.attach(actor.thread(), folder.resolve("strace"), words.toArray(String[]::new));
        String answer;
        try (strace) {
            answer = actor.ask(act);
        }
        calls.addAll(strace.lines());
        return answer;
    }

    @Test
    void aKilledOwnerLeavesNoLock() throws Exception {
        // What is measured once by hand must not fail a build on a busy machine.
        long most = Trials.of(30_000, 100);
        Row row = Row.of(
                "F76",
                "kill -9 of the owner of the lock; time from its end until the next has it",
                "waits longer than " + most + " ms");
        Path state = Place.in(folder).state();
        for (int i = 0; i < Trials.of(3, 200); i++) {
            Process owner = JvmFork.of(LockHolder.class).start(Map.of(), state);
            assertThat(reader(owner).readLine()).isEqualTo("held");
            owner.destroyForcibly().waitFor();
            long begun = System.nanoTime();
            String answer = answer(state, Duration.ofSeconds(30));
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            row.took(took);
            row.trial(!answer.equals("mine") || took.toMillis() > most, answer + " after " + took);
        }
        row.end();
    }

    private static String answer(Path state, Duration limit) {
        try {
            return new StateLock(Records.folder(state)).hold("wait", limit, () -> "mine");
        } catch (StateFolderException inVain) {
            return String.valueOf(inVain.getMessage());
        }
    }

    private static BufferedReader reader(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }
}
