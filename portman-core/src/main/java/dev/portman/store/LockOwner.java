package dev.portman.store;

import dev.portman.model.Printable;
import dev.portman.model.UtcTime;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

/**
 * Who holds the lock, in a file of its own for those who wait in vain: the lock's own file must not be opened by them. It is written in
 * place, with its sum: on a busy disk, replacing or emptying what a killed owner left takes ext4 longer than most holders need the lock.
 */
final class LockOwner {

    private static final Set<OpenOption> IN_PLACE =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

    /** Between the text and its sum; no text has it, since control characters are escaped. */
    private static final char SUM = '\t';

    private final Path file;

    LockOwner(Path file) {
        this.file = file;
    }

    /** This process and what it wants the lock for; worked out before it has the lock, since the first time takes a JVM long. */
    static String words(String purpose) {
        return "pid " + ProcessHandle.current().pid() + " (" + Printable.escape(purpose);
    }

    /**
     * Writes who holds the lock since now.
     *
     * @param words of {@link #words}
     * @return whether it is written; where it is not, as on a full disk, the lock is held all the same, and whoever waits is told less
     */
    boolean write(String words) {
        String text = words + ", since " + UtcTime.text(Instant.now().truncatedTo(ChronoUnit.SECONDS)) + ")";
        byte[] bytes = (text + SUM + sum(text) + '\n').getBytes(StandardCharsets.UTF_8);
        try (FileChannel channel = FileChannel.open(file, IN_PLACE, Modes.file(file))) {
            boolean whole = channel.write(ByteBuffer.wrap(bytes)) == bytes.length;
            channel.truncate(bytes.length);
            return whole;
        } catch (IOException unwritten) {
            return false;
        }
    }

    /** Whether the file is gone; one that stays is overwritten by the next owner, and until then read by nobody. */
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
        return read().map(it -> "it is held by " + Printable.escape(it)).orElse("who holds it is not known");
    }

    /** Empty also if it is being written just now, or was left half-written. */
    private Optional<String> read() {
        try {
            String all = SmallFile.read(file);
            int end = all.indexOf(SUM);
            return Optional.of(all.substring(0, Math.max(0, end)))
                    .filter(text -> all.startsWith(text + SUM + sum(text) + '\n'));
        } catch (IOException | Unbelievable unknown) {
            return Optional.empty();
        }
    }

    private static String sum(String text) {
        return Integer.toHexString(text.hashCode());
    }
}
