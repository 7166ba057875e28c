package dev.portman.maven;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.PluginParameterExpressionEvaluator;
import org.codehaus.plexus.component.configurator.expression.ExpressionEvaluationException;

/** Evaluates {@code ${x}} in what this plugin reads itself, with the properties that the build has by now, as Maven does for parameters. */
final class Expressions {

    private static final Pattern FORM = Pattern.compile("(\\$?)(\\$\\{[^{}]*})");

    private final Function<String, Optional<String>> evaluator;

    /** Evaluates by a function, which gets the whole {@code ${x}}. */
    Expressions(Function<String, Optional<String>> evaluator) {
        this.evaluator = evaluator;
    }

    /** Evaluates for a goal in the session's current module. */
    static Expressions of(MavenSession session, MojoExecution execution) {
        PluginParameterExpressionEvaluator maven = new PluginParameterExpressionEvaluator(session, execution);
        return new Expressions(expression -> {
            try {
                return Optional.ofNullable(maven.evaluate(expression))
                        .map(Object::toString)
                        .filter(it -> !it.equals(expression));
            } catch (ExpressionEvaluationException unknown) {
                return Optional.empty();
            }
        });
    }

    /** The text with all values filled in; what is unknown stays, and {@code $${x}} becomes {@code ${x}}. */
    String filled(String text) {
        return FORM.matcher(text)
                .replaceAll(it -> Matcher.quoteReplacement(value(it).orElse(it.group(2))));
    }

    /** The first {@code ${x}} that nobody knows. */
    Optional<String> firstUnknown(String text) {
        return FORM.matcher(text)
                .results()
                .filter(it -> value(it).isEmpty())
                .map(it -> it.group(2))
                .findFirst();
    }

    private Optional<String> value(MatchResult found) {
        return found.group(1).isEmpty() ? evaluator.apply(found.group(2)) : Optional.of(found.group(2));
    }
}
