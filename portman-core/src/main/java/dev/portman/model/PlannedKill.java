package dev.portman.model;

import java.util.List;
import java.util.Optional;

/**
 * Who is going to be ended for the sake of a port.
 *
 * @param found who listens there, and what the guard says of each
 * @param servers the recorded servers among them, each with its holders; the other holders are strangers
 * @param refusal why nobody is ended
 */
public record PlannedKill(PortConflict found, List<Served> servers, Optional<PortmanException> refusal) {

    /** Copies the list. */
    public PlannedKill {
        servers = List.copyOf(servers);
    }

    /** The same, refused. */
    public PlannedKill refusedBy(PortmanException reason) {
        return new PlannedKill(found, servers, Optional.of(reason));
    }

    /** The holders that belong to no recorded server. */
    public List<PortHolder> strangers() {
        return found.holders().visibleHolders().stream()
                .filter(it ->
                        servers.stream().noneMatch(server -> server.holders().contains(it)))
                .toList();
    }

    /**
     * A recorded server that holds a port.
     *
     * @param server its record
     * @param holders those of its processes that listen there
     */
    public record Served(ServerRecord server, List<PortHolder> holders) {

        /** Copies the list. */
        public Served {
            holders = List.copyOf(holders);
        }
    }
}
