package dev.portman.maven;

import dev.portman.config.SpecReader;
import dev.portman.model.Nearest;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;

/**
 * The properties that somebody may type for one of our goals.
 *
 * @param known all of them, without {@code portman.}
 */
record TypedWords(Set<String> known) {

    private static final String PREFIX = "portman.";

    /** Those that are no parameter of a goal. */
    private static final Set<String> APART =
            Set.of("all", "allInRange", "allow", "check", "errors", "follow", "servers", "side");

    /** Where a server is: a user may say so in place of a start. */
    private static final Pattern PLACE = Pattern.compile(".+\\.(port|url)");

    TypedWords {
        known = Set.copyOf(known);
    }

    /** Those of some goals. */
    static TypedWords of(Collection<MojoDescriptor> goals) {
        Set<String> known = new TreeSet<>(APART);
        known.addAll(SpecReader.keys());
        for (MojoDescriptor goal : goals) {
            known.add(goal.getGoal() + ".skip");
            for (Parameter parameter : goal.getParameters()) {
                String expression = String.valueOf(parameter.getExpression());
                if (expression.startsWith("${" + PREFIX) && expression.endsWith("}")) {
                    known.add(expression.substring(2 + PREFIX.length(), expression.length() - 1));
                }
            }
        }
        return new TypedWords(known);
    }

    /** What was probably meant by a property; empty if it is one of ours, or none of our business. */
    Optional<String> meant(String property) {
        String word = property.startsWith(PREFIX) ? property.substring(PREFIX.length()) : "";
        boolean fine =
                word.isEmpty() || known.contains(word) || PLACE.matcher(word).matches();
        return fine ? Optional.empty() : Nearest.of(word, known).map(it -> PREFIX + it);
    }
}
