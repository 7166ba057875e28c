package dev.portman.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * When a start counts as done.
 *
 * @param checks all must pass, after the port accepts and every listener on it belongs to the server's tree
 * @param failure a line of the log that matches ends the wait at once: the server has said itself that it will not come up
 * @param startupTimeout how long that may take, from the launch
 */
public record Readiness(List<HealthCheck> checks, Optional<Pattern> failure, Duration startupTimeout) {

    /** How long a start may take where the user named nothing. */
    public static final Duration DEFAULT_STARTUP_TIMEOUT = Duration.ofSeconds(60);

    /** Copies the list. */
    public Readiness {
        checks = List.copyOf(checks);
    }
}
