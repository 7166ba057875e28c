package dev.portman.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.model.StateFolderException;
import dev.portman.store.StateLock;
import dev.portman.testing.FreePort;
import dev.portman.testing.JvmFork;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many builds on one state folder, and owners of its lock that hang or die. */
@Tag("faults")
class LockFaultTest {

    @TempDir
    Path folder;

    @Test
    void noPortIsLeasedTwiceAtATime() throws Exception {
        int jvms = Trials.of(4, 64);
        int threads = Trials.of(4, 1);
        int each = Trials.of(10, 50);
        Row row = Row.of(
                "F74",
                jvms + " JVMs lease and release " + jvms * threads * each + " ports, " + threads
                        + " at a time each; time to get one",
                "duplicates");
        row.broken("each JVM has a state folder of its own", duplicates(lease(2, 1, 20, 5, true)) > 0);
        List<Lease> leases = lease(jvms, threads, each, 200, false);
        leases.forEach(it -> row.took(Duration.ofNanos(it.waited())));
        row.trials(leases.size(), duplicates(leases), "a port was leased twice at a time");
        row.note("p99 "
                + Quantile.of(
                                0.99,
                                leases.stream()
                                        .map(it -> Duration.ofNanos(it.waited()))
                                        .toList())
                        .toMillis() + " ms");
        assertThat(leases).hasSize(jvms * threads * each);
        row.end();
    }

    private List<Lease> lease(int jvms, int threads, int each, int among, boolean apart) throws Exception {
        Path common = Place.in(folder).state();
        List<Process> leasers = new ArrayList<>();
        List<Lease> leases = new ArrayList<>();
        // Numbers only: nothing is bound.
        int first = FreePort.any() / 2;
        List<BufferedReader> outputs = new ArrayList<>();
        try {
            for (int i = 0; i < jvms; i++) {
                Path state = apart ? Place.in(folder).state() : common;
                leasers.add(JvmFork.of(Leaser.class).start(Map.of(), state, threads, each, first, among));
                outputs.add(reader(leasers.get(i)));
            }
            for (BufferedReader output : outputs) {
                assertThat(output.readLine()).isEqualTo("ready");
            }
            for (Process leaser : leasers) {
                go(leaser);
            }
            for (BufferedReader output : outputs) {
                output.lines().map(Lease::of).forEach(leases::add);
            }
            return leases;
        } finally {
            leasers.forEach(Process::destroyForcibly);
        }
    }

    private static void go(Process leaser) throws IOException {
        leaser.getOutputStream().write('\n');
        leaser.getOutputStream().flush();
    }

    @Test
    void aHungOwnerOfTheLockIsNamed() throws Exception {
        Duration limit = Trials.isFull() ? Duration.ofSeconds(10) : Duration.ofMillis(300);
        Row row = Row.of(
                "F75",
                "the owner of the lock is stopped by SIGSTOP; patience " + limit.toMillis() + " ms",
                "waits longer than 1 s more, or owner not named");
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
                                || took.compareTo(limit.plusSeconds(1)) > 0,
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
        long most = Trials.isFull() ? 100 : 3_000;
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
            String answer = answer(state, Duration.ofSeconds(5));
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            row.took(took);
            row.trial(!answer.equals("mine") || took.toMillis() > most, answer + " after " + took);
        }
        row.end();
    }

    /** What came of one lease. */
    private record Lease(int port, long from, long to, long waited) {
        static Lease of(String line) {
            String[] words = line.split(" ", -1);
            return new Lease(
                    Integer.parseInt(words[0]),
                    Long.parseLong(words[1]),
                    Long.parseLong(words[2]),
                    Long.parseLong(words[3]));
        }
    }

    private static int duplicates(List<Lease> leases) {
        Map<Integer, Long> until = new HashMap<>();
        int found = 0;
        for (Lease lease :
                leases.stream().sorted(Comparator.comparingLong(Lease::from)).toList()) {
            found += lease.from() < until.getOrDefault(lease.port(), Long.MIN_VALUE) ? 1 : 0;
            until.merge(lease.port(), lease.to(), Math::max);
        }
        return found;
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
