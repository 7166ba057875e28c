package dev.portman.config;

import dev.portman.model.Nearest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads the files of variables that a server names. */
final class EnvFileReader {

    private static final String KEY = "envFile";

    private final ServerWords words;
    private final Surroundings where;

    /** Reads for one server. */
    EnvFileReader(ServerWords words, Surroundings where) {
        this.words = words;
        this.where = where;
    }

    /** The variables of all files; of two with one name, the one in the later file. A variable of our own environment wins over both. */
    Map<String, String> read() {
        Map<String, String> variables = Map.of();
        for (String written : words.several(KEY)) {
            variables = EnvFile.read(existing(written), where.environment(), variables);
        }
        return variables;
    }

    /** Where they are. */
    List<Path> files() {
        return words.several(KEY).stream()
                .map(it -> words.path(KEY, where.directory(), it))
                .toList();
    }

    private Path existing(String written) {
        Path file = words.path(KEY, where.directory(), written);
        if (!Files.isRegularFile(file)) {
            String meant = Nearest.of(String.valueOf(file.getFileName()), neighbours(file))
                    .map(it -> "; the nearest is " + it)
                    .orElse("");
            throw words.refused(KEY, file.toString(), "must be an existing file" + meant);
        }
        return file;
    }

    private static List<String> neighbours(Path file) {
        try (Stream<Path> files = Files.list(file.resolveSibling(""))) {
            return files.filter(Files::isRegularFile)
                    .map(it -> String.valueOf(it.getFileName()))
                    .toList();
        } catch (IOException noSuchFolder) {
            return List.of();
        }
    }
}
