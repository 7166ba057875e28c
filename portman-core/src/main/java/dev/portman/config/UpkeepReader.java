package dev.portman.config;

import dev.portman.model.Command;
import dev.portman.model.FilePattern;
import dev.portman.model.Restart;
import dev.portman.model.Upkeep;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/** Reads what is done for a server while somebody attends to it. */
final class UpkeepReader {

    private static final String WATCH = "watch";
    private static final String RESTART = "restart";

    private final ServerWords words;
    private final Path directory;

    /** Reads for one server that is described in this folder. */
    UpkeepReader(ServerWords words, Path directory) {
        this.words = words;
        this.directory = directory;
    }

    Upkeep read(Command command, List<Path> envFiles) {
        Restart restart = words.choice(RESTART, Restart.NEVER, Restart::word);
        if (restart != Restart.NEVER && command.forks()) {
            throw words.refused(RESTART, restart.word(), "does not fit forks: nobody learns how such a server ended");
        }
        return new Upkeep(
                restart, words.several(WATCH).stream().map(this::pattern).toList(), envFiles);
    }

    private FilePattern pattern(String written) {
        if (written.isBlank()) {
            throw words.refused(WATCH, written, "must be a path or a glob such as src/**/*.py, in each of its lines");
        }
        try {
            return FilePattern.of(directory, written.strip());
        } catch (PatternSyntaxException e) {
            throw words.refused(WATCH, written, "must be a path or a glob (" + e.getDescription() + ")");
        } catch (InvalidPathException e) {
            throw words.refused(
                    WATCH, written, "must be a path in the encoding of this system (" + e.getReason() + ")");
        }
    }
}
