package dev.portman.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.log.ServerLog;
import dev.portman.model.PortmanException;
import dev.portman.model.ServerRecord;
import dev.portman.model.ServerState;
import dev.portman.model.ServerStatus;
import dev.portman.store.StatusFiles;
import dev.portman.testing.PythonProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Links that lead somewhere else. */
@Tag("faults")
class PlantedFaultTest {

    /** Puts links to a victim, soft and hard, wherever portman writes, and links to folders where it looks for its own. */
    private static final String PLANTS = """
            import shutil
            logs, other, victim = sys.argv[1:]
            names = ['server.log', 'server.log.1', 'server_status.json', 'server.status', 'server.pid', '.gitignore']
            ready()
            n = 0
            while True:
                n += 1
                for name in names:
                    path, link = os.path.join(logs, name), os.path.join(logs, 'planted')
                    try:
                        (os.symlink if n % 2 else os.link)(victim, link)
                        os.rename(link, path)
                    except OSError: pass
                if n % 5 == 0:
                    try:
                        # Whoever was hindered has made a new one meanwhile.
                        if os.path.isdir(logs + '.away') and not os.path.islink(logs): shutil.rmtree(logs + '.away')
                        os.rename(logs, logs + '.away'); os.symlink(other, logs); time.sleep(.0005)
                        os.unlink(logs); os.rename(logs + '.away', logs)
                    except OSError: pass
            """;

    /** The planter ends by itself after a minute. */
    private static final int MOST_AT_ONCE = 500;

    @TempDir
    Path folder;

    @Test
    void whateverIsPlantedTheVictimIsAsItWas() throws Exception {
        Row row = Row.of(
                "F109",
                "log, status and pid files written while somebody plants symbolic and hard links to a victim under their names and swaps their folder",
                "changes of the victim");
        Path victim = Files.writeString(folder.resolve("victim"), "intact");
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Place place = Place.in(folder);
        ServerRecord record = Records.of(
                place.project(),
                "server",
                Records.cookie(),
                Canary.of(ProcessHandle.current().pid()).identity());
        Path logs = Files.createDirectory(record.spec().logsDirectory());
        int refused = 0;
        int writes = Trials.of(300, 10_000);
        for (int begun = 0; begun < writes; begun += MOST_AT_ONCE) {
            try (PythonProcess planter = PythonProcess.start(PLANTS, logs, elsewhere, victim)) {
                for (int i = 0; i < Math.min(MOST_AT_ONCE, writes - begun); i++) {
                    refused += writes(record, logs) ? 0 : 1;
                    row.trial(!"intact".equals(Files.readString(victim)), "write " + (begun + i));
                }
                assertThat(ProcessHandle.of(planter.pid())).as("still planting").isPresent();
            }
            if (Files.isSymbolicLink(logs)) {
                Files.delete(logs);
                Files.createDirectory(logs);
            }
        }
        row.note(refused + " of them refused");
        assertThat(refused).as("writes that succeeded all the same").isLessThan(writes);
        Path careless = Files.createSymbolicLink(folder.resolve("careless"), victim);
        Files.writeString(careless, "changed");
        row.broken("a file is written under the name that it has", !"intact".equals(Files.readString(victim)));
        row.end();
    }

    private static boolean writes(ServerRecord record, Path logs) {
        try {
            ServerLog.prepare(logs, "server");
            return StatusFiles.publish(ServerStatus.of(record, ServerState.RUNNING), "{}")
                    .isEmpty();
        } catch (PortmanException refused) {
            return false;
        }
    }
}
