package dev.portman.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockOwnerTest {

    private static final String UNKNOWN = "who holds it is not known";

    @TempDir
    Path folder;

    private Path file;
    private LockOwner owner;

    @BeforeEach
    void name() {
        file = folder.resolve("portman.lock.owner");
        owner = new LockOwner(file);
    }

    @Test
    void namesWhoeverWroteIt() {
        assertThat(owner.write(LockOwner.words("start back\tend"))).isTrue();
        assertThat(owner.describe())
                .startsWith("it is held by pid " + ProcessHandle.current().pid() + " (start back\\u0009end, since ")
                .endsWith("Z)");
    }

    @Test
    void isPrivateAndLeavesNothing() throws IOException {
        owner.write(LockOwner.words("start backend"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(owner.clear()).isTrue();
        assertThat(folder).isEmptyDirectory();
        assertThat(owner.describe()).isEqualTo(UNKNOWN);
    }

    /** Where a killed owner left its file, a new one would have to wait for the disk. */
    @Test
    void overwritesWhatAKilledOwnerLeft() throws IOException {
        owner.write(LockOwner.words("a purpose that takes many more words than the next one"));
        Object left = Files.getAttribute(file, "unix:ino");
        assertThat(owner.write(LockOwner.words("stop"))).isTrue();
        assertThat(Files.getAttribute(file, "unix:ino")).isEqualTo(left);
        assertThat(Files.readAllLines(file)).hasSize(1);
        assertThat(owner.describe()).contains(" (stop, since ");
    }

    @Test
    void whatIsWrittenInPartNamesNobody() throws IOException {
        owner.write(LockOwner.words("start backend"));
        byte[] before = Files.readAllBytes(file);
        owner.write(LockOwner.words("stop frontend and more"));
        byte[] after = Files.readAllBytes(file);
        for (int written = 0; written < after.length - 1; written++) {
            assertThat(describedAfter(Arrays.copyOf(after, written)))
                    .as("%s bytes", written)
                    .isEqualTo(UNKNOWN);
        }
        int common = Arrays.mismatch(before, after);
        for (int written = common + 1; written < after.length - 1; written++) {
            byte[] mixed = Arrays.copyOf(after, Math.max(written, before.length));
            if (before.length > written) {
                System.arraycopy(before, written, mixed, written, before.length - written);
            }
            assertThat(describedAfter(mixed))
                    .as("%s bytes over another's", written)
                    .isEqualTo(UNKNOWN);
        }
    }

    @Test
    void followsNoLink() throws IOException {
        Path other = Files.writeString(folder.resolve("other"), "as it was");
        Files.createSymbolicLink(file, other);
        assertThat(owner.write(LockOwner.words("start backend"))).isFalse();
        assertThat(owner.describe()).isEqualTo(UNKNOWN);
        assertThat(owner.clear()).isTrue();
        assertThat(other).hasContent("as it was");
        assertThat(file).doesNotExist();
    }

    private String describedAfter(byte[] content) throws IOException {
        Files.write(file, content);
        return owner.describe();
    }
}
