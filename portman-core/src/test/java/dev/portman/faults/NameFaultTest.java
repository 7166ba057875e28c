package dev.portman.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.Portman;
import dev.portman.config.ProjectFile;
import dev.portman.config.SpecReader;
import dev.portman.config.Surroundings;
import dev.portman.model.Holders;
import dev.portman.model.InvalidInputException;
import dev.portman.model.Side;
import dev.portman.process.ProcessTable;
import dev.portman.report.HoldersReport;
import dev.portman.testing.PythonProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names of servers that lead elsewhere, and names of processes that lie. */
@Tag("faults")
class NameFaultTest {

    private static final List<String> NAMES = names();

    @TempDir
    Path folder;

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
                SpecReader.read(ProjectFile.read(file), new Surroundings(home, Side.PERSON, "x", Map.of()));
            } catch (InvalidInputException told) {
                accepted = false;
            }
            row.trial(accepted || !onlyFile(folder, home.resolve(ProjectFile.NAME)), name);
        }
        Files.createFile(home.resolve("../x" + ".log"));
        row.broken("a name is taken for that of a file as it is", !onlyFile(folder, home.resolve(ProjectFile.NAME)));
        row.end();
    }

    @Test
    void aNameThatLiesIsReadRightAndShownHarmlessly() throws IOException {
        List<String> names = List.of(
                "x) S 1 1 1 (", "a b", "\n1 (x) R", "\u001b[2J", ")", "((", "\u001b]0;x\u0007", "\r\n", "é\u202e");
        Row row = Row.of(
                "F21",
                "a holder whose own name is made of brackets, blanks, line feeds or what drives a terminal",
                "wrong start times, or control characters shown");
        Portman portman = Place.in(folder).portman(event -> {});
        ProcessTable table = ProcessTable.forThisSystem();
        String code = """
                ctypes.CDLL(None).prctl(15, bytes.fromhex(sys.argv[1]), 0, 0, 0)
                s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen()
                fields = open('/proc/self/stat', errors='replace').read().rsplit(')', 1)[1].split()
                ready(s.getsockname()[1], fields[19]); wait()
                """;
        for (int i = 0; i < Trials.of(names.size(), 99); i++) {
            String name = names.get(i % names.size());
            try (PythonProcess holder = PythonProcess.start(code, hex(name))) {
                long ticks = table.identity(holder.pid()).orElseThrow().startTicks();
                Holders holders = portman.holders(holder.number(0));
                String shown = String.join(
                        "\n", HoldersReport.lines(holder.number(0), portman.probe(holder.number(0)), holders));
                assertThat(holders.visibleHolders()).hasSize(1);
                boolean raw = shown.chars().anyMatch(each -> each < ' ' && each != '\n');
                row.trial(ticks != holder.number(1) || raw, name + ": " + shown);
            }
        }
        row.end();
    }

    private static String hex(String name) {
        StringBuilder text = new StringBuilder();
        for (byte each : name.getBytes(StandardCharsets.UTF_8)) {
            text.append(String.format("%02x", each));
        }
        return text.append("00").toString();
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
