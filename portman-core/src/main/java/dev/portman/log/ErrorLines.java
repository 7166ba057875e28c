package dev.portman.log;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Picks from the lines of one log those that tell of an error, and the stack trace that follows each: indented lines, {@code at ...},
 * {@code Caused by:}, and what Python prints between {@code Traceback} and the exception itself. Asked line by line, in their order.
 */
public final class ErrorLines implements Predicate<String> {

    /** What Java, JavaScript, Python, Go and Rust programs and their loggers call an error, but not the word in any sentence. */
    public static final Pattern DEFAULT = Pattern.compile("\\b(?:ERROR|FATAL|SEVERE|CRITICAL|ERR!)(?![A-Za-z])"
            + "|(?:Exception|Error)(?::|\\s|$)"
            + "|(?i:\\blevel\"?\\s?[=:]\\s?\"?(?:error|fatal|panic)\\b)"
            + "|^(?:panic|fatal error): |\\bpanicked at ");

    private static final Pattern TRACEBACK = Pattern.compile("Traceback \\(most recent call last\\):$");

    /** How Python ties the traceback that follows to the one before. */
    private static final Pattern CHAINED =
            Pattern.compile("^(?:During handling of the above exception|The above exception was the direct cause)");

    private static final Pattern CONTINUED =
            Pattern.compile("^(?:\\s+\\S|at |Caused by: |Suppressed: |\\.\\.\\. \\d+ )");

    private final Pattern pattern;
    private Place place = Place.OUTSIDE;

    /** Where the line before stood. */
    private enum Place {
        OUTSIDE,
        IN_TRACE,
        IN_TRACEBACK
    }

    /**
     * Has seen no line yet.
     *
     * @param pattern found anywhere in a line that tells of an error; colours are removed before it is looked for
     */
    public ErrorLines(Pattern pattern) {
        this.pattern = pattern;
    }

    @Override
    public boolean test(String line) {
        String text = Colours.removed(line);
        if (TRACEBACK.matcher(text).find() || CHAINED.matcher(text).find()) {
            place = Place.IN_TRACEBACK;
            return true;
        }
        boolean indented = !text.isBlank() && Character.isWhitespace(text.charAt(0));
        if (place == Place.IN_TRACEBACK) {
            // Its first line that is not indented is the exception, which may be called anything.
            place = indented || text.isBlank() ? Place.IN_TRACEBACK : Place.IN_TRACE;
            return !text.isBlank();
        }
        boolean error = pattern.matcher(text).find();
        boolean continued = place == Place.IN_TRACE && CONTINUED.matcher(text).find();
        place = error || continued ? Place.IN_TRACE : Place.OUTSIDE;
        return error || continued;
    }
}
