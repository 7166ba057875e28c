package dev.portman.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogReaderTest {

    @TempDir
    Path folder;

    private Path log = Path.of("");

    @BeforeEach
    void name() {
        log = folder.resolve("a.log");
    }

    @ParameterizedTest
    @CsvSource({"0,''", "1,3", "2,'2,3'", "3,'1,2,3'", "100,'1,2,3'"})
    void beginsWithTheLastLines(int lines, String expected) throws IOException {
        append("1\n2\n3\n");
        assertThat(String.join(",", read(lines))).isEqualTo(expected);
    }

    @Test
    void countsALastLineWithoutAnEnd() throws IOException {
        append("1\n2\n3");
        assertThat(read(2)).containsExactly("2");
        try (LogReader reader = LogReader.beforeLast(log, 1)) {
            List<String> lines = new ArrayList<>();
            reader.read(lines::add);
            assertThat(lines).isEmpty();
            reader.rest(lines::add);
            assertThat(lines).containsExactly("3");
        }
    }

    @Test
    void findsLinesThatAreLongerThanOneRead() throws IOException {
        String line = "x".repeat(20_000);
        append("first\n" + line + "\n" + line + "\n");
        assertThat(read(2)).containsExactly(line, line);
        assertThat(read(3)).containsExactly("first", line, line);
    }

    @Test
    void decodesWholeLinesAndReplacesWhatIsNoUtf8() throws IOException {
        append("\u00fcber\r\n");
        Files.write(log, new byte[] {'a', (byte) 0xff, '\n'}, StandardOpenOption.APPEND);
        assertThat(read(5)).containsExactly("\u00fcber", "a\ufffd");
    }

    @Test
    @Timeout(20)
    void readsNoMoreOfAHugeLogThanItShows() throws IOException {
        try (RandomAccessFile sparse = new RandomAccessFile(log.toFile(), "rw")) {
            sparse.setLength(4L << 30);
            sparse.seek(sparse.length());
            sparse.write("\nend\n".getBytes(StandardCharsets.US_ASCII));
        }
        assertThat(read(1)).containsExactly("end");
        List<String> pieces = read(2);
        assertThat(pieces).hasSizeBetween(2, 3);
        assertThat(pieces.get(pieces.size() - 1)).isEqualTo("end");
    }

    /** Without a line end there is no line to begin at; what is shown of it stays bounded, and nothing else is read. */
    @Test
    @Timeout(10)
    void readsNoMoreThanThatOfAHugeLogWithoutLinesThatIsNoUtf8() throws IOException {
        try (RandomAccessFile sparse = new RandomAccessFile(log.toFile(), "rw")) {
            sparse.setLength(1L << 30);
            sparse.seek(sparse.length());
            sparse.write(new byte[] {(byte) 0xff, (byte) 0xfe});
        }
        List<String> pieces = new ArrayList<>();
        try (LogReader reader = LogReader.beforeLast(log, 3)) {
            reader.read(pieces::add);
            reader.rest(pieces::add);
        }
        assertThat(pieces).hasSize(3).allMatch(it -> it.length() == 32 * 1024);
        assertThat(pieces.get(2)).endsWith("\u0000\ufffd\ufffd");
    }

    @ParameterizedTest
    @CsvSource({"4,'2,3'", "3,3", "2,3", "1,''", "100,'1,2,3'"})
    void beginsWithTheFirstLineOfTheLastPart(int bytes, String expected) throws IOException {
        append("1\n2\n3\n");
        List<String> lines = new ArrayList<>();
        try (LogReader reader = LogReader.withinLast(log, bytes)) {
            reader.read(lines::add);
        }
        assertThat(String.join(",", lines)).isEqualTo(expected);
    }

    @Test
    void goesOnWithWhatComes() throws IOException {
        List<String> lines = new ArrayList<>();
        try (LogReader reader = LogReader.beforeLast(log, 10)) {
            reader.read(lines::add);
            append("1\n2");
            reader.read(lines::add);
            append("2\n");
            reader.read(lines::add);
            reader.read(lines::add);
        }
        assertThat(lines).containsExactly("1", "22");
    }

    @Test
    void survivesRotationAndLosesNothing() throws IOException {
        append("old\n");
        List<String> lines = new ArrayList<>();
        try (LogReader reader = LogReader.beforeLast(log, 0)) {
            append("late\nunfinished");
            ServerLog.prepare(folder, "a");
            append("new\n");
            reader.read(lines::add);
            append("newer\n");
            reader.read(lines::add);
        }
        assertThat(lines).containsExactly("late", "unfinished", "new", "newer");
    }

    @Test
    void readsAFileThatWasCutAnew() throws IOException {
        append("a long line\n");
        List<String> lines = new ArrayList<>();
        try (LogReader reader = LogReader.beforeLast(log, 1)) {
            reader.read(lines::add);
            Files.writeString(log, "cut\n");
            reader.read(lines::add);
        }
        assertThat(lines).containsExactly("a long line", "cut");
    }

    @Test
    void followsNoLink() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "secret\n");
        Files.createSymbolicLink(log, secret);
        assertThat(read(5)).isEmpty();
    }

    private List<String> read(int lines) throws IOException {
        List<String> read = new ArrayList<>();
        try (LogReader reader = LogReader.beforeLast(log, lines)) {
            reader.read(read::add);
        }
        return read;
    }

    private void append(String text) throws IOException {
        Files.writeString(log, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
