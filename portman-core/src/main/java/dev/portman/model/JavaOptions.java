package dev.portman.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The variables that every JVM reads options from. Who sets them means servers and tools: an agent, a collector or a debugger of theirs would
 * keep our own JVMs from starting. So those run without, the values are saved under other names, and what is run for the user gets them back.
 */
public final class JavaOptions {

    /** In the order in which they are read: the later one wins (java(1), JDK_JAVA_OPTIONS; HotSpot's arguments.cpp). */
    private static final List<String> VARIABLES = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    /** The name that each is saved under; the scripts that start us use the same ones. */
    private static final List<String> SAVED =
            List.of("PORTMAN_SAVED_JAVA_TOOL_OPTIONS", "PORTMAN_SAVED_JDK_JAVA_OPTIONS", "PORTMAN_SAVED__JAVA_OPTIONS");

    private JavaOptions() {}

    /** Saves them in an environment for a JVM of our own. */
    public static void setAside(Map<String, String> environment) {
        rename(environment, VARIABLES, SAVED);
    }

    /** Restores them in an environment for something that is run for the user. */
    public static void giveBack(Map<String, String> environment) {
        rename(environment, SAVED, VARIABLES);
    }

    private static void rename(Map<String, String> environment, List<String> from, List<String> to) {
        for (int i = 0; i < VARIABLES.size(); i++) {
            String value = environment.remove(from.get(i));
            if (value != null) {
                environment.put(to.get(i), value);
            }
        }
    }

    /** The environment as the user has it. */
    public static Map<String, String> ofUser(Map<String, String> environment) {
        Map<String, String> restored = new LinkedHashMap<>(environment);
        giveBack(restored);
        return restored;
    }

    /** The values that an environment holds, saved or not. */
    public static List<String> values(Map<String, String> environment) {
        Map<String, String> restored = ofUser(environment);
        return List.of(
                restored.getOrDefault(VARIABLES.get(0), ""),
                restored.getOrDefault(VARIABLES.get(1), ""),
                restored.getOrDefault(VARIABLES.get(2), ""));
    }

    /** The system properties among the saved options: they harm no JVM, and may tell where the user's home is. */
    public static Map<String, String> savedProperties(Map<String, String> environment) {
        Map<String, String> properties = new LinkedHashMap<>();
        for (String variable : SAVED) {
            for (String word : words(environment.getOrDefault(variable, ""))) {
                int equals = word.indexOf('=');
                if (word.startsWith("-D") && equals > 2) {
                    properties.put(word.substring(2, equals), word.substring(equals + 1));
                }
            }
        }
        return properties;
    }

    /** Divided at blanks outside quotes, as the JVM does. */
    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote == 0 && Character.isWhitespace(c)) {
                words.add(word.toString());
                word.setLength(0);
            } else if (quote == c) {
                quote = 0;
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
            } else {
                word.append(c);
            }
        }
        words.add(word.toString());
        return words;
    }
}
