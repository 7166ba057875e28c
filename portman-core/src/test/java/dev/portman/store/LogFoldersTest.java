package dev.portman.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose a logs folder is, by a file that anybody may have written. */
class LogFoldersTest {

    private static final String ANOTHER = "0123456789abcdef/" + UUID.randomUUID() + "_4026531836_0\n";

    @TempDir
    Path folder;

    private StateFolder state;
    private LogFolders folders;
    private Path logs;
    private Path marker;

    @BeforeEach
    void open() {
        state = StateFolder.open(
                Map.of("PORTMAN_STATE_HOME", folder.resolve("state").toString()));
        folders = new LogFolders(state);
        logs = folder.resolve("project/logs");
        marker = logs.resolve(".portman-place");
    }

    @Test
    void whatIsNobodysIsTaken() throws IOException {
        assertThat(folders.claim(logs)).isEqualTo(logs);

        assertThat(marker)
                .hasContent(state.place().machine() + "/" + state.place().folderName());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(marker)))
                .isEqualTo("rw-------");
        assertThat(logs.resolve(".gitignore")).hasContent("*");
        assertThat(folders.claim(logs)).as("again").isEqualTo(logs);
    }

    @Test
    void whatIsAnothersIsLeft() throws IOException {
        mark(ANOTHER);

        assertThat(folders.next(logs)).isEqualTo(folders.claim(logs));
        Path ours = folders.claim(logs);

        assertThat(ours.getParent()).isEqualTo(logs);
        assertThat(ours.getFileName().toString()).matches("place-[0-9a-f]{8}");
        assertThat(marker).content().isEqualTo(ANOTHER);
        folders.release(logs);
        assertThat(marker).as("not ours to give back").exists();
    }

    @Test
    void whatOneThatIsGoneHadIsTakenOver() throws IOException {
        Path proof = Files.createDirectories(folder.resolve("project"));
        Place before = new Place(
                state.place().machine(),
                UUID.randomUUID().toString(),
                state.place().processes());
        boolean gone = new PlaceProof(state).isGone(before, proof);
        mark(before.machine() + "/" + before.folderName() + "\n");

        assertThat(folders.claim(logs).equals(logs)).isEqualTo(gone);
    }

    @Test
    void whatIsGivenBackIsTheNextOnes() throws IOException {
        folders.claim(logs);

        folders.release(logs);

        assertThat(marker).doesNotExist();
        folders.release(folder.resolve("never/there"));
    }

    @Test
    void whatIsBrokenOrHostileIsReplacedAndNeverFollowed() throws IOException {
        Path victim = Files.writeString(folder.resolve("victim"), "theirs");
        for (String text : List.of(
                "",
                "\n",
                "x",
                "a/b",
                "../../x/a_1_1\n",
                "/_1_1",
                ANOTHER + ANOTHER,
                ANOTHER.strip(),
                "y".repeat(100_000))) {
            mark(text);
            assertThat(folders.claim(logs)).as(text).isEqualTo(logs);
            assertThat(marker)
                    .content()
                    .isEqualTo(state.place().machine() + "/" + state.place().folderName() + "\n");
        }
        Files.delete(marker);
        Files.createSymbolicLink(marker, victim);
        assertThat(folders.claim(logs)).isEqualTo(logs);
        assertThat(victim).hasContent("theirs");
        assertThat(Files.isSymbolicLink(marker)).isFalse();
        Files.delete(marker);
        Files.createDirectories(marker.resolve("full"));
        assertThat(folders.claim(logs)).as("cannot be replaced").isEqualTo(logs);
        assertThat(folders.last(logs, "a.log")).isEqualTo(logs);
        folders.release(logs);
    }

    @Test
    void aNameFromAHostileFileIsNeverAPath() throws IOException {
        mark("../../../../etc/" + UUID.randomUUID() + "_4026531836_0\n");
        assertThat(folders.claim(logs))
                .satisfiesAnyOf(
                        it -> assertThat(it).isEqualTo(logs),
                        it -> assertThat(it)
                                .isEqualTo(logs.resolve(state.place().logsName())));
        assertThat(folder.resolve("etc")).doesNotExist();
    }

    @Test
    void aFolderThatCannotBeWrittenIsToldByWhoeverNeedsIt() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThat(folders.claim(file)).isEqualTo(file);
    }

    @Test
    void readersGoWhereTheLastRunWrote() throws IOException {
        assertThat(folders.last(logs, "a.log")).isEqualTo(logs);
        folders.claim(logs);
        assertThat(folders.last(logs, "a.log")).isEqualTo(logs);
        mark(ANOTHER);
        Path ours = folders.claim(logs);
        assertThat(folders.last(logs, "a.log")).isEqualTo(ours);
        Files.delete(marker);
        Files.createDirectory(ours);
        Path newer = Files.writeString(ours.resolve("a.log"), "");
        Path older = Files.writeString(logs.resolve("a.log"), "");
        Files.setLastModifiedTime(older, FileTime.fromMillis(1_000));
        assertThat(folders.last(logs, "a.log")).isEqualTo(ours);
        Files.setLastModifiedTime(newer, FileTime.fromMillis(500));
        assertThat(folders.last(logs, "a.log")).isEqualTo(logs);
    }

    private void mark(String text) throws IOException {
        Files.createDirectories(logs);
        Files.writeString(marker, text);
    }
}
