package dev.portman.store;

import dev.portman.model.ProgressEvent;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerRecord;
import dev.portman.model.Side;
import dev.portman.model.StateFolderException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The records of all servers of this user on this machine: one file each, believed only if it can be nothing else than what was saved. */
public final class Registry {

    private final Path folder;
    private final Consumer<ProgressEvent> told;

    /**
     * The records in a folder.
     *
     * @param folder proven to be ours
     * @param told is told of each file that is not believed, as {@link ProgressEvent.RecordRefused}
     */
    public Registry(StateFolder folder, Consumer<ProgressEvent> told) {
        this.folder = folder.path();
        this.told = told;
    }

    /**
     * The record of a server; empty if there is none, or none that can be believed. A file that cannot be believed is moved aside to
     * {@code <file>.refused-<n>} and told; one that a newer version wrote is told and left in place.
     *
     * @throws StateFolderException if looking failed, so that nobody knows whether there is one
     */
    public Optional<ServerRecord> find(ServerKey key) {
        return find(key, RecordName.of(key, folder)).or(() -> withoutSide(key));
    }

    /** A build's record of before there were sides. */
    private Optional<ServerRecord> withoutSide(ServerKey key) {
        return key.isOfBuild() ? find(key, RecordName.withoutSide(key, folder)) : Optional.empty();
    }

    private Optional<ServerRecord> find(ServerKey key, Path file) {
        try {
            return read(file, FileFacts.of(folder).owner())
                    .filter(it -> it.key().equals(key));
        } catch (IOException e) {
            throw failed(file, "read", e);
        }
    }

    /**
     * Every record that can be believed, in no special order; the others as in {@link #find}.
     *
     * @throws StateFolderException if looking failed
     */
    public List<ServerRecord> all() {
        return endingWith(RecordName.SUFFIX);
    }

    /** The same of the servers of one folder; however many others there are, those are not read. */
    public List<ServerRecord> in(Path directory) {
        return endingWith(RecordName.endOf(directory));
    }

    private List<ServerRecord> endingWith(String end) {
        List<ServerRecord> records = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            Object owner = FileFacts.of(folder).owner();
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (name.endsWith(end) && !name.startsWith(".")) {
                    Optional<ServerRecord> record = read(file, owner);
                    if (record.isPresent()) {
                        records.add(record.get());
                    }
                }
            }
        } catch (DirectoryIteratorException e) {
            throw failed(folder, "listed", new IOException(e.getMessage(), e));
        } catch (IOException e) {
            throw failed(folder, "listed", e);
        }
        return records;
    }

    /**
     * Keeps a record, in place of an older one of the same key; when this returns it survives the loss of power. That a stop owns it does not
     * have to: after the loss of power neither the stop nor the server is there.
     *
     * @throws StateFolderException if it cannot be kept; an older one is then as it was. Also if the file there was written by a newer
     *     version of portman
     */
    public void save(ServerRecord record) {
        Path file = RecordName.of(record.key(), folder);
        requireNotNewer(file);
        String text = ServerRecordJson.write(record);
        requireReadable(text, file);
        moveFromBeforeSides(record.key().on(Side.BUILD));
        write(record, file, text);
    }

    /** A file from before there were sides gets the name that it has now. */
    private void moveFromBeforeSides(ServerKey ofBuild) {
        Path before = RecordName.withoutSide(ofBuild, folder);
        try {
            if (Files.exists(before) && !isNewer(before)) {
                find(ofBuild, before).ifPresent(old -> {
                    Path now = RecordName.of(ofBuild, folder);
                    if (!Files.exists(now)) {
                        write(old, now, ServerRecordJson.write(old));
                    }
                    forget(before);
                });
            }
        } catch (IOException e) {
            throw failed(before, "read", e);
        }
    }

    private static void write(ServerRecord record, Path file, String text) {
        try {
            AtomicFile.Safety safety = record.stop().isPresent() ? AtomicFile.Safety.WHOLE : AtomicFile.Safety.DURABLE;
            AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8), safety);
        } catch (IOException e) {
            throw failed(file, "written", e);
        }
    }

    /**
     * Forgets a server; nothing to forget is success. What a newer version wrote is left in place.
     *
     * @throws StateFolderException if it cannot be removed
     */
    public void forget(ServerKey key) {
        moveFromBeforeSides(key.on(Side.BUILD));
        forget(RecordName.of(key, folder));
    }

    private static void forget(Path file) {
        try {
            if (!isNewer(file)) {
                // Not synced: a record that comes back after a loss of power is of another boot, and obeyed by nobody.
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw failed(file, "removed", e);
        }
    }

    private Optional<ServerRecord> read(Path file, Object owner) {
        try {
            ServerRecord record = ServerRecordJson.read(SmallFile.read(file, owner));
            if (!file.equals(RecordName.of(record.key(), folder))
                    && !file.equals(RecordName.withoutSide(record.key(), folder))) {
                throw new Unbelievable("its name and its content are of two servers");
            }
            return Optional.of(record);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (Unbelievable e) {
            told.accept(
                    new ProgressEvent.RecordRefused(file, e.reason(), e.isNewer() ? file : RecordName.moveAside(file)));
            return Optional.empty();
        } catch (IOException e) {
            throw failed(file, "read", e);
        }
    }

    private void requireNotNewer(Path file) {
        try {
            if (isNewer(file)) {
                throw new StateFolderException(
                        "Record " + file + " was written by a newer version of portman; it is left as it is.",
                        "Stop that server with the newer version, or use the newer version here too.");
            }
        } catch (IOException e) {
            throw failed(file, "read", e);
        }
    }

    private static boolean isNewer(Path file) throws IOException {
        try {
            return ServerRecordJson.isNewer(SmallFile.read(file));
        } catch (NoSuchFileException | Unbelievable e) {
            return false;
        }
    }

    /** A record that we would refuse later must not be what a server's life depends on. */
    private static void requireReadable(String text, Path file) {
        try {
            if (text.length() > SmallFile.LIMIT) {
                throw new Unbelievable("it is larger than " + SmallFile.LIMIT + " bytes");
            }
            ServerRecordJson.read(text);
        } catch (Unbelievable e) {
            throw new StateFolderException(
                    "Record " + file + " would not be believed when it is read again: " + e.reason() + ".",
                    "This is a fault of portman or of its caller; please report it.",
                    e);
        }
    }

    private static StateFolderException failed(Path file, String what, IOException e) {
        return new StateFolderException(
                (what.equals("listed") ? "State folder " : "Record ") + file + " cannot be " + what + ": "
                        + Causes.of(e) + ".",
                "Check free space and permissions there, or set PORTMAN_STATE_HOME to another folder.",
                e);
    }
}
