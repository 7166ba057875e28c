package dev.portman.log;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** How far one pattern has been looked for in one file. */
final class LineSearch {

    private static final int LONGEST_LINE = 64 * 1024;
    private static final int CHUNK = 16 * 1024;

    private final Pattern pattern;
    private final boolean complete;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long position;
    private Optional<String> found = Optional.empty();

    /** A search; {@code complete} leaves out a last line that has not ended yet. */
    LineSearch(Pattern pattern, boolean complete) {
        this.pattern = pattern;
        this.complete = complete;
    }

    /** Reads what was appended since the last call; the first line in which the pattern was ever found. */
    Optional<String> advance(Path log) throws IOException {
        // A FIFO in its place would block for ever when it is opened.
        if (found.isPresent() || !Files.isRegularFile(log, LinkOption.NOFOLLOW_LINKS)) {
            return found;
        }
        try (FileChannel channel = FileChannel.open(log, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            read(channel, channel.size());
        }
        return found;
    }

    /** Only up to the size at the beginning: a server that never stops writing must not hold us here. */
    private void read(FileChannel channel, long size) throws IOException {
        if (size < position) {
            position = 0;
            line.reset();
        }
        if (size == position) {
            return;
        }
        channel.position(position);
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
        while (found.isEmpty() && position < size && channel.read(chunk.clear()) > 0) {
            chunk.flip();
            position += chunk.remaining();
            take(chunk);
        }
        if (!complete) {
            found = found.or(this::matching);
        }
    }

    private void take(ByteBuffer chunk) {
        while (found.isEmpty() && chunk.hasRemaining()) {
            byte b = chunk.get();
            if (b == '\n') {
                found = matching();
                line.reset();
            } else if (line.size() < LONGEST_LINE) {
                line.write(b);
            }
        }
    }

    private Optional<String> matching() {
        String text = line.toString(StandardCharsets.UTF_8);
        String whole = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
        return Optional.of(Colours.removed(whole))
                .filter(plain -> pattern.matcher(plain).find());
    }
}
