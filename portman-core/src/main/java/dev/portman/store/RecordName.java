package dev.portman.store;

import dev.portman.model.ServerKey;
import dev.portman.model.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Where a record lies, and where it goes when it is not believed. */
final class RecordName {

    private static final int HASH_DIGITS = 16;
    private static final int MOST_REFUSED = 20;

    /** Between the name of a file that was moved aside and its number. */
    static final String ASIDE = ".refused-";

    static final String SUFFIX = ".json";

    private RecordName() {}

    /** No name of a server ends like this. */
    private static final String OF_BUILD = "+build";

    /** The name for people, the hash for two folders with servers of one name. */
    static Path of(ServerKey key, Path folder) {
        return folder.resolve(key.name() + (key.isOfBuild() ? OF_BUILD : "") + endOf(key.directory()));
    }

    /** Where the record of a build's server lay before there were sides: where a person's of that name lies now. */
    static Path withoutSide(ServerKey key, Path folder) {
        return of(key.on(Side.PERSON), folder);
    }

    /** How the names of all records of a project's folder end. */
    static String endOf(Path directory) {
        return "-" + Sha256.hex(directory.toString()).substring(0, HASH_DIGITS) + SUFFIX;
    }

    /** Moves a file out of the way, the oldest of many is given up; returns where it is then. */
    static Path moveAside(Path file) {
        Path aside = file.resolveSibling(file.getFileName() + ASIDE + free(file));
        try {
            return Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException stays) {
            // The event that tells of the refusal names the same path twice then: it was left in place.
            return file;
        }
    }

    private static int free(Path file) {
        int n = 1;
        while (n < MOST_REFUSED
                && Files.exists(file.resolveSibling(file.getFileName() + ASIDE + n), LinkOption.NOFOLLOW_LINKS)) {
            n++;
        }
        return n;
    }
}
