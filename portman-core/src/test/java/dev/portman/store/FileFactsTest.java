package dev.portman.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each permission bit of chmod(2) by itself. */
class FileFactsTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "700, false, false",
        "755, false, false",
        "720, true, false",
        "702, true, true",
        "722, true, true",
        "1702, true, false",
        "1777, true, false",
        "2702, true, true",
        "4702, true, true",
        "3720, true, false",
    })
    void theBitsDecideWhoMayWriteAndReplace(String octal, boolean othersMayWrite, boolean anybodyMayReplace)
            throws IOException {
        Path shared = Files.createDirectory(folder.resolve("shared"));
        Files.setAttribute(shared, "unix:mode", Integer.parseInt(octal, 8));

        FileFacts facts = FileFacts.of(shared);

        assertThat(facts.othersMayWrite()).isEqualTo(othersMayWrite);
        assertThat(facts.anybodyMayReplace()).isEqualTo(anybodyMayReplace);
        assertThat(facts.plain()).isFalse();
    }

    @Test
    void aFileHasItsSizeAndALinkIsNotFollowed() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "12345");
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);

        assertThat(FileFacts.of(file))
                .extracting(FileFacts::plain, FileFacts::size)
                .containsExactly(true, 5L);
        assertThat(FileFacts.of(link).plain()).isFalse();
    }

    @Test
    void aFileSystemWithoutModesGetsNone() throws IOException {
        try (FileSystem archive = FileSystems.newFileSystem(folder.resolve("archive.zip"), Map.of("create", "true"))) {
            assertThat(FileFacts.isPosix(archive)).isFalse();
            assertThat(Modes.file(archive.getPath("/x"))).isEmpty();
        }
    }
}
