package dev.portman.model;

import java.util.Optional;

/**
 * What became of a server that was to be ended.
 *
 * @param planned what was decided on it
 * @param outcome what became of it
 * @param how by which means it went; empty if it did not
 * @param failure why it is still there
 */
public record KilledServer(
        PlannedStop planned, KillOutcome outcome, Optional<Termination.How> how, Optional<PortmanException> failure) {}
