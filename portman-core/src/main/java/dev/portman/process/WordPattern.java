package dev.portman.process;

/**
 * A word in which {@code *} stands for any characters. With {@code *}{@code /} in front it is a file, in a folder or in none, and no option:
 * {@code *}{@code /agent.jar} is not found in {@code -javaagent:/opt/agent.jar}.
 *
 * @param written the pattern
 */
record WordPattern(String written) {

    private static final String IN_ANY_FOLDER = "*/";

    /** Whether it means the whole of {@code word}. */
    boolean matches(String word) {
        if (!written.startsWith(IN_ANY_FOLDER)) {
            return matches(written, word);
        }
        return !word.startsWith("-")
                && (matches(written, word) || matches(written.substring(IN_ANY_FOLDER.length()), word));
    }

    /** On a mismatch the latest {@code *} takes one character more; an earlier one never has to. */
    private static boolean matches(String pattern, String word) {
        int at = 0;
        int in = 0;
        int star = -1;
        int retry = 0;
        while (at < word.length()) {
            if (in < pattern.length() && pattern.charAt(in) == '*') {
                star = in++;
                retry = at;
            } else if (in < pattern.length() && pattern.charAt(in) == word.charAt(at)) {
                in++;
                at++;
            } else if (star >= 0) {
                in = star + 1;
                at = ++retry;
            } else {
                return false;
            }
        }
        while (in < pattern.length() && pattern.charAt(in) == '*') {
            in++;
        }
        return in == pattern.length();
    }
}
