package dev.portman.config;

import dev.portman.model.InvalidInputException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads durations as people write them, so that no option has to carry its unit in its name. */
public final class DurationText {

    /** More than anybody waits for a server; far below what would overflow a deadline counted in nanoseconds. */
    private static final Duration LONGEST = Duration.ofHours(24);

    private static final Pattern FORM = Pattern.compile("(\\d{1,12})(ms|s|m|h)?");

    private static final String ALLOWED =
            "must be a duration from 0 to 24h, such as 500ms, 10s, 2m or 1h; a bare number is seconds";

    private DurationText() {}

    /**
     * Reads {@code 500ms}, {@code 10s}, {@code 2m}, {@code 1h}; a bare number is seconds.
     *
     * @param parameter the word under which the user wrote it, for the message
     * @param text what the user wrote; blanks around it do not matter
     * @return from zero to 24 hours
     * @throws InvalidInputException for anything else
     */
    public static Duration parse(String parameter, String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new InvalidInputException(parameter, text, ALLOWED);
        }
        Duration duration = unit(form.group(2)).multipliedBy(Long.parseLong(form.group(1)));
        if (duration.compareTo(LONGEST) > 0) {
            throw new InvalidInputException(parameter, text, ALLOWED);
        }
        return duration;
    }

    private static Duration unit(@Nullable String word) {
        if (word == null) {
            return Duration.ofSeconds(1);
        }
        return switch (word) {
            case "ms" -> Duration.ofMillis(1);
            case "m" -> Duration.ofMinutes(1);
            case "h" -> Duration.ofHours(1);
            default -> Duration.ofSeconds(1);
        };
    }
}
