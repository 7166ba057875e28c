package dev.portman.cli.init;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the guesses may see of a folder: small text files, and what lies beside them. Changes nothing. */
final class ProjectFolder {

    /** Nobody writes a larger one by hand. */
    private static final int LARGEST = 512 * 1024;

    private static final int HIGHEST_PORT = 65535;

    private final Path path;

    ProjectFolder(Path path) {
        this.path = path;
    }

    String name() {
        Path last = path.getFileName();
        return last == null ? "" : last.toString();
    }

    boolean has(String file) {
        return Files.isRegularFile(path.resolve(file));
    }

    /** The text of a file; empty if there is no such file, or none that a person wrote. */
    Optional<String> text(String file) {
        Path found = path.resolve(file);
        try {
            return has(file) && Files.size(found) <= LARGEST
                    ? Optional.of(new String(Files.readAllBytes(found), StandardCharsets.UTF_8))
                    : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** The first of these files that is there. */
    Optional<String> firstOf(String... files) {
        return Stream.of(files).filter(this::has).findFirst();
    }

    /** What the first group of a pattern finds in a file, as a port; empty if it finds none. */
    OptionalInt port(String file, Pattern pattern) {
        Optional<Matcher> found = text(file).map(pattern::matcher).filter(Matcher::find);
        if (found.isEmpty()) {
            return OptionalInt.empty();
        }
        int port = Integer.parseInt(found.get().group(1));
        return port >= 1 && port <= HIGHEST_PORT ? OptionalInt.of(port) : OptionalInt.empty();
    }

    /** The folders in it that may hold a part of the project, by name. */
    List<ProjectFolder> parts() throws IOException {
        try (Stream<Path> entries = Files.list(path)) {
            return entries.filter(Files::isDirectory)
                    .filter(it -> !it.getFileName().toString().startsWith("."))
                    .filter(it -> !List.of("node_modules", "target", "build", "dist", "venv")
                            .contains(it.getFileName().toString()))
                    .sorted()
                    .map(ProjectFolder::new)
                    .toList();
        }
    }
}
