package dev.portman.store;

import dev.portman.model.StateFolderException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The one folder whose files are believed: the user's own, apart from any project, one per machine. */
public final class StateFolder {

    private final Path home;
    private final Path path;

    private StateFolder(Path home, Path path) {
        this.home = home;
        this.path = path;
    }

    /**
     * Finds the folder, creates it (0700) where it is missing, and proves that it is ours alone and writable.
     *
     * @param environment where {@code PORTMAN_STATE_HOME} and {@code XDG_STATE_HOME} are looked up; empty counts as unset
     * @return the folder, its links resolved
     * @throws StateFolderException if it is someone else's, can be written by others, cannot be created or written, or if a variable
     *     holds no absolute path; the message names the path, the advice the way out
     */
    public static StateFolder open(Map<String, String> environment) {
        Path home = realFolder(StatePlace.of(environment, System.getProperty("os.name", "")));
        FolderTrust.require(home);
        Path folder = realFolder(home.resolve(MachineId.ofThisMachine()));
        FolderTrust.require(folder);
        return new StateFolder(home, folder);
    }

    /** The folder; absolute, links resolved. */
    public Path path() {
        return path;
    }

    /** The folder above it, shared by the machines that share a home: what {@code PORTMAN_STATE_HOME} would name. */
    public Path home() {
        return home;
    }

    private static Path realFolder(Path folder) {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder, Modes.folder(folder));
            }
            return folder.toRealPath();
        } catch (IOException e) {
            throw new StateFolderException(
                    "State folder " + folder + " cannot be created: " + Causes.of(e) + ".",
                    "Make room for it, or set PORTMAN_STATE_HOME to a folder of yours.",
                    e);
        }
    }
}
