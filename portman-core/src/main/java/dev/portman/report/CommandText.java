package dev.portman.report;

import dev.portman.model.Printable;
import dev.portman.model.SecretText;
import java.util.List;

/** A command line as a message can carry it: without secrets, on one line, short. */
final class CommandText {

    private static final int LONGEST = 100;

    private CommandText() {}

    /** All words, secrets hidden, shortened to about 100 characters. */
    static String of(List<String> words) {
        String text = Printable.escape(String.join(" ", SecretText.withoutThoseOf(words)));
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }

    /** What says more than the program's name, which stands in the message already: without it, and without -m or -jar. */
    static String beyondName(String name, List<String> words) {
        if (words.isEmpty()) {
            return "";
        }
        int from = isNamed(name, words.get(0)) ? 1 : 0;
        if (from == 1
                && words.size() > 2
                && (words.get(1).equals("-m") || words.get(1).equals("-jar"))) {
            from = 2;
        }
        return of(words.subList(from, words.size()));
    }

    /** {@code /usr/bin/python3} is {@code python3.11}; {@code nginx: master process} says more than {@code nginx}. */
    private static boolean isNamed(String name, String word) {
        String program = word.substring(word.lastIndexOf('/') + 1);
        return word.indexOf(' ') < 0 && withoutVersion(program).equals(withoutVersion(name));
    }

    private static String withoutVersion(String name) {
        int end = name.length();
        while (end > 1 && (Character.isDigit(name.charAt(end - 1)) || name.charAt(end - 1) == '.')) {
            end--;
        }
        return name.substring(0, end);
    }
}
