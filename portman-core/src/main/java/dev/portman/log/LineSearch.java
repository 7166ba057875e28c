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
import java.util.Set;
import java.util.regex.Pattern;

/** How far one pattern has been looked for in one file. */
final class LineSearch {

    private static final int LONGEST_LINE = 64 * 1024;
    private static final int CHUNK = 16 * 1024;

    private final Pattern pattern;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long position;
    private boolean found;

    LineSearch(Pattern pattern) {
        this.pattern = pattern;
    }

    /** Reads what was appended since the last call; whether the pattern was ever found. */
    boolean advance(Path log) throws IOException {
        // A FIFO in its place would block for ever when it is opened.
        if (found || !Files.isRegularFile(log, LinkOption.NOFOLLOW_LINKS)) {
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
        while (!found && position < size && channel.read(chunk.clear()) > 0) {
            chunk.flip();
            position += chunk.remaining();
            take(chunk);
        }
        found = found || matches();
    }

    private void take(ByteBuffer chunk) {
        while (!found && chunk.hasRemaining()) {
            byte b = chunk.get();
            if (b == '\n') {
                found = matches();
                line.reset();
            } else if (line.size() < LONGEST_LINE) {
                line.write(b);
            }
        }
    }

    private boolean matches() {
        String text = line.toString(StandardCharsets.UTF_8);
        String whole = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
        return pattern.matcher(Colours.removed(whole)).find();
    }
}
