package dev.portman.model;

import java.util.Optional;

/**
 * Who is going to be ended for the sake of a port.
 *
 * @param found who listens there, and what the guard says of each
 * @param refusal why nobody is ended
 */
public record PlannedKill(PortConflict found, Optional<PortmanException> refusal) {}
