package dev.portman.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Creates files under names that nobody else has, without a source of randomness: that takes a JVM long to open. */
final class FreshFile {

    private static final int MOST_TRIES = 100;

    private FreshFile() {}

    /** An empty file of ours, mode 0600, whose path begins with {@code start}. */
    static Path named(Path start, String suffix) throws IOException {
        for (int tries = 1; ; tries++) {
            Path file = start.resolveSibling(start.getFileName() + Long.toHexString(System.nanoTime()) + suffix);
            try {
                return Files.createFile(file, Modes.file(file));
            } catch (FileAlreadyExistsException sameMoment) {
                if (tries == MOST_TRIES) {
                    throw sameMoment;
                }
            }
        }
    }
}
