package dev.portman.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** Writes a file so that a reader, a crash or a full disk sees the old content or the new one, never a part; a planted link is replaced. */
final class AtomicFile {

    /** How the name of what is not yet whole ends; it begins with a dot. */
    static final String PART = ".tmp";

    private static final Set<OpenOption> OUR_FILE = Set.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

    /** How far a write must have got when it returns. */
    enum Safety {
        /** It survives the loss of power. */
        DURABLE,
        /** It is whole whenever it is read; for what can be made again. */
        WHOLE
    }

    private AtomicFile() {}

    /** Puts {@code content} at {@code target}, mode 0600; the folder must exist. On failure {@code target} is as it was. */
    static void write(Path target, byte[] content, Safety safety) throws IOException {
        Path temporary = Fresh.file(target.resolveSibling("." + target.getFileName() + "."), PART);
        boolean moved = false;
        try {
            fill(temporary, content, safety);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            moved = true;
        } finally {
            if (!moved) {
                Files.deleteIfExists(temporary);
            }
        }
        if (safety == Safety.DURABLE) {
            sync(target);
        }
    }

    private static void fill(Path file, byte[] content, Safety safety) throws IOException {
        try (FileChannel channel = FileChannel.open(file, OUR_FILE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            if (safety == Safety.DURABLE) {
                channel.force(true);
            }
        }
    }

    /** The rename itself is durable only once the folder is (fsync(2), notes). Windows cannot open folders and does not need it. */
    private static void sync(Path changed) throws IOException {
        if (System.getProperty("os.name", "").startsWith("Windows")) {
            return;
        }
        try (FileChannel folder = FileChannel.open(changed.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }
}
