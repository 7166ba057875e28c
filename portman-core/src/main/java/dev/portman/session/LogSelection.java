package dev.portman.session;

import dev.portman.log.ErrorLines;
import dev.portman.model.InvalidInputException;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Which lines of each log are wanted.
 *
 * @param lines how many of the last of them; what comes later is not counted
 * @param errors empty for all lines; else only those in which this is found, and the stack traces behind them
 */
public record LogSelection(int lines, Optional<Pattern> errors) {

    /** All lines that come, and so many of those that are there. */
    public static LogSelection last(int lines) {
        return new LogSelection(lines, Optional.empty());
    }

    /**
     * Only what tells of errors.
     *
     * @param parameter the word under which the user wrote the expression, for the message
     * @param expression empty for what is usually called an error
     * @throws InvalidInputException if it is no regular expression
     */
    public static LogSelection errors(int lines, String parameter, Optional<String> expression) {
        try {
            return new LogSelection(
                    lines, Optional.of(expression.map(Pattern::compile).orElse(ErrorLines.DEFAULT)));
        } catch (PatternSyntaxException e) {
            throw new InvalidInputException(
                    parameter, expression.orElse(""), "must be a regular expression (" + e.getDescription() + ")");
        }
    }
}
