package dev.portman.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;

/**
 * Where in a project's logs folder the files of this place lie: in the folder itself, unless those of another place do, then in one of their own
 * below it. A file there says whose it is; it is only a hint, decides nothing but that, and no path is made of what it says.
 */
public final class LogFolders {

    /** Read by {@code dev}, too: {@code MACHINE/BOOT_NAMESPACE_START}. */
    static final String MARKER = ".portman-place";

    private static final int LONGEST = 200;
    private static final Set<OpenOption> OPEN = Set.of(
            StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

    private final StateFolder state;

    /** The folders for a state home. */
    public LogFolders(StateFolder state) {
        this.state = state;
    }

    /**
     * Takes a logs folder for this place where it is free: nobody's, ours already, or that of a place that is gone.
     *
     * @param logs as described; created where it is missing
     * @return it, or the one below it that is ours; where it cannot be written, which whoever needs it will tell, it
     */
    public Path claim(Path logs) {
        try {
            create(logs);
            Path marker = logs.resolve(MARKER);
            if (Files.exists(marker, LinkOption.NOFOLLOW_LINKS)
                    && !FileFacts.of(marker).plain()) {
                Files.delete(marker);
            }
            return isTaken(marker) ? logs : ours(logs);
        } catch (IOException | OverlappingFileLockException unwritable) {
            return logs;
        }
    }

    /** Where {@link #claim} would lead, without taking anything. */
    public Path next(Path logs) {
        return isFree(owner(logs), logs) ? logs : ours(logs);
    }

    /** Where the files of a server lie that was run here last: the folder may have been another place's then, or be it now. */
    public Path last(Path logs, String log) {
        boolean written = modified(ours(logs).resolve(log)) > modified(logs.resolve(log));
        return owner(logs).isEmpty() && written ? ours(logs) : next(logs);
    }

    private static long modified(Path file) {
        return file.toFile().lastModified();
    }

    private Path ours(Path logs) {
        return logs.resolve(state.place().logsName());
    }

    /** Gives a logs folder back that no server of this place has any more. */
    public void release(Path logs) {
        if (owner(logs).filter(it -> it.isSameAs(state.place())).isPresent()) {
            try {
                Files.deleteIfExists(logs.resolve(MARKER));
            } catch (IOException stays) {
                // Then it stays ours until it is taken again, or we are gone.
                return;
            }
        }
    }

    /** A folder of logs, created (0700) where it is missing, with a {@code .gitignore} that ignores all of it. */
    static void create(Path logs) throws IOException {
        if (!Files.isDirectory(logs)) {
            Files.createDirectories(logs, Modes.folder(logs));
        }
        Path ignored = logs.resolve(".gitignore");
        if (!Files.exists(ignored, LinkOption.NOFOLLOW_LINKS)) {
            AtomicFile.write(ignored, "*\n".getBytes(StandardCharsets.UTF_8), AtomicFile.Safety.WHOLE);
        }
    }

    /** Whether the folder is ours now. Places that take it at the same moment lock the file. */
    private boolean isTaken(Path marker) throws IOException {
        try (FileChannel channel = FileChannel.open(marker, OPEN, Modes.file(marker));
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                return false;
            }
            ByteBuffer bytes = ByteBuffer.allocate(LONGEST);
            channel.read(bytes);
            Optional<Place> owner = parse(new String(bytes.array(), 0, bytes.position(), StandardCharsets.ISO_8859_1));
            if (!isFree(owner, marker)) {
                return false;
            }
            byte[] ours = text(state.place()).getBytes(StandardCharsets.US_ASCII);
            channel.write(ByteBuffer.wrap(ours), 0);
            channel.truncate(ours.length);
            return true;
        }
    }

    private boolean isFree(Optional<Place> owner, Path where) {
        return owner.isEmpty()
                || owner.get().isSameAs(state.place())
                || new PlaceProof(state).isGone(owner.get(), where);
    }

    private static Optional<Place> owner(Path logs) {
        Path marker = logs.resolve(MARKER);
        try {
            FileFacts facts = FileFacts.of(marker);
            return facts.plain() && facts.size() <= LONGEST
                    ? parse(Files.readString(marker, StandardCharsets.ISO_8859_1))
                    : Optional.empty();
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    private static String text(Place place) {
        return place.machine() + "/" + place.folderName() + "\n";
    }

    private static Optional<Place> parse(String text) {
        int end = text.indexOf('/');
        return end < 0 || !text.endsWith("\n")
                ? Optional.empty()
                : Place.of(text.substring(0, end), text.substring(end + 1, text.length() - 1))
                        .filter(it -> text(it).equals(text));
    }
}
