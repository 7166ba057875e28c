package dev.portman.maven;

import dev.portman.model.InvalidInputException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/** Refuses {@code ${x}} where no x is defined: Maven leaves it as it is, or drops the whole value. */
final class UndefinedProperties {

    private static final String COMMAND = "command";
    private static final Pattern SHELL =
            Pattern.compile("\\s*(?:\\S*/)?(?:ba|da|a|k|mk|z)?sh\\s(?:.*\\s)?-\\w*c\\s.*", Pattern.DOTALL);

    private final Expressions expressions;
    private final Predicate<Xpp3Dom> unread;

    private UndefinedProperties(Expressions expressions, Predicate<Xpp3Dom> unread) {
        this.expressions = expressions;
        this.unread = unread;
    }

    /**
     * Looks at all keys of servers, also those in {@code <servers>}.
     *
     * @param unread whether an element of the configuration is not what counts: a default, or something else was typed
     * @throws InvalidInputException for the first property that is not defined; it names the key
     */
    static void check(Expressions expressions, Xpp3Dom configuration, Predicate<Xpp3Dom> unread) {
        UndefinedProperties properties = new UndefinedProperties(expressions, unread);
        properties.checkKeys("", configuration);
        Stream.of(configuration.getChildren("servers"))
                .flatMap(it -> Stream.of(it.getChildren()))
                .forEach(it -> properties.checkKeys(prefix(it), it));
    }

    private void checkKeys(String prefix, Xpp3Dom server) {
        Set<String> keys = Shape.server().members().keySet();
        boolean shell = Arrays.stream(server.getChildren("shell")).anyMatch(it -> "true".equals(it.getValue()));
        Arrays.stream(server.getChildren())
                .filter(it -> keys.contains(it.getName()) && !unread.test(it))
                .filter(it -> !(shell && it.getName().equals(COMMAND)))
                .forEach(it -> checkValues(prefix + it.getName(), it));
    }

    private void checkValues(String key, Xpp3Dom element) {
        Arrays.stream(element.getChildren()).forEach(it -> checkValues(key + "." + it.getName(), it));
        Optional.ofNullable(element.getValue())
                .filter(it -> !SHELL.matcher(it).matches())
                .flatMap(expressions::firstUnknown)
                .ifPresent(unknown -> {
                    throw new InvalidInputException(
                            key,
                            unknown,
                            "is a property that is not defined"
                                    + PomPlace.of(element)
                                            .map(it -> " (" + it + ")")
                                            .orElse("")
                                    + "; define it, or write $" + unknown + " if these very characters are meant");
                });
    }

    private static String prefix(Xpp3Dom server) {
        return Arrays.stream(server.getChildren("name"))
                .findFirst()
                .map(it -> it.getValue() + ".")
                .orElse("");
    }
}
