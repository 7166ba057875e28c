package dev.portman.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.testing.JvmFork;
import dev.portman.testing.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A number is not a process: whoever got it after a recorded server has ended must never be signalled. */
@Tag("faults")
class PidReuseFaultTest {

    /** The recycler ends by itself after a minute. */
    private static final int MOST_AT_ONCE = 500;

    @TempDir
    Path folder;

    @BeforeEach
    void needsANamespaceOfItsOwn() {
        Needs.root();
        Needs.that(Files.exists(Path.of("/proc/sys/kernel/ns_last_pid")), "a choice of the next pid");
    }

    @Test
    void aNumberRecycledBetweenTheRecordAndTheStopIsLeftAlone() throws Exception {
        Row row = Row.of(
                "F9",
                "the pid of a recorded server is given to another process with the same command line, then `stop`",
                "wrong kills");
        row.broken("no proof at all", run(List.of(), "before", 5, true).wrong == 5);
        SignalTrace trace = new SignalTrace(folder.resolve("trace"));
        count(row, run(trace.prefix(), "before", 5, false), 5);
        assertThat(trace.attempts()).as("signals tried").isEmpty();
        measure(row, "before", Trials.of(60, 6500));
    }

    @Test
    void aNumberRecycledWithinOneClockTickIsLeftAlone() throws Exception {
        Row row = Row.of("F10", "as F9, within one tick of the start time where that succeeds", "wrong kills");
        row.broken("no proof at all", run(List.of(), "tick", 5, true).wrong == 5);
        SignalTrace trace = new SignalTrace(folder.resolve("trace"));
        count(row, run(trace.prefix(), "tick", 5, false), 5);
        assertThat(trace.attempts()).as("signals tried").isEmpty();
        // One that leads a session besides, as a server does that has overwritten its environment.
        count(row, run(List.of(), "leader", Trials.of(10, 200), false), Trials.of(10, 200));
        measure(row, "tick", Trials.of(60, 1000));
    }

    @Test
    void aNumberRecycledBetweenTermAndKillIsLeftAlone() throws Exception {
        Row row = Row.of(
                "F11",
                "the leader ends on SIGTERM and its pid is recycled at once, while the rest of its tree is deaf and has to be forced",
                "wrong kills");
        row.broken("no proof at all", run(List.of(), "between", 5, true).wrong == 5);
        SignalTrace trace = new SignalTrace(folder.resolve("trace"));
        count(row, run(trace.prefix(), "between", 5, false), 5);
        assertThat(trace.attempts())
                .as("TERM to two processes, KILL to one of them, each time")
                .hasSize(15);
        assertThat(trace.attempts().stream().filter(line -> line.contains("SIGKILL")))
                .hasSize(5);
        measure(row, "between", Trials.of(40, 1000));
    }

    @Test
    void aGroupWithTheNumberOfTheLeaderIsLeftAlone() throws Exception {
        Row row = Row.of(
                "F12",
                "the pid of the leader is given to the leader of somebody else's process group, while something of the server is left to stop",
                "wrong kills");
        row.broken("signals go to the group", run(List.of(), "group", 5, true).wrong == 10);
        SignalTrace trace = new SignalTrace(folder.resolve("trace"));
        count(row, run(trace.prefix(), "group", 5, false), 5);
        assertThat(trace.attempts()).as("TERM to what is left, each time").hasSize(5);
        assertThat(trace.attempts()).as("signals to a group").noneMatch(line -> line.contains("kill(-"));
        measure(row, "group", Trials.of(40, 1000));
    }

    @Test
    void aNumberThatComesRoundByItselfIsLeftAlone() throws Exception {
        Needs.that(pidMaxIsOfTheNamespace(), "a largest pid per namespace (Linux 6.14)");
        Row row = Row.of("F13", "as F9, with 400 numbers in all: nobody chooses which is next", "wrong kills");
        row.broken("no proof at all", run(List.of(), "wrap", 2, true).wrong == 2);
        measure(row, "wrap", Trials.of(10, 200));
    }

    @Test
    void aNumberRecycledBetweenTheProofAndTheSignalIsLeftAlone() throws Exception {
        Row row = Row.of(
                "F90",
                "the pid is recycled between the last proof and the signal, a tick of its start time or more after the first process",
                "wrong kills");
        row.broken("the number alone is signalled", run(List.of(), "late", 5, true).wrong == 5);
        measure(row, "late", Trials.of(40, 1000));
    }

    private static boolean pidMaxIsOfTheNamespace() {
        String[] version = System.getProperty("os.version", "0.0").split("[^0-9]+", -1);
        return Integer.parseInt(version[0]) * 1000 + Integer.parseInt(version[1]) >= 6014;
    }

    private void measure(Row row, String kind, int trials) throws Exception {
        int sameTick = 0;
        for (int left = trials; left > 0; left -= MOST_AT_ONCE) {
            int count = Math.min(left, MOST_AT_ONCE);
            Found found = run(List.of(), kind, count, false);
            count(row, found, count);
            sameTick += found.sameTick;
        }
        if (kind.equals("tick")) {
            row.note(sameTick + " of " + trials + " in one tick");
            assertThat(sameTick)
                    .as("cases in which only more than pid and start time can tell")
                    .isGreaterThan(trials / 10);
        }
        row.end();
    }

    private static void count(Row row, Found found, int trials) {
        row.trials(trials, found.wrong, "the process that got the number is dead");
    }

    private record Found(int wrong, int sameTick) {}

    private Found run(List<String> before, String kind, int trials, boolean broken)
            throws IOException, InterruptedException {
        List<String> prefix = new ArrayList<>(before);
        prefix.addAll(List.of(
                Needs.tool("unshare").toString(),
                "--pid",
                "--fork",
                "--mount-proc",
                "--kill-child",
                "/bin/sh",
                "-c",
                (kind.equals("wrap") ? "echo 400 >/proc/sys/kernel/pid_max; " : "") + "\"$@\"; exit $?",
                "sh"));
        Path state = Files.createTempDirectory(folder, "state");
        String[] words = JvmFork.of(PidReuse.class)
                .under(prefix.toArray(String[]::new))
                .within(Duration.ofSeconds(90))
                .run(state, kind, trials, broken)
                .split(" ", -1);
        return new Found(Integer.parseInt(words[0]), Integer.parseInt(words[1]));
    }
}
