package dev.portman.log;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads a log from its last lines on, again and again while it grows; reads no byte that it does not show, whatever the size of the log.
 * Not for use by two threads.
 */
public final class LogReader implements Closeable {

    private static final int CHUNK = 16 * 1024;
    private static final int LONGEST_LINE = 32 * 1024;

    private final Path log;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private Optional<OpenLog> open = Optional.empty();
    private boolean amidLine;

    /** An opened log; after a rotation the path names another file than the channel. */
    private record OpenLog(FileChannel channel, Object fileKey) {}

    private LogReader(Path log) {
        this.log = log;
    }

    /**
     * Stands before the last lines of what is there now.
     *
     * @param log may be missing: then it is read from its beginning as soon as it is there
     * @param lines how many lines; 0 stands at the end
     * @throws IOException if it is there and cannot be read
     */
    public static LogReader beforeLast(Path log, int lines) throws IOException {
        LogReader reader = new LogReader(log);
        reader.open = reader.opened();
        if (reader.open.isPresent()) {
            FileChannel channel = reader.open.get().channel();
            channel.position(LastLines.start(channel, lines, LONGEST_LINE));
        }
        return reader;
    }

    /**
     * Stands before the last part of what is there now, at the first line that begins in it.
     *
     * @param log may be missing: then it is read from its beginning as soon as it is there
     * @param bytes how large that part is at most
     * @throws IOException if it is there and cannot be read
     */
    public static LogReader withinLast(Path log, long bytes) throws IOException {
        LogReader reader = new LogReader(log);
        reader.open = reader.opened();
        if (reader.open.isPresent()) {
            FileChannel channel = reader.open.get().channel();
            // One byte before, which ends a line if one begins right there.
            channel.position(Math.max(0, channel.size() - bytes - 1));
            reader.amidLine = channel.position() > 0;
        }
        return reader;
    }

    /**
     * Reads what is there and was not read yet: complete lines, without their ends, decoded as UTF-8 with replacement; a line of more than
     * 32 KiB comes in pieces. After a rotation the rest of the old file comes before the new one; a file that was cut is read anew.
     *
     * @throws IOException if it cannot be read
     */
    public void read(Consumer<String> told) throws IOException {
        if (open.isEmpty()) {
            open = opened();
        }
        if (open.isPresent()) {
            drain(open.get().channel(), told);
            if (isRotated(open.get())) {
                rest(told);
                close();
                open = opened();
                read(told);
            }
        }
    }

    /** What was read of a last line that has no end yet. */
    public void rest(Consumer<String> told) {
        if (line.size() > 0) {
            tell(told);
        }
    }

    @Override
    public void close() throws IOException {
        if (open.isPresent()) {
            open.get().channel().close();
        }
        open = Optional.empty();
    }

    private Optional<OpenLog> opened() throws IOException {
        // A FIFO in its place would block for ever when it is opened.
        if (!Files.isRegularFile(log, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        FileChannel channel = FileChannel.open(log, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
        return Optional.of(new OpenLog(channel, key()));
    }

    private boolean isRotated(OpenLog current) throws IOException {
        return Files.isRegularFile(log, LinkOption.NOFOLLOW_LINKS) && !key().equals(current.fileKey());
    }

    /** Device and inode; where the system has no such thing, a rotation is noticed by the shorter size. */
    private Object key() throws IOException {
        Object key = Files.readAttributes(log, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey();
        return key == null ? log : key;
    }

    /** Only up to the size at the beginning: a server that never stops writing must not hold us here. */
    private void drain(FileChannel channel, Consumer<String> told) throws IOException {
        long size = channel.size();
        if (size < channel.position()) {
            channel.position(0);
            line.reset();
            amidLine = false;
        }
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
        while (channel.position() < size && channel.read(chunk.clear()) > 0) {
            chunk.flip();
            while (chunk.hasRemaining()) {
                take(chunk.get(), told);
            }
        }
    }

    private void take(byte b, Consumer<String> told) {
        if (b == '\n') {
            tell(told);
            return;
        }
        line.write(b);
        if (line.size() >= LONGEST_LINE) {
            tell(told);
        }
    }

    private void tell(Consumer<String> told) {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        if (amidLine) {
            amidLine = false;
            return;
        }
        told.accept(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
    }
}
