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
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/** The bounded trail of every act, {@code portman.log}: for the day when somebody asks who stopped what, and why. */
public final class AuditLog {

    private static final long LARGEST = 1024 * 1024;
    private static final int LONGEST_LINE = 4000;
    private static final Set<OpenOption> APPEND =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS);

    private final Path file;
    private final Path predecessor;

    /** The trail in a state folder. */
    public AuditLog(StateFolder folder) {
        this.file = file(folder);
        this.predecessor = folder.machine().resolve("portman.log.1");
    }

    static Path file(StateFolder folder) {
        return folder.machine().resolve("portman.log");
    }

    /**
     * Appends one line with the time (UTC) and our pid in front, control characters escaped. At 1 MiB the file becomes {@code
     * portman.log.1}, whose content is given up.
     *
     * @return whether it was written; an act that is under way must not fail for want of its trail, so nothing is thrown
     */
    public boolean append(String line) {
        String text = Printable.escape(line);
        String cut = text.length() <= LONGEST_LINE ? text : text.substring(0, LONGEST_LINE) + "...";
        String entry = UtcTime.text(Instant.now().truncatedTo(ChronoUnit.MILLIS)) + " pid "
                + ProcessHandle.current().pid() + ": " + cut + "\n";
        try {
            rotate();
            write(entry);
            return true;
        } catch (IOException told) {
            return false;
        }
    }

    /** One write in append mode, so that lines of two processes do not mix (write(2), O_APPEND). */
    private void write(String entry) throws IOException {
        try (FileChannel channel = FileChannel.open(file, APPEND, Modes.file(file))) {
            ByteBuffer bytes = ByteBuffer.wrap(entry.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }

    private void rotate() throws IOException {
        if (file.toFile().length() >= LARGEST) {
            Files.move(file, predecessor, StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
