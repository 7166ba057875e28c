package dev.portman.config;

import dev.portman.model.InvalidInputException;
import java.util.ArrayList;
import java.util.List;

/** Splits a command line into words as a shell would, without running one: nothing is expanded, so nothing can be injected. */
public final class CommandWords {

    private static final String BLANKS = " \t\r\n";

    /** What a backslash escapes inside double quotes (POSIX.1-2017, Shell Command Language, 2.2.3). */
    private static final String ESCAPED_IN_QUOTES = "$`\"\\\n";

    private final String parameter;
    private final String text;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;
    private int next;

    private CommandWords(String parameter, String text) {
        this.parameter = parameter;
        this.text = text;
    }

    /**
     * Splits at blanks; quotes and backslashes as in POSIX.1-2017, Shell Command Language, 2.2. {@code $}, {@code *}, {@code ~},
     * {@code &&}, {@code |} and {@code >} are ordinary characters.
     *
     * @param parameter the word under which the user wrote it, for the message
     * @param text the command line
     * @return the words; none for a blank text
     * @throws InvalidInputException for a quote that is not closed, a backslash at the end, or a NUL
     */
    public static List<String> split(String parameter, String text) {
        return new CommandWords(parameter, text).split();
    }

    private List<String> split() {
        if (text.indexOf('\0') >= 0) {
            throw refused("must not contain a NUL character");
        }
        while (next < text.length()) {
            take(text.charAt(next++));
        }
        endWord();
        return List.copyOf(words);
    }

    private void take(char c) {
        if (BLANKS.indexOf(c) >= 0) {
            endWord();
            return;
        }
        inWord = true;
        switch (c) {
            case '\'' -> takeSingleQuoted();
            case '"' -> takeDoubleQuoted();
            case '\\' -> takeEscaped();
            default -> word.append(c);
        }
    }

    private void endWord() {
        if (inWord) {
            words.add(word.toString());
            word.setLength(0);
            inWord = false;
        }
    }

    private void takeEscaped() {
        if (next == text.length()) {
            throw refused("ends with a backslash that escapes nothing");
        }
        char c = text.charAt(next++);
        if (c != '\n') {
            word.append(c);
        }
    }

    private void takeSingleQuoted() {
        int end = text.indexOf('\'', next);
        if (end < 0) {
            throw refused("has an opening ' without a closing one");
        }
        word.append(text, next, end);
        next = end + 1;
    }

    private void takeDoubleQuoted() {
        while (next < text.length()) {
            char c = text.charAt(next++);
            if (c == '"') {
                return;
            }
            boolean escapes = c == '\\' && next < text.length() && ESCAPED_IN_QUOTES.indexOf(text.charAt(next)) >= 0;
            if (escapes) {
                takeEscaped();
            } else {
                word.append(c);
            }
        }
        throw refused("has an opening \" without a closing one");
    }

    private InvalidInputException refused(String allowed) {
        return new InvalidInputException(parameter, text, allowed);
    }
}
