package dev.portman.internal.ownership;

import dev.portman.model.ProcessIdentity;
import dev.portman.model.ServerRecord;
import dev.portman.process.ProcessRow;
import dev.portman.process.ProcessTable;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Shows that a process cannot have come from a launch: it belongs to another recorded server, is older than the launch, or descends from
 * such a one. Nothing that it lacks is a proof: a process may lose every tie on purpose.
 */
public final class StrangerProof {

    private final ServerRecord launched;
    private final long launchedAt;
    private final ServerOwnership known;
    private final ProcessTable table;
    private final Set<Long> above = new HashSet<>();

    /**
     * A proof against one launch.
     *
     * @param launched its record
     * @param launchedAt a moment before its first process, in ticks of the table
     * @param known which servers other processes belong to
     * @param table where to look
     */
    public StrangerProof(ServerRecord launched, long launchedAt, ServerOwnership known, ProcessTable table) {
        this.launched = launched;
        this.launchedAt = launchedAt;
        this.known = known;
        this.table = table;
        long parent = parent(table.self().pid());
        while (parent > 0 && above.add(parent)) {
            parent = parent(parent);
        }
    }

    /** Whether it is proven; false says that nobody knows. */
    public boolean isStranger(ProcessIdentity process) {
        if (known.serverOf(process).filter(it -> !it.isSameStart(launched)).isPresent()) {
            return true;
        }
        if (!process.namespaces().equals(table.self().namespaces())) {
            return false;
        }
        Set<Long> seen = new HashSet<>();
        Optional<ProcessRow> row = table.row(process.pid());
        while (row.isPresent() && !isFirst(row.get()) && seen.add(row.get().pid())) {
            if (row.get().startTicks() < launchedAt) {
                // Whom a launch leaves behind gets process 1 as its parent, or one of those above us: prctl(2),
                // PR_SET_CHILD_SUBREAPER.
                return row.get().pid() == process.pid() || isNoHome(row.get().pid());
            }
            row = table.row(row.get().parent());
        }
        return false;
    }

    private boolean isFirst(ProcessRow row) {
        return launched.leader()
                .filter(it -> it.pid() == row.pid() && it.startTicks() == row.startTicks())
                .isPresent();
    }

    private boolean isNoHome(long pid) {
        return pid > 1 && !above.contains(pid);
    }

    private long parent(long pid) {
        return table.row(pid).map(ProcessRow::parent).orElse(0L);
    }
}
