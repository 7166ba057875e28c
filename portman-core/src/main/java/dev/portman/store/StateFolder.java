package dev.portman.store;

import dev.portman.model.StateFolderException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The one folder whose files are believed: the user's own, apart from any project. In it each machine has a folder, for what outlives a boot,
 * and in that each {@link Place} has one, for what is said of processes.
 */
public final class StateFolder {

    private final Path home;
    private final MachineId machine;
    private final Place place;

    private StateFolder(Path home, MachineId machine) {
        this.home = home;
        this.machine = machine;
        this.place = Place.ours(machine.name());
    }

    /**
     * Finds the folder, creates it (0700) where it is missing, and proves that it is ours alone and writable.
     *
     * @param environment where {@code PORTMAN_STATE_HOME}, {@code XDG_STATE_HOME} and {@code HOME} are looked up; empty counts as unset
     * @return the folder, its links resolved
     * @throws StateFolderException if it is someone else's, can be written by others, cannot be created or written, or if a variable
     *     holds no absolute path; the message names the path, the advice the way out
     */
    public static StateFolder open(Map<String, String> environment) {
        return open(environment, MachineId.FILES);
    }

    /** The same on a machine whose id is in one of these files, if in any. */
    static StateFolder open(Map<String, String> environment, List<Path> idFiles) {
        Path home = realFolder(StateHome.of(environment, System.getProperty("os.name", "")));
        FolderTrust.require(home);
        MachineId id = MachineId.in(home, idFiles);
        StateFolder folder = new StateFolder(home, id);
        if (!Files.isDirectory(folder.path())) {
            String known = knownAs(folder.place, home);
            folder = new StateFolder(home, new MachineId(known, id.kept() || !known.equals(id.name())));
        }
        FolderTrust.require(realFolder(folder.machine()));
        FolderTrust.require(realFolder(folder.path()));
        return folder;
    }

    /** The folder of this place, for what is said of processes; absolute, links resolved. */
    public Path path() {
        return machine().resolve(place.folderName());
    }

    /** The folder of this machine, for what is true in every place. */
    public Path machine() {
        return home.resolve(machine.name());
    }

    /** The folder above it, shared by the machines that share a home: what {@code PORTMAN_STATE_HOME} would name. */
    public Path home() {
        return home;
    }

    Place place() {
        return place;
    }

    /** Whether the system itself says which machine this is. */
    boolean knowsMachine() {
        return !machine.kept();
    }

    /**
     * The machine under which this place was known when it was seen first: an id may appear, or be hidden from some, while servers run, and they
     * are to be found again. Looked for once in the life of a place.
     */
    private static String knownAs(Place place, Path home) {
        try (DirectoryStream<Path> machines = Files.newDirectoryStream(home)) {
            for (Path each : machines) {
                if (Files.isDirectory(each.resolve(place.folderName()), LinkOption.NOFOLLOW_LINKS)) {
                    return each.getFileName().toString();
                }
            }
            return place.machine();
        } catch (IOException e) {
            throw new StateFolderException(
                    "State folder " + home + " cannot be listed: " + Causes.of(e) + ".",
                    "Check the permissions there, or set PORTMAN_STATE_HOME to another folder.",
                    e);
        }
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
