package dev.portman.model;

import java.util.List;
import java.util.Optional;

/**
 * What became of each target of a kill.
 *
 * @param ports in the order asked
 * @param servers each before those it depends on
 * @param failure the first of what was refused or tried in vain; further ones are suppressed in it
 */
public record KillReport(List<KilledPort> ports, List<KilledServer> servers, Optional<PortmanException> failure) {

    /** Copies the lists. */
    public KillReport {
        ports = List.copyOf(ports);
        servers = List.copyOf(servers);
    }
}
