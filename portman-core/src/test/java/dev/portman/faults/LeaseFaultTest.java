package dev.portman.faults;

import static org.assertj.core.api.Assertions.assertThat;

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

/** Many builds on one state folder: each port is leased to one at a time. */
@Tag("faults")
class LeaseFaultTest {

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
        row.broken("each JVM looks and then takes, without the lock", twoWithoutTheLockGetOne());
        List<Lease> leases = lease(jvms, threads, each);
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

    private List<Lease> lease(int jvms, int threads, int each) throws Exception {
        Path state = Place.in(folder).state();
        List<Process> leasers = new ArrayList<>();
        List<Lease> leases = new ArrayList<>();
        // Numbers only: nothing is bound.
        int first = FreePort.any() / 2;
        List<BufferedReader> outputs = new ArrayList<>();
        try {
            for (int i = 0; i < jvms; i++) {
                leasers.add(JvmFork.of(Leaser.class).start(Map.of(), state, threads, each, first, 200));
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

    private boolean twoWithoutTheLockGetOne() throws Exception {
        Path state = Place.in(folder).state();
        int first = FreePort.any() / 2;
        List<Process> leasers = new ArrayList<>();
        try {
            for (int i = 0; i < 2; i++) {
                Path own = Place.in(folder).state();
                leasers.add(JvmFork.of(LooseLeaser.class).start(Map.of(), state, own, first, 5));
            }
            List<BufferedReader> outputs =
                    leasers.stream().map(LeaseFaultTest::reader).toList();
            for (BufferedReader output : outputs) {
                assertThat(output.readLine()).isEqualTo("looked");
            }
            for (Process leaser : leasers) {
                go(leaser);
            }
            String port = outputs.get(0).readLine();
            assertThat(port).isEqualTo(Integer.toString(first));
            return port.equals(outputs.get(1).readLine());
        } finally {
            leasers.forEach(Process::destroyForcibly);
        }
    }

    private static void go(Process leaser) throws IOException {
        leaser.getOutputStream().write('\n');
        leaser.getOutputStream().flush();
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

    private static BufferedReader reader(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }
}
