package dev.portman.model;

import java.time.Duration;
import java.util.List;

/**
 * When a start counts as done.
 *
 * @param checks all must pass, after the port accepts and every listener on it belongs to the server's tree
 * @param startupTimeout how long that may take, from the launch
 */
public record Readiness(List<HealthCheck> checks, Duration startupTimeout) {

    /** How long a start may take where the user named nothing. */
    public static final Duration DEFAULT_STARTUP_TIMEOUT = Duration.ofSeconds(60);

    /** Copies the list. */
    public Readiness {
        checks = List.copyOf(checks);
    }
}
