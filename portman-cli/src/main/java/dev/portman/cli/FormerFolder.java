package dev.portman.cli;

import dev.portman.store.Presence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** What the real path of a folder was, as long as the folder was there. */
final class FormerFolder {

    /** As many as the system follows, path_resolution(7). */
    private static final int MOST_LINKS = 40;

    private FormerFolder() {}

    /** Empty if something is there, or if nobody can tell. */
    static Optional<Path> at(Path directory) {
        return Presence.of(directory) == Presence.GONE
                ? was(directory.toAbsolutePath().normalize(), MOST_LINKS)
                : Optional.empty();
    }

    /** Of an absolute path: what is still there of it is followed, and what is gone was no link. */
    private static Optional<Path> was(Path path, int links) {
        Path above = path.getParent();
        Path name = path.getFileName();
        if (above == null || name == null) {
            return Optional.of(path);
        }
        try {
            if (Files.isSymbolicLink(path)) {
                Path target = above.resolve(Files.readSymbolicLink(path)).normalize();
                return links == 0 ? Optional.empty() : was(target, links - 1);
            }
            return Files.exists(path, LinkOption.NOFOLLOW_LINKS)
                    ? Optional.of(path.toRealPath())
                    : was(above, links).map(it -> it.resolve(name));
        } catch (IOException hidden) {
            return Optional.empty();
        }
    }
}
