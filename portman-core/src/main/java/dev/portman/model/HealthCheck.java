package dev.portman.model;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** One condition of readiness beyond "the port accepts and its listeners are ours"; asked again later it tells the server's health. */
public sealed interface HealthCheck {

    /** The bound for one try of most checks where the user named none. */
    Duration DEFAULT_TIMEOUT = Duration.ofSeconds(2);

    /** The check in the words that messages and JSON use, for example {@code http /health}; never a secret. */
    String label();

    /** What it is asked with that no message may repeat. */
    default List<String> secrets() {
        return List.of();
    }

    /**
     * An HTTP request must be answered as expected. No redirect is followed, no proxy asked; only the server itself is.
     *
     * @param question what is sent
     * @param expected which answers pass
     * @param timeout the bound for one try, from connecting to the last byte that is looked at
     */
    record Http(HttpQuestion question, HttpExpectation expected, Duration timeout) implements HealthCheck {

        /** A plain GET on the server's own port, judged by its status. */
        public Http(String path, StatusRange status, Duration timeout) {
            this(
                    new HttpQuestion("GET", new HttpTransport.Plain(), Optional.empty(), path, Map.of()),
                    new HttpExpectation(status, Optional.empty()),
                    timeout);
        }

        @Override
        public String label() {
            return question.label();
        }

        @Override
        public List<String> secrets() {
            return question.secrets();
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

    /**
     * A port must accept connections, whosever it is: a database that the server brings up, a second port of its own.
     *
     * @param host a loopback address; empty for the server's own host
     * @param port a number; before the start perhaps a placeholder for one
     * @param timeout the bound for one try
     */
    record Tcp(Optional<String> host, String port, Duration timeout) implements HealthCheck {

        @Override
        public String label() {
            return "tcp "
                    + host.map(it -> (it.contains(":") ? "[" + it + "]" : it) + ":")
                            .orElse("") + port;
        }
    }

    /**
     * A command must end with 0. It runs in the server's folder with the server's environment, without a shell and without input.
     *
     * @param argv its words; before the start perhaps with placeholders. They may hold secrets: only the first is ever shown
     * @param timeout the bound for one try; what runs longer is ended with all that it started
     */
    record Run(List<String> argv, Duration timeout) implements HealthCheck {

        /** The bound for one try where the user named none: starting an interpreter may take a while. */
        public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

        /** Copies the list; refuses a command without a program. */
        public Run {
            argv = List.copyOf(argv);
            if (argv.isEmpty()) {
                throw new IllegalArgumentException("a command needs a program");
            }
        }

        @Override
        public String label() {
            return "command " + argv.get(0);
        }

        @Override
        public List<String> secrets() {
            return SecretText.in(argv);
        }

        /** Without arguments. */
        @Override
        public String toString() {
            return "Run[" + argv.get(0) + ", timeout=" + timeout + "]";
        }
    }
}
