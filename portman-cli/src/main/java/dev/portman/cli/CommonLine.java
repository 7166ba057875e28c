package dev.portman.cli;

import dev.portman.model.Allowances;
import dev.portman.session.Colour;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A command line of the kind that is typed all day, and by scripts every second: {@code status}, {@code stop} or {@code kill} with names, ports and the
 * options below.
 * The parser for all lines takes longer to load than such a call takes as a whole. What is not understood here to the last word is left to
 * it, faults and help included, so there is one place where a line is explained; a test holds both against each other.
 */
final class CommonLine {

    private final List<String> words = new ArrayList<>();
    private final Set<String> flags = new HashSet<>();
    private Path directory = Path.of("");
    private String format = "text";
    private String verb = "";

    private CommonLine() {}

    /** The line; empty if it is not of that kind. */
    static Optional<CommonLine> of(String... arguments) {
        CommonLine line = new CommonLine();
        for (int i = 0; i < arguments.length; i++) {
            String word = arguments[i];
            if (line.verb.isEmpty() && isVerb(word)) {
                line.verb = word;
            } else if (word.startsWith("-")) {
                boolean takesValue = word.equals("-C") || word.equals("-o");
                String value = takesValue && i + 1 < arguments.length ? arguments[i + 1] : "";
                if (!line.option(word, value)) {
                    return Optional.empty();
                }
                i += takesValue ? 1 : 0;
            } else if (line.verb.isEmpty() || !line.word(word)) {
                return Optional.empty();
            }
        }
        return !line.verb.isEmpty() && line.isConsistent() ? Optional.of(line) : Optional.empty();
    }

    private static boolean isVerb(String word) {
        return word.equals("status") || word.equals("stop") || word.equals("kill");
    }

    /** Runs it and returns the exit code. */
    int run() {
        Screen screen = new Screen(isVerbose(), isQuiet(), Colour.isWanted(isColourless()));
        try {
            return answer().on(screen);
        } catch (RuntimeException e) {
            return Failure.told(e, screen);
        }
    }

    Answer answer() {
        boolean json = format.equals("json");
        return switch (verb) {
            case "stop" ->
                new StopAnswer(
                        directory,
                        words,
                        Optional.empty(),
                        false,
                        flags.contains("--force"),
                        Allowances.NONE,
                        false,
                        json);
            case "kill" ->
                new KillAnswer(directory, Targets.toKill(words, false), Optional.empty(), Allowances.NONE, false, json);
            default ->
                new StatusAnswer(directory, Targets.of(words), Optional.empty(), flags.contains("--all"), false, json);
        };
    }

    boolean isVerbose() {
        return flags.contains("-v");
    }

    boolean isQuiet() {
        return flags.contains("-q");
    }

    boolean isColourless() {
        return flags.contains("--no-color");
    }

    /** Nothing twice: what that would mean is not for here to say. */
    private boolean option(String option, String value) {
        if (!flags.add(option)) {
            return false;
        }
        return switch (option) {
            case "-q", "-v", "--no-color" -> true;
            case "--all" -> verb.equals("status");
            case "--force" -> verb.equals("stop");
            case "-o" -> !verb.isEmpty() && isFormat(value);
            case "-C" -> isDirectory(value);
            default -> false;
        };
    }

    private boolean isFormat(String value) {
        format = value;
        return value.equals("json") || value.equals("text");
    }

    /** A word without a slash might be a verb, and is none of ours to judge. */
    private boolean isDirectory(String value) {
        try {
            directory = Path.of(value);
            return value.indexOf('/') >= 0 && isPlain(value);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private boolean word(String word) {
        words.add(word);
        return isPlain(word);
    }

    /** Without a meaning of its own for any parser: no option, no {@code @file}, not quoted, not empty. */
    private static boolean isPlain(String word) {
        boolean plain = !word.isEmpty() && word.charAt(0) != '-';
        for (int i = 0; plain && i < word.length(); i++) {
            char c = word.charAt(i);
            plain = c >= ' ' && c != '@' && c != '"' && c != '\'';
        }
        return plain;
    }

    private boolean isConsistent() {
        boolean all = flags.contains("--all");
        boolean aboutPorts = false;
        for (String word : words) {
            aboutPorts |= Character.isDigit(word.charAt(0));
        }
        boolean severalAnswers = verb.equals("status") && aboutPorts && format.equals("json");
        return !(isVerbose() && isQuiet()) && !(all && !words.isEmpty()) && !severalAnswers;
    }
}
