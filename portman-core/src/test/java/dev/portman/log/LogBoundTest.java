package dev.portman.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogBoundTest {

    @TempDir
    Path folder;

    private Path log = Path.of("");

    @BeforeEach
    void name() {
        log = folder.resolve("a.log");
    }

    @Test
    void leavesALogWithinTheBoundAlone() throws IOException {
        Files.writeString(log, "12345");
        LogBound.keep(log, 5);
        assertThat(log).hasContent("12345");
        assertThat(folder).isDirectoryContaining("glob:**/a.log").isDirectoryNotContaining("glob:**/*.old*");
        LogBound.keep(folder.resolve("missing.log"), 5);
    }

    @Test
    void keepsTheLastPartAndLetsTheWriterGoOn() throws IOException {
        try (FileOutputStream writer = new FileOutputStream(log.toFile(), true)) {
            writer.write("first second".getBytes(StandardCharsets.UTF_8));
            LogBound.keep(log, 6);
            assertThat(log).isEmptyFile();
            assertThat(folder.resolve("a.log.old")).hasContent("second");
            writer.write("third".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(log).hasContent("third");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("a.log.old"))))
                .isEqualTo("rw-------");
    }

    @Test
    void keepsOneOlderPart() throws IOException {
        for (String text : new String[] {"aaaa", "bbbb"}) {
            Files.writeString(log, text);
            LogBound.keep(log, 3);
        }
        assertThat(folder.resolve("a.log.old")).hasContent("bbb");
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("a.log", "a.log.old");
    }

    @Test
    void cutsNothingBehindALink() throws IOException {
        Path victim = Files.writeString(folder.resolve("victim"), "12345");
        Files.createSymbolicLink(log, victim);
        LogBound.keep(log, 1);
        assertThat(victim).hasContent("12345");
        Files.delete(log);
        Files.createSymbolicLink(folder.resolve("a.log.old"), victim);
        Files.writeString(log, "abc");
        LogBound.keep(log, 1);
        assertThat(victim).hasContent("12345");
        assertThat(folder.resolve("a.log.old")).hasContent("c").isRegularFile();
    }
}
