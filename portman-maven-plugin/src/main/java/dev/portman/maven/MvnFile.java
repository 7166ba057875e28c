package dev.portman.maven;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * A file that sets properties of Maven in the user's place.
 *
 * @param path where it is
 * @param text what it says
 * @param legible whether all that it sets, and includes, is known
 */
record MvnFile(Path path, String text, boolean legible) {

    /** Maven 4: a property with this prefix sets the one without it. */
    private static final String OVERRIDE = "maven.override.";

    private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*[#!].*$");

    /** Whether it sets a property, or names it in another way; comments do not count. */
    boolean sets(String property) {
        Properties keys = properties(text);
        return names(COMMENT.matcher(text).replaceAll(""), property)
                || keys.containsKey(property)
                || keys.containsKey(OVERRIDE + property);
    }

    /** The same with the comments, which Maven had none of in {@code maven.config} before 3.9. */
    boolean mentions(String property) {
        return sets(property) || names(text, property);
    }

    /** As a file of properties; empty if it is none. */
    static Properties properties(String text) {
        Properties keys = new Properties();
        try {
            keys.load(new StringReader(text));
        } catch (IOException | IllegalArgumentException malformed) {
            return new Properties();
        }
        return keys;
    }

    private static boolean names(String text, String property) {
        return Pattern.compile("(?<![\\w.-])(?:-D)?(?:maven\\.override\\.)?" + Pattern.quote(property) + "(?![\\w.-])")
                .matcher(text)
                .find();
    }
}
