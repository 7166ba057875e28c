package dev.portman.log;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * Cuts a log that has grown too large while its server goes on writing: its last part is copied beside it, then it is emptied. What is
 * written between the two acts is lost. The server appends, so it goes on at the new end.
 */
public final class LogBound {

    /** Behind the name of a log: what was cut off. */
    static final String CUT = ".old";

    private static final long BYTES = 50L << 20;

    private LogBound() {}

    /** Cuts a log of more than 50 MiB; its last 50 MiB are in {@code <name>.log.old} then. */
    public static void keep(Path log) {
        keep(log, BYTES);
    }

    static void keep(Path log, long bytes) {
        try {
            if (log.toFile().length() > bytes && Files.isRegularFile(log, LinkOption.NOFOLLOW_LINKS)) {
                cut(log, bytes);
            }
        } catch (IOException | OverlappingFileLockException next) {
            // Best effort: whoever comes next tries again.
            return;
        }
    }

    private static void cut(Path log, long bytes) throws IOException {
        Path old = log.resolveSibling(log.getFileName() + CUT);
        Path fresh = log.resolveSibling(
                log.getFileName() + CUT + "." + ProcessHandle.current().pid());
        Set<OpenOption> options = Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        try (FileChannel channel = FileChannel.open(log, options);
                FileLock lock = channel.tryLock()) {
            if (lock != null && channel.size() > bytes) {
                Files.deleteIfExists(fresh);
                copy(channel, LogFolder.createAt(fresh), bytes);
                Files.move(fresh, old, StandardCopyOption.REPLACE_EXISTING);
                channel.truncate(0);
            }
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static void copy(FileChannel from, Path file, long bytes) throws IOException {
        try (FileChannel to = FileChannel.open(file, StandardOpenOption.WRITE)) {
            long position = Math.max(0, from.size() - bytes);
            long copied = 1;
            while (copied > 0) {
                copied = from.transferTo(position, from.size() - position, to);
                position += copied;
            }
        }
    }
}
