package dev.portman.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Set;

/** Reads a file of the state folder only if it can be believed: a plain file, ours, written by nobody else, not too big, UTF-8. */
final class SmallFile {

    /** Far more than any record; a bound for what a planted file can cost. */
    static final int LIMIT = 64 * 1024;

    private SmallFile() {}

    /**
     * The text of {@code file}.
     *
     * @throws Unbelievable if it must not be believed
     * @throws IOException if looking failed, also if there is no such file
     */
    static String read(Path file) throws IOException, Unbelievable {
        FileFacts facts = FileFacts.of(file);
        if (!facts.plain()) {
            throw new Unbelievable("it is not a plain file");
        }
        requireSmall(facts.size());
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "no file is a root");
        if (!facts.owner().equals(FileFacts.of(folder).owner())) {
            throw new Unbelievable("it belongs to another user");
        }
        if (facts.othersMayWrite()) {
            throw new Unbelievable("it can be written by others");
        }
        return text(bytes(file, (int) facts.size()));
    }

    private static void requireSmall(long size) throws Unbelievable {
        if (size > LIMIT) {
            throw new Unbelievable("it is larger than " + LIMIT + " bytes");
        }
    }

    private static ByteBuffer bytes(Path file, int expected) throws IOException, Unbelievable {
        try (FileChannel channel = FileChannel.open(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            ByteBuffer bytes = ByteBuffer.allocate(expected + 1);
            while (channel.read(bytes) >= 0) {
                if (!bytes.hasRemaining()) {
                    // It has grown since it was looked at.
                    requireSmall(bytes.capacity());
                    bytes = ByteBuffer.allocate(LIMIT + 1).put(bytes.flip());
                }
            }
            return bytes.flip();
        } catch (AccessDeniedException e) {
            throw new Unbelievable("it cannot be read (permission denied)");
        }
    }

    private static String text(ByteBuffer bytes) throws Unbelievable {
        requireSmall(bytes.remaining());
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new Unbelievable("it is not UTF-8 text");
        }
    }
}
