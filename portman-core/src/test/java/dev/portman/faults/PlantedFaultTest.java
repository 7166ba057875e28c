package dev.portman.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.config.ProjectFile;
import dev.portman.config.SpecReader;
import dev.portman.config.Surroundings;
import dev.portman.log.ServerLog;
import dev.portman.model.Caller;
import dev.portman.model.InvalidInputException;
import dev.portman.model.PortmanException;
import dev.portman.model.ServerRecord;
import dev.portman.model.ServerState;
import dev.portman.model.ServerStatus;
import dev.portman.store.StatusFiles;
import dev.portman.testing.PythonProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names and links that lead somewhere else. */
@Tag("faults")
class PlantedFaultTest {

    /** Puts links to a victim, soft and hard, wherever portman writes, and links to folders where it looks for its own. */
    private static final String PLANTS = """
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
                        os.rename(logs, logs + '.away'); os.symlink(other, logs); time.sleep(.0005)
                        os.unlink(logs); os.rename(logs + '.away', logs)
                    except OSError: pass
            """;

    private static final List<String> NAMES = names();

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
        try (PythonProcess planter = PythonProcess.start(PLANTS, logs, elsewhere, victim)) {
            int writes = Trials.of(300, 10_000);
            for (int i = 0; i < writes; i++) {
                refused += writes(record, logs) ? 0 : 1;
                row.trial(!"intact".equals(Files.readString(victim)), "write " + i);
            }
            row.note(refused + " of them refused");
            assertThat(refused).as("writes that succeeded all the same").isLessThan(writes);
            assertThat(planter.pid()).isPositive();
        }
        Path careless = Files.createSymbolicLink(folder.resolve("careless"), victim);
        Files.writeString(careless, "changed");
        row.broken("a file is written under the name that it has", !"intact".equals(Files.readString(victim)));
        row.end();
    }

    @Test
    void aNameLeadsNowhereElse() throws IOException {
        Row row = Row.of(
                "F108",
                NAMES.size() + " names of servers that lead elsewhere or are none",
                "names accepted, or files made");
        Path home = Files.createDirectory(folder.resolve("home"));
        for (String name : NAMES) {
            boolean accepted = true;
            try {
                Path file = Files.writeString(
                        home.resolve(ProjectFile.NAME), "servers:\n  " + quoted(name) + ":\n    command: /bin/true\n");
                SpecReader.read(ProjectFile.read(file), new Surroundings(home, Caller.USER, "x", Map.of()));
            } catch (InvalidInputException told) {
                accepted = false;
            }
            row.trial(accepted || !onlyFile(folder, home.resolve(ProjectFile.NAME)), name);
        }
        Files.createFile(home.resolve("../x" + ".log"));
        row.broken("a name is taken for that of a file as it is", !onlyFile(folder, home.resolve(ProjectFile.NAME)));
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

    private static boolean onlyFile(Path where, Path file) throws IOException {
        try (Stream<Path> all = Files.walk(where)) {
            return all.filter(it -> !Files.isDirectory(it)).allMatch(file::equals);
        }
    }

    /** As YAML writes it, whatever it is. */
    private static String quoted(String name) {
        StringBuilder text = new StringBuilder("\"");
        name.chars().forEach(each -> text.append(String.format("\\u%04x", each)));
        return text.append('"').toString();
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>(List.of(
                "",
                " ",
                ".",
                "..",
                "...",
                "../x",
                "../../etc/x",
                "/abs",
                "//abs",
                "a/b",
                "a//b",
                "a/../b",
                "./a",
                "~",
                "~root",
                "a..b",
                "..a",
                "-rf",
                "--help",
                "-",
                "_x",
                ".x",
                "a b",
                " a",
                "a ",
                "\t",
                "a\tb",
                "a\n",
                "\na",
                "a\r",
                "a\0",
                "\0",
                "a\0/../b",
                "con",
                "CON",
                "Con.txt",
                "prn",
                "aux",
                "nul",
                "nul.json",
                "com1",
                "lpt9",
                "a\\b",
                "..\\x",
                "C:\\x",
                "c:x",
                "a:b",
                "a*",
                "a?",
                "a|b",
                "<a>",
                "\"a\"",
                "'a'",
                "$(x)",
                "`x`",
                "${x}",
                "%2e%2e%2fx",
                "\u2024\u2024/x",
                "\uff0e\uff0e\uff0fx",
                "a\u202eb",
                "\u00e9",
                "a\u0000b",
                "\u200b",
                "\ufeffa",
                "\u001b[2J",
                "a;b",
                "a&b",
                "a=b",
                "a,b"));
        names.add("x".repeat(65));
        names.add("x".repeat(300));
        names.add("x".repeat(100_000));
        return List.copyOf(names);
    }
}
