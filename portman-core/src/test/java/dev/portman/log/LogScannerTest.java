package dev.portman.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogScannerTest {

    private static final Pattern STARTED = Pattern.compile("Started .* in");

    @TempDir
    Path folder;

    private Path log;
    private LogScanner scanner;

    @BeforeEach
    void open() {
        log = folder.resolve("backend.log");
        scanner = new LogScanner(log);
    }

    @Test
    void findsALineThatComesInPieces() throws IOException {
        assertThat(scanner.finds(STARTED)).isFalse();
        append("booting\nStar");
        assertThat(scanner.finds(STARTED)).isFalse();
        append("ted App ");
        assertThat(scanner.finds(STARTED)).isFalse();
        append("in");
        assertThat(scanner.finds(STARTED)).isTrue();
    }

    @Test
    void quotesALineOnlyWhenItIsComplete() throws IOException {
        append("booting\n\u001b[31mStarted App in\u001b[0m 3");
        assertThat(scanner.finds(STARTED)).isTrue();
        assertThat(scanner.firstLine(STARTED)).isEmpty();
        append(" s\r\nStarted again in 4 s\n");
        assertThat(scanner.firstLine(STARTED)).contains("Started App in 3 s");
    }

    @Test
    void remembersAHitWhateverHappensToTheFile() throws IOException {
        append("Started App in 3 s\n");
        assertThat(scanner.finds(STARTED)).isTrue();
        Files.delete(log);
        assertThat(scanner.finds(STARTED)).isTrue();
    }

    @Test
    void looksForEachPatternFromTheBeginning() throws IOException {
        append("Started App in 3 s\nlistening\n");
        assertThat(scanner.finds(Pattern.compile("listening"))).isTrue();
        assertThat(scanner.finds(STARTED)).isTrue();
        assertThat(scanner.finds(Pattern.compile("absent"))).isFalse();
    }

    @Test
    void doesNotMatchAcrossLines() throws IOException {
        append("Started App\nin\n");
        assertThat(scanner.finds(STARTED)).isFalse();
    }

    @Test
    void readsATruncatedFileAnew() throws IOException {
        append("a long line that says nothing\n".repeat(100));
        assertThat(scanner.finds(STARTED)).isFalse();
        Files.writeString(log, "Started App in 1 s");
        assertThat(scanner.finds(STARTED)).isTrue();
    }

    @Test
    void looksThroughColoursAndCarriageReturns() throws IOException {
        append("\u001b[32mStarted\u001b[0m \u001b[1mApp\u001b[22m in\r\n");
        assertThat(scanner.finds(Pattern.compile("^Started App in$"))).isTrue();
    }

    @Test
    void boundsALineThatNeverEnds() throws IOException {
        append("Started App in " + "x".repeat(1 << 20) + "END\nlast");
        assertThat(scanner.finds(Pattern.compile("END"))).isFalse();
        assertThat(scanner.finds(STARTED)).isTrue();
        assertThat(scanner.finds(Pattern.compile("^last$"))).isTrue();
    }

    @Test
    void copesWithWhatIsNoText() throws IOException {
        Files.write(log, new byte[] {(byte) 0xff, (byte) 0xfe, 0, '\n', 'o', 'k'});
        assertThat(scanner.finds(Pattern.compile("^ok$"))).isTrue();
    }

    @Test
    void readsWhatWasAppendedOnlyOnce() throws IOException {
        append("x".repeat(1000) + "\n");
        assertThat(scanner.finds(STARTED)).isFalse();
        // The same length: nothing was appended, so the new content is not looked at.
        Files.writeString(log, "Started App in".concat("x".repeat(986)) + "\n");
        assertThat(scanner.finds(STARTED)).isFalse();
    }

    private void append(String text) throws IOException {
        Files.writeString(log, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
