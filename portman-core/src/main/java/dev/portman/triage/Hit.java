package dev.portman.triage;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A line in which a rule found its words.
 *
 * @param line the whole line
 * @param words what was found in it
 */
record Hit(String line, MatchResult words) {

    private static final int HIGHEST_PORT = 65535;

    /** A port as messages write it: {@code 127.0.0.1:8000}, {@code :::8000}, {@code port 8000}, {@code ('127.0.0.1', 8000)}; no time of day. */
    private static final Pattern PORT =
            Pattern.compile("(?:[Pp]ort:? |\\d\\.\\d{1,3}:|localhost:|\\]:|::1:|:::|\\*:| :|', )(\\d{1,5})\\b");

    String word(int group) {
        return words.group(group);
    }

    int number(int group) {
        return Integer.parseInt(word(group));
    }

    boolean speaksOf(Pattern other) {
        return other.matcher(line).find();
    }

    /** The first port that the line names. */
    Optional<Integer> port() {
        return PORT.matcher(line)
                .results()
                .map(found -> Integer.parseInt(found.group(1)))
                .filter(port -> port > 0 && port <= HIGHEST_PORT)
                .findFirst();
    }
}
