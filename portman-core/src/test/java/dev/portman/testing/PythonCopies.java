package dev.portman.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Copies of Python under other names: the name of its file is what the kernel says a program is. */
public final class PythonCopies {

    private PythonCopies() {}

    /** The copy of that name below a folder. */
    public static Path named(String name, Path folder) {
        try {
            Path place = Files.createDirectories(folder.resolve("bin")).resolve(name);
            return Files.exists(place)
                    ? place
                    : Files.copy(Needs.tool("python3").toRealPath(), place);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
