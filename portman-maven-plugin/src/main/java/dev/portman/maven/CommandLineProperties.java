package dev.portman.maven;

import java.util.Optional;
import java.util.Properties;

/**
 * The user's properties: typed after {@code -D}, or set by a file that speaks in the user's place, such as {@code .mvn/maven.config}. They beat the POM,
 * which Maven by itself would let win. What only the user may set is checked by {@link TypedProperties} before a goal looks here.
 */
final class CommandLineProperties {

    private final Properties user;

    CommandLineProperties(Properties user) {
        this.user = user;
    }

    /** The value of a property; empty if it was not typed. */
    Optional<String> value(String name) {
        return Optional.ofNullable(user.getProperty(name));
    }

    /** Whether a switch is on: given without a value, or with {@code true}. */
    boolean isSet(String name) {
        return value(name).filter(it -> it.isEmpty() || it.equals("true")).isPresent();
    }
}
