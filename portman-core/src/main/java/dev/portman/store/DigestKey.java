package dev.portman.store;

import dev.portman.model.StateFolderException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

/** The user's own key for digests, 256 random bits in a file beside the records: without it, a digest lets nothing be guessed. */
public final class DigestKey {

    private static final int BYTES = 32;
    private static final Duration LOCK_LIMIT = Duration.ofSeconds(10);

    private final Path file;
    private final StateLock lock;

    /** The key of this machine; made when it is needed first. */
    public DigestKey(StateFolder folder) {
        this.file = folder.machine().resolve("digest.key");
        this.lock = new StateLock(folder.machine());
    }

    /**
     * The key. One that cannot be believed is replaced: then everything counts as changed, once.
     *
     * @throws StateFolderException if it can neither be read nor made
     */
    public byte[] bytes() {
        return read().orElseGet(() -> lock.hold("make a key", LOCK_LIMIT, this::made));
    }

    /** Somebody may have been faster. */
    private byte[] made() {
        return read().orElseGet(this::make);
    }

    private Optional<byte[]> read() {
        try {
            byte[] key = HexFormat.of().parseHex(SmallFile.read(file).strip());
            return key.length == BYTES ? Optional.of(key) : Optional.empty();
        } catch (IOException | Unbelievable | IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private byte[] make() {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        try {
            if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new IOException("it is a folder");
            }
            AtomicFile.write(
                    file,
                    (HexFormat.of().formatHex(key) + "\n").getBytes(StandardCharsets.US_ASCII),
                    AtomicFile.Safety.DURABLE);
            return key;
        } catch (IOException e) {
            throw new StateFolderException(
                    "Key " + file + " cannot be written: " + Causes.of(e) + ".",
                    "Make room for it, or set PORTMAN_STATE_HOME to a folder of yours.",
                    e);
        }
    }
}
