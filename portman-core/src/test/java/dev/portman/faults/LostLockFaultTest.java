package dev.portman.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.testing.JvmFork;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lock that stays the same for whoever waits, while its file becomes another one. */
@Tag("faults")
class LostLockFaultTest {

    @TempDir
    Path folder;

    @Test
    void aLockWhoseFileWasDeletedExcludesAllTheSame() throws Exception {
        Row row = Row.of(
                "F79",
                "the file of the lock is deleted while one holds it and one waits for it; then a third one comes",
                "two holders at a time");
        for (int i = 0; i < Trials.of(1, 100); i++) {
            row.trial(twoHoldAFileThatWasDeleted(false), "both hold it");
        }
        row.broken("whoever has locked a file has the lock", twoHoldAFileThatWasDeleted(true));
        row.end();
        Report.remark(
                "A lock that is deleted while somebody holds it",
                "The state folder is nobody's to delete; where it is, whoever holds its lock finishes what he does, and whoever comes next does not"
                        + " wait for him. Whoever waited already is not let in beside the next one.");
    }

    /** Whether the one who waited and the one who came later hold it together. */
    private boolean twoHoldAFileThatWasDeleted(boolean broken) throws Exception {
        Path state = Place.in(folder).state();
        Path file = Records.folder(state).path().resolve("portman.lock");
        String how = broken ? "believe" : "";
        List<Process> holders = new ArrayList<>();
        try {
            Process first = holder(holders, state, how);
            assertThat(reader(first).readLine()).isEqualTo("held");
            Process second = holder(holders, state, how);
            BufferedReader waiting = reader(second);
            awaitWaiting(second.pid());
            Files.delete(file);
            Process third = holder(holders, state, how);
            assertThat(reader(third).readLine()).isEqualTo("held");
            first.destroyForcibly().waitFor();
            for (int look = 0; look < (broken ? 1000 : 20) && !waiting.ready(); look++) {
                Thread.sleep(10);
            }
            boolean both = waiting.ready();
            third.destroyForcibly();
            assertThat(waiting.readLine()).isEqualTo("held");
            return both;
        } finally {
            holders.forEach(Process::destroyForcibly);
        }
    }

    private static Process holder(List<Process> holders, Path state, String how) throws IOException {
        Process holder = JvmFork.of(LockHolder.class).start(Map.of(), state, how);
        holders.add(holder);
        return holder;
    }

    /** The kernel marks those in the queue of a lock. */
    private static void awaitWaiting(long pid) throws IOException, InterruptedException {
        String waits = " -> POSIX  ADVISORY  WRITE " + pid + " ";
        for (int look = 0; look < 1000; look++) {
            if (Files.readString(Path.of("/proc/locks")).replaceAll(" +", " ").contains(waits.replace("  ", " "))) {
                return;
            }
            Thread.sleep(10);
        }
        throw new IllegalStateException(pid + " does not wait for the lock");
    }

    private static BufferedReader reader(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }
}
