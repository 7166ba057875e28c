package dev.portman.store;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Copies a library, a jar or a folder of classes, into one jar that nobody else touches. */
final class LibraryCopy {

    private static final int MOST_TRIES = 3;

    private LibraryCopy() {}

    /**
     * Copies it.
     *
     * @param copy an empty file of ours
     * @throws IOException if it cannot be read or written, or is being written by somebody else
     */
    static void make(Path library, Path copy) throws IOException {
        if (Files.isDirectory(library)) {
            pack(library, copy);
            return;
        }
        for (int tries = 1; ; tries++) {
            BasicFileAttributes before = facts(library);
            try (OutputStream out =
                    Files.newOutputStream(copy, StandardOpenOption.TRUNCATE_EXISTING, LinkOption.NOFOLLOW_LINKS)) {
                Files.copy(library, out);
            }
            if (isSame(before, facts(library))) {
                break;
            }
            if (tries == MOST_TRIES) {
                throw new IOException(library + " is being written");
            }
        }
        requireWhole(copy);
    }

    /** The list of what is in a jar is its end. */
    private static void requireWhole(Path jar) throws IOException {
        try (ZipFile opened = new ZipFile(jar.toFile())) {
            if (opened.size() == 0) {
                throw new IOException(jar + " is empty");
            }
        }
    }

    private static boolean isSame(BasicFileAttributes one, BasicFileAttributes other) {
        return one.size() == other.size() && one.lastModifiedTime().equals(other.lastModifiedTime());
    }

    private static BasicFileAttributes facts(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class);
    }

    private static void pack(Path folder, Path jar) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        try (ZipOutputStream out = new ZipOutputStream(
                new BufferedOutputStream(Files.newOutputStream(jar, StandardOpenOption.TRUNCATE_EXISTING)))) {
            // Read once, soon, from memory: to compress it takes longer.
            out.setLevel(0);
            for (Path file : files) {
                out.putNextEntry(new ZipEntry(folder.relativize(file).toString()));
                Files.copy(file, out);
            }
        }
    }
}
