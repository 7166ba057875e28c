package dev.portman.store;

import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;

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
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "no file is a root");
        return read(file, FileFacts.of(folder).owner());
    }

    /** The same for one file of many in a folder that belongs to {@code owner}. */
    static String read(Path file, Object owner) throws IOException, Unbelievable {
        FileFacts facts = FileFacts.of(file);
        if (!facts.plain()) {
            throw new Unbelievable("it is not a plain file");
        }
        requireSmall(facts.size());
        if (!facts.owner().equals(owner)) {
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

    /** By the plain stream, since a channel makes the JVM load its network libraries; nobody but us could put a link there meanwhile. */
    private static ByteBuffer bytes(Path file, int expected) throws IOException, Unbelievable {
        try (FileInputStream in = new FileInputStream(file.toFile())) {
            byte[] bytes = new byte[expected + 1];
            int length = 0;
            for (int read = in.read(bytes); read > 0; read = in.read(bytes, length, bytes.length - length)) {
                length += read;
                if (length == bytes.length) {
                    // It has grown since it was looked at.
                    bytes = Arrays.copyOf(bytes, LIMIT + 1);
                    requireSmall(length);
                }
            }
            return ByteBuffer.wrap(bytes, 0, length);
        } catch (FileNotFoundException e) {
            if (Files.notExists(file)) {
                throw new NoSuchFileException(file.toString());
            }
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
