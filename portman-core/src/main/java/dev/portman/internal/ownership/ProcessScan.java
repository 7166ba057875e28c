package dev.portman.internal.ownership;

import dev.portman.model.ServerRecord;
import dev.portman.process.ProcessRow;
import dev.portman.process.ProcessTable;
import dev.portman.procfs.SocketTable;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * All processes of one moment with what they carry, each read once, when first asked for: with many stale records, looking for the tree of
 * each would take a scan per record.
 */
public final class ProcessScan {

    private final ProcessTable table;
    private final Map<Long, Optional<String>> cookies = new HashMap<>();
    private final Map<Long, OptionalLong> marks = new HashMap<>();
    private Map<Long, ProcessRow> rows = Map.of();
    private Optional<Set<Integer>> listening = Optional.empty();

    /** A scan of a table. */
    public ProcessScan(ProcessTable table) {
        this.table = table;
    }

    /** As {@link Liveness#of}; the records must have been read before the first is asked about. */
    public Liveness lifeOf(ServerRecord server) {
        return Liveness.of(server, table, Optional.of(this));
    }

    /** Every process, by number. */
    Map<Long, ProcessRow> rows() {
        if (rows.isEmpty()) {
            Map<Long, ProcessRow> found = new LinkedHashMap<>();
            for (ProcessRow row : table.rows()) {
                found.put(row.pid(), row);
            }
            rows = found;
            listening = listeningPorts();
        }
        return rows;
    }

    Optional<String> cookie(long pid) {
        return cookies.computeIfAbsent(pid, table::cookie);
    }

    OptionalLong mark(long pid) {
        return marks.computeIfAbsent(pid, table::mark);
    }

    ProcessTable table() {
        return table;
    }

    /** Whether anything can be there that ties a process to a launch: its cookie, its mark, its session, its port. */
    boolean mayHaveMembers(Launch launch) {
        boolean socketsMayBeHeld = rows().isEmpty()
                || (!launch.sockets().isEmpty()
                        && listening.map(ports -> ports.contains(launch.port())).orElse(true));
        return socketsMayBeHeld || rows().values().stream().anyMatch(row -> mayBeOf(launch, row));
    }

    private boolean mayBeOf(Launch launch, ProcessRow row) {
        if (row.isGone() || row.startTicks() < launch.starter().startTicks()) {
            return false;
        }
        return launch.leader().filter(it -> it.pid() == row.session()).isPresent()
                || cookie(row.pid()).equals(Optional.of(launch.cookie()))
                || (launch.mark().isPresent() && mark(row.pid()).equals(launch.mark()));
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
