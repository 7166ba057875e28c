package dev.portman.store;

import dev.portman.model.Finding;
import dev.portman.model.ProgressEvent;
import dev.portman.model.ServerKey;
import dev.portman.model.StateFolderException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The folders of other places in the state home. Their records are neither obeyed nor changed from here; those of a place that is proven to be
 * gone are dropped.
 */
public final class Places {

    private static final Duration LOCK_LIMIT = Duration.ofSeconds(1);

    /** Whoever writes to a place has changed its folder long before. */
    private static final Duration IDLE = Duration.ofDays(30);

    private final StateFolder folder;
    private final Consumer<ProgressEvent> told;
    private final StateLock lock;

    /**
     * The places of a state home.
     *
     * @param told is told once how much was dropped, as {@link ProgressEvent.PlacesDropped}
     */
    public Places(StateFolder folder, Consumer<ProgressEvent> told) {
        this.folder = folder;
        this.told = told;
        this.lock = new StateLock(folder.machine());
    }

    /**
     * Drops what places of this machine have left that are proven to be gone. Where that fails it is tried again the next time; nothing depends
     * on it.
     */
    public void dropGone() {
        try {
            drop(gone());
        } catch (IOException | DirectoryIteratorException | StateFolderException nextTime) {
            // Whoever holds the lock for so long may be doing the same.
            return;
        }
    }

    /**
     * The places that have records and are not ours: those that are gone, which can be dropped, and those of which that cannot be told from
     * here.
     *
     * @throws StateFolderException if looking failed
     */
    public List<Finding> others() {
        PlaceProof proof = new PlaceProof(folder);
        List<Finding> found = new ArrayList<>();
        try {
            for (Path machine : folders(folder.home())) {
                for (Path each : folders(machine)) {
                    Place.of(name(machine), name(each))
                            .filter(it -> !it.isSameAs(folder.place()))
                            .ifPresent(it -> {
                                int records = records(each);
                                if (records > 0) {
                                    found.add(
                                            proof.isGone(it, each)
                                                    ? new Finding.GonePlace(each, records)
                                                    : new Finding.OtherPlace(each, records));
                                }
                            });
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            throw failed(folder.home(), e);
        }
        return found;
    }

    /** Drops one that was found to be gone; it does not come back. */
    public void drop(Finding.GonePlace found) {
        drop(List.of(found.folder()));
    }

    /** Only names are read. */
    private List<Path> gone() throws IOException {
        PlaceProof proof = new PlaceProof(folder);
        List<Path> gone = new ArrayList<>();
        for (Path each : folders(folder.machine())) {
            boolean dropped = Place.of(name(folder.machine()), name(each))
                    .filter(it -> !it.isSameAs(folder.place()))
                    .filter(it -> proof.isGone(it, each) || isIdle(each))
                    .isPresent();
            if (dropped) {
                gone.add(each);
            }
        }
        return gone;
    }

    private void drop(List<Path> gone) {
        if (gone.isEmpty()) {
            return;
        }
        int records = lock.hold("drop records of places that are gone", LOCK_LIMIT, () -> {
            int dropped = 0;
            for (Path each : gone) {
                dropped += removed(each);
            }
            return dropped;
        });
        if (records > 0) {
            told.accept(new ProgressEvent.PlacesDropped(records));
        }
    }

    /** The records last: whoever is killed in between has told nobody, and leaves them to be told of. */
    private static int removed(Path place) {
        int records = 0;
        try {
            List<Path> last = new ArrayList<>();
            for (Path file : files(place)) {
                if (isRecord(file)) {
                    last.add(file);
                } else {
                    Files.delete(file);
                }
            }
            for (Path record : last) {
                Files.delete(record);
                records++;
            }
            Files.delete(place);
        } catch (IOException | DirectoryIteratorException stays) {
            return records;
        }
        return records;
    }

    /** One without records, in which nobody has done anything for long, as every run of a container leaves one behind. */
    private static boolean isIdle(Path place) {
        try {
            return Files.getLastModifiedTime(place)
                            .toInstant()
                            .isBefore(Instant.now().minus(IDLE))
                    && files(place).stream()
                            .allMatch(it -> name(it).startsWith("portman.lock") || name(it).startsWith("guardian"));
        } catch (IOException | DirectoryIteratorException unknown) {
            return false;
        }
    }

    /**
     * Whether another place, gone or not, has a record of a server: of that one nothing can be said from here.
     *
     * @throws StateFolderException if looking failed
     */
    public boolean haveRecordOf(ServerKey key) {
        try {
            for (Path machine : folders(folder.home())) {
                for (Path each : folders(machine)) {
                    if (!each.equals(folder.path()) && Files.exists(RecordName.of(key, each))) {
                        return true;
                    }
                }
            }
            return false;
        } catch (IOException | DirectoryIteratorException e) {
            throw failed(folder.home(), e);
        }
    }

    private static int records(Path place) {
        try {
            return (int) files(place).stream().filter(Places::isRecord).count();
        } catch (IOException | DirectoryIteratorException e) {
            throw failed(place, e);
        }
    }

    private static boolean isRecord(Path file) {
        return name(file).endsWith(RecordName.SUFFIX) && !name(file).startsWith(".");
    }

    private static List<Path> folders(Path parent) throws IOException {
        List<Path> folders = files(parent);
        folders.removeIf(it -> !Files.isDirectory(it, LinkOption.NOFOLLOW_LINKS));
        return folders;
    }

    private static List<Path> files(Path parent) throws IOException {
        List<Path> all = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(parent)) {
            files.forEach(all::add);
        }
        all.sort(null);
        return all;
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static StateFolderException failed(Path file, Exception e) {
        String reason = e instanceof IOException io ? Causes.of(io) : String.valueOf(e.getMessage());
        return new StateFolderException(
                "State folder " + file + " cannot be listed: " + reason + ".", "Check the permissions there.", e);
    }
}
