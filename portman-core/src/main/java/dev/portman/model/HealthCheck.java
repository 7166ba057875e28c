package dev.portman.model;

import java.time.Duration;
import java.util.regex.Pattern;

/** One condition of readiness beyond "the port accepts and its listeners are ours". */
public sealed interface HealthCheck {

    /** The check in the words that messages and JSON use, for example {@code http /health}. */
    String label();

    /**
     * An HTTP GET must be answered with a status in range; redirects are not followed, the body is not read beyond a bound.
     *
     * @param path starts with a slash; query allowed
     * @param status which answers pass
     * @param timeout the bound for one try, from connecting to the end of the headers
     */
    record Http(String path, StatusRange status, Duration timeout) implements HealthCheck {

        /** The bound for one try where the user named none. */
        public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(2);

        @Override
        public String label() {
            return "http " + path;
        }
    }

    /**
     * A line of the server's log must match.
     *
     * @param pattern found anywhere in a line
     */
    record Log(Pattern pattern) implements HealthCheck {

        @Override
        public String label() {
            return "log " + pattern.pattern();
        }

        /** Patterns have no equality of their own. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Log log && log.label().equals(label());
        }

        @Override
        public int hashCode() {
            return label().hashCode();
        }
    }
}
