package dev.portman.config;

import dev.portman.model.Command;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Reads what a server runs: a line that is split into words, words as they are, or a line that is given to a shell on request. */
final class CommandReader {

    private static final String COOKIE = "PORTMAN_ID";

    /** Of Linux: a single argument or variable of more bytes ends in E2BIG (execve(2), "Limits on size of arguments and environment"). */
    private static final int MAX_ARGUMENT = 131_071;

    private static final boolean LINUX = System.getProperty("os.name", "").startsWith("Linux");

    /** All that a stop knows: it has the record of the server, not its siblings. */
    static final List<String> OWN = List.of("port", "host", "url");

    private final ServerWords words;
    private final Collection<String> placeholders;

    /** Reads one server's command, which may use the given placeholders. */
    CommandReader(ServerWords words, Collection<String> placeholders) {
        this.words = words;
        this.placeholders = placeholders;
    }

    /** The command, which finds {@code variables} in its environment, too. */
    Command read(Path directory, Map<String, String> variables) {
        List<String> argv = argv();
        check("command", argv, placeholders);
        checkEnvironment(words.environment());
        return new Command(argv, workingDirectory(directory), words.flag("forks"), variables, words.environment());
    }

    /** Words to run instead of a signal; none if the user named no such command. */
    List<String> stopCommand() {
        return line("stopCommand", OWN);
    }

    /** The words of a line under any key, which may use the given placeholders; none if the user wrote nothing. */
    List<String> line(String key, Collection<String> known) {
        return words.text(key).map(it -> split(key, it, known)).orElse(List.of());
    }

    /** The words of one line of a key, which may use the given placeholders. */
    List<String> split(String key, String line, Collection<String> known) {
        List<String> argv = CommandWords.split(words.parameter(key), line);
        check(key, argv, known);
        return argv;
    }

    private List<String> argv() {
        boolean shell = words.flag("shell");
        if (words.text("executable").isPresent()) {
            return ofExecutable(words.text("executable").get(), shell);
        }
        if (!words.list("arguments").isEmpty()) {
            throw words.refused(
                    "arguments", String.join(" ", words.list("arguments")), "need an executable beside them");
        }
        String line = words.text("command").orElse("");
        List<String> argv = shell && !line.isEmpty()
                ? List.of("/bin/sh", "-c", line)
                : CommandWords.split(words.parameter("command"), line);
        if (argv.isEmpty() || argv.get(0).isBlank()) {
            throw words.refused("command", line, "must say what to run");
        }
        return argv;
    }

    private List<String> ofExecutable(String executable, boolean shell) {
        if (words.text("command").isPresent()) {
            throw words.refused("executable", executable, "cannot stand beside command; use one of them");
        }
        if (shell) {
            throw words.refused("shell", "true", "needs a command, not an executable");
        }
        List<String> argv = new ArrayList<>(List.of(executable));
        argv.addAll(words.list("arguments"));
        return argv;
    }

    private void check(String key, List<String> argv, Collection<String> known) {
        for (String word : argv) {
            if (word.indexOf('\0') >= 0) {
                throw words.refused(key, word, "must not contain a NUL character");
            }
            if (isTooLong(word)) {
                throw words.refused(
                        key,
                        word,
                        "has an argument of more than " + MAX_ARGUMENT
                                + " bytes, which Linux refuses; put it into a file, which java, javac and many others take as @FILE");
            }
            Placeholders.check(words.parameter(key), word, known);
        }
    }

    private static boolean isTooLong(String word) {
        return LINUX && word.getBytes(Charset.defaultCharset()).length > MAX_ARGUMENT;
    }

    /** Names are told, values never: they may be secrets. */
    private void checkEnvironment(Map<String, String> environment) {
        environment.forEach((name, value) -> {
            boolean isName = !name.isBlank() && name.indexOf('=') < 0 && name.indexOf('\0') < 0;
            if (!isName) {
                throw words.refused("environmentVariables", name, "must have names without '=' and NUL");
            }
            if (name.equals(COOKIE)) {
                throw words.refused("environmentVariables", name, "is set by portman itself");
            }
            if (value.indexOf('\0') >= 0) {
                throw words.refused("environmentVariables", name, "must have a value without NUL");
            }
            if (isTooLong(name + "=" + value)) {
                throw words.refused(
                        "environmentVariables",
                        name,
                        "is longer than the " + MAX_ARGUMENT + " bytes that Linux allows; put it into a file");
            }
            if (Placeholders.firstUnknown(value, placeholders).isPresent()) {
                throw words.refused(
                        "environmentVariables",
                        name,
                        "has an unknown placeholder; " + Placeholders.listed(placeholders));
            }
        });
    }

    private Path workingDirectory(Path directory) {
        Path folder = words.folder("workingDirectory", directory, ".");
        if (!Files.isDirectory(folder)) {
            throw words.refused("workingDirectory", folder.toString(), "must be an existing folder");
        }
        return folder;
    }
}
