package dev.portman.process;

import dev.portman.model.Command;
import dev.portman.model.InvalidInputException;
import dev.portman.model.Nearest;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the program of a command before anything is started or stopped, so that a typing error costs nothing. */
public final class CommandLookup {

    private static final Pattern SEPARATOR = Pattern.compile(Pattern.quote(File.pathSeparator));

    private static final int MOST_BLANKS = 10;

    private CommandLookup() {}

    /**
     * Checks that the command can be run as far as that can be seen from outside.
     *
     * @return the program's file
     * @throws InvalidInputException if the working directory or the program is missing, or the program may not be executed
     */
    public static Path check(Command command) {
        return check("command", command);
    }

    /** The same for a command that stands under another key. */
    public static Path check(String key, Command command) {
        Path directory = command.workingDirectory();
        if (!Files.isDirectory(directory)) {
            throw new InvalidInputException("workingDirectory", directory.toString(), "is not an existing folder");
        }
        String program = command.argv().get(0);
        Path file = program.contains("/") ? directory.resolve(program) : onPath(key, program, command);
        if (!Files.isRegularFile(file)) {
            checkBlanks(key, command);
        }
        if (!Files.exists(file)) {
            throw new InvalidInputException(key, program, "does not exist (looked for " + file + ")");
        }
        if (Files.isDirectory(file)) {
            throw new InvalidInputException(key, program, "is a folder, not a program (" + file + ")");
        }
        if (!Files.isExecutable(file)) {
            throw new InvalidInputException(
                    key, program, "may not be executed: run chmod +x " + file + ", or name its interpreter");
        }
        return file;
    }

    /** A path with a blank in it, without quotes, has become several words. */
    private static void checkBlanks(String key, Command command) {
        List<String> argv = command.argv();
        for (int words = 2; words <= Math.min(argv.size(), MOST_BLANKS); words++) {
            String joined = String.join(" ", argv.subList(0, words));
            if (joined.contains("/")
                    && Files.isRegularFile(command.workingDirectory().resolve(joined))) {
                throw new InvalidInputException(
                        key, argv.get(0), "ends at a blank; put quotes around the path '" + joined + "'");
            }
        }
    }

    private static Path onPath(String key, String program, Command command) {
        String path = command.environment()
                .getOrDefault("PATH", Optional.ofNullable(System.getenv("PATH")).orElse(""));
        List<Path> folders = SEPARATOR
                .splitAsStream(path)
                .filter(folder -> !folder.isEmpty())
                .map(folder -> command.workingDirectory().resolve(folder))
                .toList();
        List<Path> found = folders.stream()
                .map(folder -> folder.resolve(program))
                .filter(Files::isRegularFile)
                .toList();
        if (found.isEmpty()) {
            checkBlanks(key, command);
        }
        return found.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .or(() -> found.stream().findFirst())
                .orElseThrow(() -> new InvalidInputException(
                        key, program, "was not found on the PATH" + meant(program, folders) + ": " + path));
    }

    private static String meant(String program, List<Path> folders) {
        Set<String> programs = new TreeSet<>();
        folders.forEach(folder -> addPrograms(folder, programs));
        return Nearest.of(program, programs)
                .map(nearest -> " (did you mean " + nearest + "?)")
                .orElse("");
    }

    private static void addPrograms(Path folder, Set<String> programs) {
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(Files::isExecutable)
                    .map(file -> file.getFileName().toString())
                    .forEach(programs::add);
        } catch (IOException | UncheckedIOException unreadable) {
            // A PATH may name folders that are not there: they have no programs.
            return;
        }
    }
}
