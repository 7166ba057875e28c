package dev.portman.session;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import dev.portman.model.InvalidInputException;
import dev.portman.model.ServerFailedException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Files on the disk. The system only says that something stirs in a folder; how things are is looked at then, so that no event that got
 * lost, came twice or belongs to a folder that is new matters.
 */
final class WatchedFiles implements AutoCloseable {

    private static final int MOST_FOLDERS = 20_000;

    private final WatchService service;
    private Map<Path, WatchKey> keys = new HashMap<>();
    private Optional<String> unwatched = Optional.empty();

    private WatchedFiles(WatchService service) {
        this.service = service;
    }

    /**
     * Watches nothing yet.
     *
     * @throws ServerFailedException if the system does not let us
     */
    static WatchedFiles open() {
        try {
            return new WatchedFiles(FileSystems.getDefault().newWatchService());
        } catch (IOException e) {
            throw new ServerFailedException(
                    "Files cannot be watched: " + e.getMessage() + ".",
                    "Raise fs.inotify.max_user_instances (sysctl), or run without --watch.");
        }
    }

    /** Whether something has happened in a folder that was looked at, since this was asked last. */
    boolean stir() {
        boolean stirred = false;
        for (WatchKey key = service.poll(); key != null; key = service.poll()) {
            boolean events = !key.pollEvents().isEmpty();
            boolean gone = !key.reset();
            stirred |= events || gone;
        }
        return stirred;
    }

    /** Why the system does not tell of all changes, as the end of a sentence; empty if it does. */
    Optional<String> unwatched() {
        return unwatched;
    }

    /**
     * How all is that matters now; from now on, the folders that it is in are watched, and no others.
     *
     * @throws InvalidInputException if that is more than can be watched
     */
    Snapshot look(Aim aim) {
        Map<Path, WatchKey> before = keys;
        keys = new HashMap<>();
        unwatched = Optional.empty();
        Map<Path, Snapshot.Stamp> found = new HashMap<>();
        for (Path description : aim.descriptions()) {
            watchAround(description);
            stamp(description, found);
        }
        for (Path base : aim.bases()) {
            watchAround(base);
            if (Files.isDirectory(base) && aim.enters(base)) {
                walk(base, aim, found);
            } else if (aim.takes(base)) {
                stamp(base, found);
            }
        }
        before.values().stream().filter(it -> !keys.containsValue(it)).forEach(WatchKey::cancel);
        return new Snapshot(found);
    }

    @Override
    public void close() {
        try {
            service.close();
        } catch (IOException e) {
            throw new IllegalStateException("files are not watched any more", e);
        }
    }

    /** In the folder that holds it, or is the nearest to that; also where a link leads. */
    private void watchAround(Path file) {
        watchAbove(file);
        if (Files.isSymbolicLink(file)) {
            try {
                watchAbove(file.toRealPath());
            } catch (IOException leadsNowhere) {
                // The link itself is watched: when it leads somewhere, that is a change.
            }
        }
    }

    private void watchAbove(Path file) {
        Path folder = file.getParent();
        while (folder != null && !Files.isDirectory(folder)) {
            folder = folder.getParent();
        }
        if (folder != null) {
            watch(folder);
        }
    }

    /** Watched first, listed then: what comes in between is told, and what came before is seen. */
    private void walk(Path folder, Aim aim, Map<Path, Snapshot.Stamp> found) {
        if (keys.size() >= MOST_FOLDERS) {
            throw new InvalidInputException(
                    "watch", folder.toString(), "takes in more than " + MOST_FOLDERS + " folders; name what matters");
        }
        watch(folder);
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
            for (Path child : children) {
                if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
                    if (aim.enters(child)) {
                        walk(child, aim, found);
                    }
                } else if (aim.takes(child)) {
                    stamp(child, found);
                }
            }
        } catch (IOException goneOrNotForUs) {
            // It holds nothing that could be seen, then.
        }
    }

    private static void stamp(Path file, Map<Path, Snapshot.Stamp> found) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (attributes.isRegularFile()) {
                found.put(file, Snapshot.Stamp.of(attributes));
            }
        } catch (IOException goneOrNotForUs) {
            // It is not there, then.
        }
    }

    private void watch(Path folder) {
        try {
            // Each time anew: the path may have come to mean another folder.
            keys.put(folder, folder.register(service, ENTRY_CREATE, ENTRY_MODIFY, ENTRY_DELETE));
        } catch (IOException e) {
            if (Files.isDirectory(folder) && Files.isReadable(folder)) {
                unwatched = Optional.of(String.valueOf(e.getMessage()));
            }
        }
    }
}
