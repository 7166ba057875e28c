package dev.portman.log;

import dev.portman.model.Printable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The end of a log as a message can carry it. */
final class LogTail {

    private static final int SHOWN_BYTES = 8 * 1024;

    /** Read beyond what is shown, so that a secret that straddles the edge is still recognised whole. */
    private static final int MARGIN = 4 * 1024;

    private static final int LONGEST_LINE = 500;

    private LogTail() {}

    static List<String> of(Path log, int lines, Redactor redactor) {
        String end;
        try {
            if (!Files.isRegularFile(log, LinkOption.NOFOLLOW_LINKS)) {
                return Files.exists(log, LinkOption.NOFOLLOW_LINKS)
                        ? List.of("(" + log + " is not a plain file)")
                        : List.of();
            }
            end = end(log);
        } catch (NoSuchFileException gone) {
            return List.of();
        } catch (IOException e) {
            return List.of("(" + log + " cannot be read: " + LogFolder.reason(e) + ")");
        }
        String clean = redactor.redact(Colours.removed(end)).stripTrailing();
        String shown = clean.substring(Math.max(0, clean.length() - SHOWN_BYTES));
        return shown.isEmpty() ? List.of() : last(shown, lines);
    }

    private static List<String> last(String text, int lines) {
        List<String> all = Arrays.asList(text.split("\r?\n|\r", -1));
        return all.subList(Math.max(0, all.size() - lines), all.size()).stream()
                .map(LogTail::printable)
                .toList();
    }

    private static String printable(String line) {
        String safe = Printable.escape(line.replace("\t", "    "));
        return safe.length() <= LONGEST_LINE ? safe : safe.substring(0, LONGEST_LINE) + "...";
    }

    private static String end(Path log) throws IOException {
        try (FileChannel channel = FileChannel.open(log, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            long start = Math.max(0, channel.size() - SHOWN_BYTES - MARGIN);
            ByteBuffer bytes = ByteBuffer.allocate(SHOWN_BYTES + MARGIN);
            channel.position(start);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // until the end
            }
            return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
        }
    }
}
