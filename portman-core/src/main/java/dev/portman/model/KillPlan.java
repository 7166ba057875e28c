package dev.portman.model;

import java.util.List;

/**
 * Who is going to be ended by one call, decided before anybody is.
 *
 * @param ports whoever listens there
 * @param servers in the order in which they are ended
 */
public record KillPlan(List<PlannedKill> ports, List<PlannedStop> servers) {

    /** Copies the lists. */
    public KillPlan {
        ports = List.copyOf(ports);
        servers = List.copyOf(servers);
    }
}
