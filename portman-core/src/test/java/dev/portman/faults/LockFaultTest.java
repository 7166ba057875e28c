package dev.portman.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.model.StateFolderException;
import dev.portman.store.StateLock;
import dev.portman.testing.JvmFork;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
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
