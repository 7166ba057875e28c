package dev.portman.faults;

import static org.awaitility.Awaitility.await;

import dev.portman.faults.ProcSnapshot.Entry;
import dev.portman.testing.FreePort;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A daemon that somebody started without portman, like those of the trials in everything else.
 *
 * @param family its processes, once it had settled
 */
record DaemonByHand(Set<Entry> family) {

    /** The trials of a full run take their time. */
    private static final int LIFE = 7200;

    private static final Duration SETTLED = Duration.ofMillis(100);

    /**
     * Starts it, and waits until all of it is there.
     *
     * @param project a folder of its own
     * @param home what was prepared for it
     * @param label that tells its processes
     * @param prefix the words in front that make it another user's
     */
    static DaemonByHand start(Daemon daemon, Path project, Path home, String label, List<String> prefix)
            throws IOException {
        int port = FreePort.any();
        daemon.configure(project, port, port, LIFE);
        List<String> words = Labels.under(label);
        words.addAll(prefix);
        words.addAll(daemon.command(project, home, Integer.toString(port), Integer.toString(port), LIFE));
        DaemonSetting.run(words);
        await("a daemon started by hand")
                .atMost(Duration.ofSeconds(30))
                .until(() -> ProcSnapshot.now().listeners().stream().anyMatch(it -> it.port() == port));
        Set<Entry> seen = new HashSet<>();
        await("a daemon that has settled")
                .atMost(Duration.ofSeconds(30))
                .pollInterval(SETTLED)
                .until(() -> isTheSameAs(seen, label));
        return new DaemonByHand(Set.copyOf(seen));
    }

    /** What is not there any more. */
    List<String> harm() {
        ProcSnapshot now = ProcSnapshot.now();
        return family.stream()
                .filter(it -> !now.hasAlive(it))
                .map(it -> "process " + it.pid() + " of a daemon that was started by hand")
                .toList();
    }

    private static boolean isTheSameAs(Set<Entry> seen, String label) {
        Set<Entry> now = new HashSet<>();
        for (Entry each : ProcSnapshot.now().processes().values()) {
            if (!each.isGone() && each.label().equals(label)) {
                now.add(new Entry(each.pid(), 'S', each.parent(), each.start()));
            }
        }
        boolean same = !now.isEmpty() && now.equals(seen);
        seen.clear();
        seen.addAll(now);
        return same;
    }
}
