package dev.portman.store;

import dev.portman.model.StateFolderException;
import dev.portman.procfs.ProcFiles;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What writers that were killed have left in the state folder, and names of servers that can be read again. */
public final class Leftovers {

    /** No write takes as long. */
    private static final Duration WRITING = Duration.ofHours(1);

    private static final int HEX = 16;

    private static final Duration NAMES_KEPT = Duration.ofDays(30);

    private final List<Path> folders;

    /** Those in a folder that is proven to be ours. */
    public Leftovers(StateFolder folder) {
        this.folders = List.of(folder.machine(), folder.path());
    }

    /**
     * All that are ours and old enough, by name; never what a link leads to.
     *
     * @throws StateFolderException if looking failed
     */
    public List<Path> all() {
        List<Path> found = new ArrayList<>();
        for (Path folder : folders) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, Leftovers::isOne)) {
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

    /** Whether it is a list of names rather than a part of a file. */
    public static boolean isNames(Path file) {
        return String.valueOf(file.getFileName()).startsWith(KnownNames.PREFIX);
    }

    /**
     * Removes one, unless it was written anew since; none is success.
     *
     * @throws StateFolderException if it cannot be removed
     */
    public static void remove(Path file) {
        try {
            if (isOne(file)) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw failed(file, "removed", e);
        }
    }

    private static boolean isOne(Path file) throws IOException {
        try {
            return isOurLeftover(file);
        } catch (NoSuchFileException finishedMeanwhile) {
            return false;
        }
    }

    private static boolean isOurLeftover(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        if (name.startsWith(FolderTrust.PROBE)) {
            return Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS) && isOurs(file) && isOlder(file, WRITING);
        }
        if (name.startsWith(GuardianFiles.PREFIX)) {
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    && isOurs(file)
                    && !GuardianFiles.isInUse(name)
                    && isOlder(file, ProcFiles.isAvailable() ? WRITING : NAMES_KEPT);
        }
        boolean isPart = isPart(name);
        return (isPart || isNames(file))
                && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && isOurs(file)
                && isOlder(file, isPart ? WRITING : NAMES_KEPT);
    }

    /** Hidden, with the number of {@link Fresh} in it. Without a pattern: this class is loaded by commands that must not take long. */
    private static boolean isPart(String name) {
        if (!name.startsWith(".") || !name.endsWith(AtomicFile.PART)) {
            return false;
        }
        String stem = name.substring(0, name.length() - AtomicFile.PART.length());
        int dot = stem.lastIndexOf('.');
        String number = stem.substring(dot + 1);
        return dot > 1 && !number.isEmpty() && number.chars().allMatch(it -> Character.digit(it, HEX) >= 0);
    }

    /** The folder is proven to be ours. */
    private static boolean isOurs(Path file) throws IOException {
        return FileFacts.of(file)
                .owner()
                .equals(FileFacts.of(file.resolveSibling("")).owner());
    }

    private static boolean isOlder(Path file, Duration age) throws IOException {
        return Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)
                .toInstant()
                .isBefore(Instant.now().minus(age));
    }

    private static StateFolderException failed(Path file, String what, IOException e) {
        return new StateFolderException(
                file + " cannot be " + what + ": " + Causes.of(e) + ".", "Check the permissions there.", e);
    }
}
