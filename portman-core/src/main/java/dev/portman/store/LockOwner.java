package dev.portman.store;

import dev.portman.model.Printable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Who holds the lock, in a file of its own for those who wait in vain: the lock's own file must not be opened by them. */
final class LockOwner {

    private final Path file;

    LockOwner(Path file) {
        this.file = file;
    }

    /** Whether it is written; where it is not, as on a full disk, the lock is held all the same, and whoever waits is told less. */
    boolean write(String purpose) {
        String text = "pid " + ProcessHandle.current().pid() + " (" + Printable.escape(purpose) + ", since "
                + Instant.now().truncatedTo(ChronoUnit.SECONDS) + ")";
        try {
            AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8), AtomicFile.Safety.WHOLE);
            return true;
        } catch (IOException unwritten) {
            return false;
        }
    }

    /** Whether the file is gone; one that stays is replaced by the next owner, and until then read by nobody. */
    boolean clear() {
        try {
            Files.deleteIfExists(file);
            return true;
        } catch (IOException stays) {
            return false;
        }
    }

    /** A clause for a message. */
    String describe() {
        try {
            return "it is held by " + Printable.escape(SmallFile.read(file));
        } catch (IOException | Unbelievable unknown) {
            return "who holds it is not known";
        }
    }
}
