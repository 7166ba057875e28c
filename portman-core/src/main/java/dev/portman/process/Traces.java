package dev.portman.process;

import dev.portman.model.ServerRecord;
import dev.portman.procfs.SocketTable;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What the living processes of one moment show of servers, gathered by one scan when first asked for: with many stale records, looking for
 * the tree of each would take a scan of all processes per record.
 */
public final class Traces {

    private final ProcessTable table;
    private final Set<String> cookies = new HashSet<>();
    private final Set<Long> sessions = new HashSet<>();
    private Optional<Set<Integer>> listening = Optional.empty();
    private boolean gathered;

    /** The traces in a table. */
    public Traces(ProcessTable table) {
        this.table = table;
    }

    /** As {@link ServerLife#of(ServerRecord, ProcessTable)}; the records must have been read before the first is asked about. */
    public ServerLife lifeOf(ServerRecord server) {
        return ServerLife.of(server, table, Optional.of(this));
    }

    /** Whether any of the evidence by which {@link ServerTree} finds members can be there: its cookie, its session, its port. */
    boolean mayHaveMembers(ServerRecord server) {
        gather();
        return cookies.contains(server.cookie())
                || server.leader().filter(it -> sessions.contains(it.pid())).isPresent()
                || (!server.report().socketInodes().isEmpty()
                        && listening
                                .map(ports -> ports.contains(server.assigned().port()))
                                .orElse(true));
    }

    private void gather() {
        if (gathered) {
            return;
        }
        gathered = true;
        for (ProcessRow row : table.rows()) {
            sessions.add(row.session());
            table.cookie(row.pid()).ifPresent(cookies::add);
        }
        listening = listeningPorts();
    }

    /** Empty where that cannot be told: then every port may be listened on. */
    private static Optional<Set<Integer>> listeningPorts() {
        try {
            return Optional.of(SocketTable.ofThisSystem().allListeningPorts());
        } catch (IOException notLinux) {
            return Optional.empty();
        }
    }
}
