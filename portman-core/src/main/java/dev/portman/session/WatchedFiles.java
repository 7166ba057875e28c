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
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Files on the disk. The system only says that something stirs in a folder; how things are is looked at then, so that no event that got
 * lost, came twice or belongs to a folder that is new matters.
 */
final class WatchedFiles implements AutoCloseable {

    private static final int MOST_FOLDERS = 20_000;

    private final WatchService service;
    private Map<Path, Watch> watches = new HashMap<>();
    private Map<Path, Watch> before = Map.of();
    private Optional<String> unwatched = Optional.empty();

    /** A folder that is watched: it may go, and another one come to its path. */
    private record Watch(WatchKey key, String identity) {

        boolean isOf(BasicFileAttributes folder) {
            return key.isValid() && identity.equals(String.valueOf(folder.fileKey()));
        }
    }

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
        before = watches;
        watches = new HashMap<>();
        unwatched = Optional.empty();
        Map<Path, Snapshot.Stamp> found = new HashMap<>();
        for (Path description : aim.descriptions()) {
            watchAround(description);
            attributes(description).ifPresent(it -> stamp(description, it, found));
        }
        for (Path base : aim.bases()) {
            watchAround(base);
            attributes(base)
                    .filter(it -> !it.isDirectory() || aim.enters(base))
                    .ifPresent(it -> visit(base, it, aim, found));
        }
        Set<WatchKey> kept = new HashSet<>();
        watches.values().forEach(it -> kept.add(it.key()));
        before.values().stream()
                .map(Watch::key)
                .filter(it -> !kept.contains(it))
                .forEach(WatchKey::cancel);
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
            Path nearest = folder;
            attributes(nearest).ifPresent(it -> watch(nearest, it));
        }
    }

    private void visit(Path path, BasicFileAttributes attributes, Aim aim, Map<Path, Snapshot.Stamp> found) {
        if (attributes.isDirectory()) {
            walk(path, attributes, aim, found);
        } else if (aim.takes(path)) {
            stamp(path, attributes, found);
        }
    }

    /** Watched first, listed then: what comes in between is told, and what came before is seen. */
    private void walk(Path folder, BasicFileAttributes attributes, Aim aim, Map<Path, Snapshot.Stamp> found) {
        if (watches.size() >= MOST_FOLDERS) {
            throw new InvalidInputException(
                    "watch", folder.toString(), "takes in more than " + MOST_FOLDERS + " folders; name what matters");
        }
        watch(folder, attributes);
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
            for (Path child : children) {
                // The names tell of most that they do not matter.
                boolean entered = aim.enters(child);
                if (entered || aim.takes(child)) {
                    unlinked(child)
                            .filter(it -> entered || !it.isDirectory())
                            .ifPresent(it -> visit(child, it, aim, found));
                }
            }
        } catch (IOException goneOrNotForUs) {
            // It holds nothing that could be seen, then.
        }
    }

    private static void stamp(Path file, BasicFileAttributes attributes, Map<Path, Snapshot.Stamp> found) {
        if (attributes.isRegularFile()) {
            found.put(file, Snapshot.Stamp.of(attributes));
        }
    }

    /** Of a link, those of the file that it leads to; of one to a folder none, it might lead in a circle. */
    private static Optional<BasicFileAttributes> unlinked(Path path) {
        Optional<BasicFileAttributes> own = attributes(path, LinkOption.NOFOLLOW_LINKS);
        return own.isPresent() && own.get().isSymbolicLink()
                ? attributes(path).filter(BasicFileAttributes::isRegularFile)
                : own;
    }

    /** Empty if it is not there, or not for us. */
    private static Optional<BasicFileAttributes> attributes(Path path, LinkOption... options) {
        try {
            return Optional.of(Files.readAttributes(path, BasicFileAttributes.class, options));
        } catch (IOException goneOrNotForUs) {
            return Optional.empty();
        }
    }

    private void watch(Path folder, BasicFileAttributes attributes) {
        Optional<Watch> already = Optional.ofNullable(before.get(folder)).filter(it -> it.isOf(attributes));
        if (already.isPresent()) {
            watches.put(folder, already.get());
            return;
        }
        try {
            WatchKey key = folder.register(service, ENTRY_CREATE, ENTRY_MODIFY, ENTRY_DELETE);
            watches.put(folder, new Watch(key, String.valueOf(attributes.fileKey())));
        } catch (IOException e) {
            if (Files.isDirectory(folder) && Files.isReadable(folder)) {
                unwatched = Optional.of(String.valueOf(e.getMessage()));
            }
        }
    }
}
