package dev.portman.store;

import dev.portman.model.StateFolderException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files of the state folder that were not believed and moved aside: kept for whoever asks why, and of no other use. */
public final class RefusedFiles {

    private final List<Path> folders;

    /** Those in a folder that is proven to be ours. */
    public RefusedFiles(StateFolder folder) {
        this.folders = List.of(folder.machine(), folder.path());
    }

    /**
     * All of them, by name.
     *
     * @throws StateFolderException if looking failed
     */
    public List<Path> all() {
        List<Path> found = new ArrayList<>();
        for (Path folder : folders) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + RecordName.ASIDE + "*")) {
                files.forEach(found::add);
            } catch (DirectoryIteratorException e) {
                throw failed(folder, "listed", new IOException(e.getMessage(), e));
            } catch (IOException e) {
                throw failed(folder, "listed", e);
            }
        }
        found.sort(null);
        return found;
    }

    /**
     * Removes one; none is success.
     *
     * @throws StateFolderException if it cannot be removed
     */
    public static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw failed(file, "removed", e);
        }
    }

    private static StateFolderException failed(Path file, String what, IOException e) {
        return new StateFolderException(
                file + " cannot be " + what + ": " + Causes.of(e) + ".", "Check the permissions there.", e);
    }
}
