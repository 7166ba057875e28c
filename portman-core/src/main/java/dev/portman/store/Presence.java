package dev.portman.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** Whether a folder is where its path says, as far as the system tells. */
public enum Presence {
    /** Something is there. */
    THERE,
    /** The system says that nothing is there: ENOENT of stat(2), and nothing else. */
    GONE,
    /** It cannot be looked at: no permission, a stale handle of a file server, links in a circle. That proves nothing. */
    UNKNOWN;

    /** Looks. */
    public static Presence of(Path folder) {
        // As a rule it is there, and this is part of every status.
        if (folder.toFile().isDirectory()) {
            return THERE;
        }
        try {
            Files.readAttributes(folder, BasicFileAttributes.class);
            return THERE;
        } catch (NoSuchFileException nothing) {
            return GONE;
        } catch (IOException hidden) {
            return UNKNOWN;
        }
    }
}
