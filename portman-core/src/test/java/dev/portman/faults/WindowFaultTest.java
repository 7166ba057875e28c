package dev.portman.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.testing.Needs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What no program without pidfd_send_signal(2) can close: the time between the last look at a process and the signal to it. */
@Tag("faults")
class WindowFaultTest {

    @TempDir
    Path folder;

    @BeforeEach
    void needsStrace() {
        Needs.root();
    }

    @Test
    void theTimeBetweenTheLastProofAndTheSignalIsShort() throws Exception {
        List<Duration> sinceProof = new ArrayList<>();
        List<Duration> sinceLook = new ArrayList<>();
        Place place = Place.in(folder);
        try (ActorJvm actor = ActorJvm.start(place)) {
            for (int i = 0; i < Trials.of(5, 200); i++) {
                try (Marked marked = Marked.fresh()) {
                    actor.ask("start server 0 EVICT " + marked.word());
                    Strace strace = Strace.attach(
                            actor.thread(), folder.resolve("strace"), "-e", "trace=openat,read,readlink,kill");
                    try (strace) {
                        actor.ask("stop server");
                    }
                    sinceProof.add(beforeTheSignal(strace.lines(), "/environ"));
                    sinceLook.add(beforeTheSignal(strace.lines(), "/stat"));
                }
            }
        }
        assertThat(Quantile.of(0.5, sinceProof)).isLessThan(Duration.ofMillis(10));
        Report.remark(
                "The window between proof and signal",
                "Without pidfd_send_signal(2), which Java 17 does not offer, a moment remains"
                        + " between the last look at a process and the signal to it. In " + sinceProof.size()
                        + " stops, from the last read of the cookie: " + told(sinceProof)
                        + "; from the JDK's last read of the start time, which has to be the one from before the proof: "
                        + told(sinceLook)
                        + "; both under strace, which slows each system call. A wrong kill would need a process that ends in the second window, or in the first within"
                        + " a hundredth of a second of its start, and whose pid is given away in it, after all others were used up.");
    }

    private static String told(List<Duration> windows) {
        return String.format(
                Locale.ROOT,
                "p50 %.2f ms, p99 %.2f ms, at most %.2f ms",
                Quantile.of(0.5, windows).toNanos() / 1e6,
                Quantile.of(0.99, windows).toNanos() / 1e6,
                Quantile.of(1, windows).toNanos() / 1e6);
    }

    private static Duration beforeTheSignal(List<String> lines, String file) {
        double lastLook = 0;
        for (String line : lines) {
            if (line.contains(" kill(")) {
                return Duration.ofNanos((long) ((time(line) - lastLook) * 1e9));
            }
            if (line.contains("/proc/") && line.contains(file)) {
                lastLook = time(line);
            }
        }
        throw new IllegalStateException("no signal in:\n" + String.join("\n", lines));
    }

    private static double time(String line) {
        return Double.parseDouble(line.substring(0, line.indexOf(' ')));
    }
}
