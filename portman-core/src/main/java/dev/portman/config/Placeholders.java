package dev.portman.config;

import dev.portman.model.InvalidInputException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Fills in what is known only at the start, such as the port that a server really got. */
public final class Placeholders {

    private static final Pattern FORM = Pattern.compile("@\\{([^{}]*)\\}");

    private Placeholders() {}

    /**
     * Replaces {@code @{name}} inside each word; a value is never split, and never searched for placeholders again.
     *
     * @param words for example a command; the placeholders of any of them may be unknown
     * @param values by name: {@code port}, {@code host}, {@code url}, {@code backend.port}, {@code backend.url}
     * @return as many words as were given
     * @throws InvalidInputException for an unknown name; it lists the known ones, never their values
     */
    public static List<String> fill(List<String> words, Map<String, String> values) {
        words.forEach(word -> check("command", word, values.keySet()));
        return words.stream().map(word -> fill(word, values)).toList();
    }

    private static String fill(String word, Map<String, String> values) {
        return FORM.matcher(word)
                .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), found.group())));
    }

    /** Refuses a word with a placeholder that is not among the known ones. */
    static void check(String parameter, String word, Collection<String> known) {
        firstUnknown(word, known).ifPresent(name -> {
            throw new InvalidInputException(parameter, "@{" + name + "}", unknown(name, known));
        });
    }

    /** The name of the first placeholder that is not among the known ones. */
    static Optional<String> firstUnknown(String word, Collection<String> known) {
        return names(word).filter(name -> !known.contains(name)).findFirst();
    }

    /** The names of all placeholders in a word. */
    static Stream<String> names(String word) {
        return FORM.matcher(word).results().map((MatchResult found) -> found.group(1));
    }

    private static String unknown(String name, Collection<String> known) {
        int dot = Math.max(0, name.lastIndexOf('.'));
        String server = name.substring(0, dot);
        String first = server + "-1" + name.substring(dot);
        return known.contains(first)
                ? "means no single server: " + server + " has instances; name one of them, as in @{" + first + "}"
                : "is no known placeholder; " + listed(known);
    }

    /** The known names, as a clause. */
    static String listed(Collection<String> known) {
        return "known here: " + String.join(", ", new TreeSet<>(known));
    }
}
