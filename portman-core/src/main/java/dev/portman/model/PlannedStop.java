package dev.portman.model;

import java.util.List;
import java.util.Optional;

/**
 * What a stop is going to do.
 *
 * @param key which server
 * @param running its record; empty if there is nothing to stop
 * @param how it is asked
 * @param refusal why it may not be stopped from here
 * @param others the processes that it is left to instead; none if it is stopped
 */
public record PlannedStop(
        ServerKey key,
        Optional<ServerRecord> running,
        Stopping how,
        Optional<PortmanException> refusal,
        List<ProcessIdentity> others) {

    /** Copies the list. */
    public PlannedStop {
        others = List.copyOf(others);
    }

    /** A stop that leaves nobody anything. */
    public PlannedStop(
            ServerKey key, Optional<ServerRecord> running, Stopping how, Optional<PortmanException> refusal) {
        this(key, running, how, refusal, List.of());
    }

    /** The same of a server that is left to others. */
    public PlannedStop leftTo(List<ProcessIdentity> users) {
        return new PlannedStop(key, running, how, refusal, users);
    }
}
