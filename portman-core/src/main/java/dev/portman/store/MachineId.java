package dev.portman.store;

import dev.portman.model.StateFolderException;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Tells machines apart that share a home folder. Where the system has no id, one is kept in the state home; it is that of every machine without
 * an id that uses this home, and never the host's name, which follows the network.
 *
 * @param name of the folder of this machine
 * @param kept whether it is the one in the state home
 */
record MachineId(String name, boolean kept) {

    /** machine-id(5); the second is where D-Bus kept it before systemd. */
    static final List<Path> FILES = List.of(Path.of("/etc/machine-id"), Path.of("/var/lib/dbus/machine-id"));

    private static final String KEPT = "machine-id";
    private static final int BYTES = 16;
    private static final int DIGITS = 16;
    private static final Duration LOCK_LIMIT = Duration.ofSeconds(10);

    /**
     * The id of the machine that we run on.
     *
     * @param home the state home, proven to be ours
     * @param files where the system keeps it
     * @throws StateFolderException if one has to be kept there and cannot be read or written
     */
    static MachineId in(Path home, List<Path> files) {
        for (Path file : files) {
            String id = content(file);
            if (!id.isEmpty()) {
                return new MachineId(hashed(id), false);
            }
        }
        Path file = home.resolve(KEPT);
        String id = kept(file)
                .orElseGet(() -> new StateLock(home)
                        .hold(
                                "make an id of this machine",
                                LOCK_LIMIT,
                                () -> kept(file).orElseGet(() -> made(file))));
        return new MachineId(hashed(id), true);
    }

    /** As machine-id(5) asks, never the id itself but a hash that only this program makes of it. */
    static String hashed(String id) {
        return Sha256.hex("portman " + id).substring(0, DIGITS);
    }

    private static String content(Path file) {
        try (FileInputStream in = new FileInputStream(file.toFile())) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII).strip();
        } catch (IOException absentOrUnreadable) {
            return "";
        }
    }

    /** One that cannot be believed is not replaced: with another id, nothing that runs would be known any more. */
    private static Optional<String> kept(Path file) {
        try {
            String id = SmallFile.read(file).strip();
            if (HexFormat.of().parseHex(id).length == BYTES) {
                return Optional.of(id);
            }
            throw new Unbelievable("it holds no id");
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            throw refused(file, "it holds no id", e);
        } catch (Unbelievable e) {
            throw refused(file, e.reason(), e);
        } catch (IOException e) {
            throw refused(file, Causes.of(e), e);
        }
    }

    private static String made(Path file) {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        String id = HexFormat.of().formatHex(bytes);
        try {
            AtomicFile.write(file, (id + "\n").getBytes(StandardCharsets.US_ASCII), AtomicFile.Safety.DURABLE);
            return id;
        } catch (IOException e) {
            throw new StateFolderException(
                    "The id of this machine cannot be kept in " + file + ": " + Causes.of(e) + ".",
                    "Check free space and permissions there, or set PORTMAN_STATE_HOME to a folder of yours.",
                    e);
        }
    }

    private static StateFolderException refused(Path file, String reason, Exception e) {
        return new StateFolderException(
                "The id of this machine in " + file + " cannot be believed: " + reason + ".",
                "Put it back as it was; without it, servers that run are not known here. If none runs, remove the file.",
                e);
    }
}
