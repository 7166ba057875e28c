package dev.portman.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
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
        BasicFileAttributes attributes =
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!attributes.isRegularFile()) {
            throw new Unbelievable("it is not a plain file");
        }
        if (attributes.size() > LIMIT) {
            throw new Unbelievable("it is larger than " + LIMIT + " bytes");
        }
        if (!Files.getOwner(file, LinkOption.NOFOLLOW_LINKS)
                .equals(Files.getOwner(file.toAbsolutePath().getParent()))) {
            throw new Unbelievable("it belongs to another user");
        }
        if (Modes.othersMayWrite(file)) {
            throw new Unbelievable("it can be written by others");
        }
        return text(bytes(file));
    }

    private static ByteBuffer bytes(Path file) throws IOException, Unbelievable {
        try (FileChannel channel = FileChannel.open(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            ByteBuffer bytes = ByteBuffer.allocate(LIMIT + 1);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // until the end
            }
            return bytes.flip();
        } catch (AccessDeniedException e) {
            throw new Unbelievable("it cannot be read (permission denied)");
        }
    }

    private static String text(ByteBuffer bytes) throws Unbelievable {
        if (bytes.remaining() > LIMIT) {
            throw new Unbelievable("it is larger than " + LIMIT + " bytes");
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new Unbelievable("it is not UTF-8 text");
        }
    }
}
