package dev.portman.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.testing.FreePort;
import dev.portman.testing.Needs;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the loss of power leaves; provoked by nothing here, but by the order of the system calls that decides it. */
@Tag("faults")
class DurableFaultTest {

    @TempDir
    Path folder;

    @BeforeEach
    void needsStrace() {
        Needs.root();
        Needs.tool("strace");
    }

    @Test
    void aRecordIsOnTheDiskBeforeItHasItsName() throws Exception {
        Row row = Row.of(
                "F83",
                "the system calls of a start: each record is written, synchronised, renamed, and its folder synchronised, in this order",
                "records in another order");
        row.broken(
                "a record is renamed before it is synchronised",
                disordered(List.of(
                                "write(5</x/.r.json.1.tmp>",
                                "rename(\"/x/.r.json.1.tmp\", \"/x/r.json\") = 0",
                                "fsync(5</x>)"))
                        == 1);
        for (int i = 0; i < Trials.of(1, 20); i++) {
            Place place = Place.in(folder);
            try (Marked marked = Marked.fresh();
                    ActorJvm actor = ActorJvm.start(place)) {
                Sweep.warmUp(actor);
                Strace strace = Strace.attach(
                        actor.thread(),
                        folder.resolve("strace"),
                        "-e",
                        "trace=write,pwrite64,fsync,fdatasync,rename,renameat,renameat2");
                try (strace) {
                    actor.ask("start server " + FreePort.any() + " EVICT " + marked.word());
                }
                List<String> lines = strace.lines();
                actor.ask("stop server");
                int records = (int)
                        lines.stream().filter(DurableFaultTest::namesARecord).count();
                assertThat(records).as("records written").isGreaterThan(1);
                row.trials(records, disordered(lines), String.join("\n", lines));
            }
        }
        row.end();
    }

    private static boolean namesARecord(String line) {
        return Sweep.call(line).startsWith("rename") && line.contains(".json\"") && !line.contains("/logs/");
    }

    /** How many records were named before they were on the disk, or not made durable afterwards. */
    private static int disordered(List<String> lines) {
        int found = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (namesARecord(lines.get(i))) {
                String temporary = lines.get(i).split("\"", -1)[1];
                String parent = temporary.substring(0, temporary.lastIndexOf('/'));
                int synced = lastOf(lines.subList(0, i), "sync(", "<" + temporary + ">");
                int written = lastOf(lines.subList(0, i), "write", "<" + temporary + ">");
                int folder = lastOf(lines.subList(i, Math.min(lines.size(), i + 2)), "sync(", "<" + parent + ">");
                found += written >= 0 && synced > written && folder > 0 ? 0 : 1;
            }
        }
        return found;
    }

    private static int lastOf(List<String> lines, String call, String file) {
        for (int i = lines.size() - 1; i >= 0; i--) {
            if (lines.get(i).contains(call) && lines.get(i).contains(file)) {
                return i;
            }
        }
        return -1;
    }
}
