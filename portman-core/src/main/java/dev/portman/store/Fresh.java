package dev.portman.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Creates files and folders under names that nobody else has, without a source of randomness: that takes a JVM long to open. */
final class Fresh {

    private static final int MOST_TRIES = 100;

    private Fresh() {}

    /** An empty file of ours, mode 0600, whose path begins with {@code start}. */
    static Path file(Path start, String suffix) throws IOException {
        for (int tries = 1; ; tries++) {
            try {
                Path file = name(start, suffix);
                return Files.createFile(file, Modes.file(file));
            } catch (FileAlreadyExistsException sameMoment) {
                giveUpAfter(tries, sameMoment);
            }
        }
    }

    /** An empty folder of ours, mode 0700, whose path begins with {@code start}. */
    static Path folder(Path start) throws IOException {
        for (int tries = 1; ; tries++) {
            try {
                Path folder = name(start, "");
                return Files.createDirectory(folder, Modes.folder(folder));
            } catch (FileAlreadyExistsException sameMoment) {
                giveUpAfter(tries, sameMoment);
            }
        }
    }

    private static Path name(Path start, String suffix) {
        return start.resolveSibling(start.getFileName() + Long.toHexString(System.nanoTime()) + suffix);
    }

    private static void giveUpAfter(int tries, FileAlreadyExistsException e) throws IOException {
        if (tries == MOST_TRIES) {
            throw e;
        }
    }
}
