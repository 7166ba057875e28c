package dev.portman.model;

import java.util.List;
import java.util.Optional;

/**
 * What became of a port that was to be freed.
 *
 * @param planned what was decided on it
 * @param outcome what became of it
 * @param killed who had to go
 * @param failure why it is not free, or was left
 */
public record KilledPort(
        PlannedKill planned, KillOutcome outcome, List<Eviction> killed, Optional<PortmanException> failure) {

    /** Copies the list. */
    public KilledPort {
        killed = List.copyOf(killed);
    }

    /** Which port. */
    public int port() {
        return planned.found().port();
    }
}
