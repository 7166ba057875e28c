package dev.portman.model;

import java.util.Optional;

/**
 * What a stop is going to do.
 *
 * @param key which server
 * @param running its record; empty if there is nothing to stop
 * @param how it is asked
 * @param refusal why it may not be stopped from here
 */
public record PlannedStop(
        ServerKey key, Optional<ServerRecord> running, Stopping how, Optional<PortmanException> refusal) {}
