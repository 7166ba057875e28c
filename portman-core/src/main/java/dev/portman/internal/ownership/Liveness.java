package dev.portman.internal.ownership;

import dev.portman.model.ProcessIdentity;
import dev.portman.model.ServerRecord;
import dev.portman.model.StopClaim;
import dev.portman.process.ProcessTable;
import dev.portman.store.JvmThreads;
import java.util.Optional;

/** Whether anything of a recorded server is left, as far as this process may judge. */
public enum Liveness {
    /** At least one process of it lives. */
    LIVES,
    /** It was not launched yet, and the process that is about to do so lives. */
    INTENDED,
    /** A living stop owns it, hooks included. */
    STOPPING,
    /** Nothing of it is left; its record is stale, or the stop that owned it has left its hooks to others. */
    ENDED,
    /**
     * Its numbers mean something else here, neither to be obeyed nor to be cleaned up: it was started in another time namespace of this place, or
     * its record was copied here from another place.
     */
    ELSEWHERE;

    /** Whether the server, or whoever starts or stops it, is there: its key and its port are taken. */
    public boolean isThere() {
        return this == LIVES || this == INTENDED || this == STOPPING;
    }

    /** Looks. Reads one row of the process table as long as the leader lives, and scans only when it does not. */
    public static Liveness of(ServerRecord server, ProcessTable table) {
        return of(server, table, Optional.empty());
    }

    /** The same; with a scan, only a tree of which there may be something is looked for. */
    static Liveness of(ServerRecord server, ProcessTable table, Optional<ProcessScan> scan) {
        ProcessIdentity self = table.self();
        boolean launched = server.leader().isPresent();
        ProcessIdentity known = launched ? server.leader().get() : server.starter();
        if (!known.bootId().equals(self.bootId())) {
            return ENDED;
        }
        if (!known.namespaces().equals(self.namespaces())) {
            return ELSEWHERE;
        }
        if (isBeingStopped(server, table)) {
            return STOPPING;
        }
        if (launched && lives(known, table)) {
            return LIVES;
        }
        if (!launched && !server.isReady() && lives(server.starter(), table)) {
            return INTENDED;
        }
        if (scan.isPresent() && !scan.get().mayHaveMembers(Launch.of(server))) {
            return ENDED;
        }
        return new ServerTree(server, table).members().isEmpty() ? ENDED : LIVES;
    }

    /** Whether the stop that owns a record is under way, or a hook that outlives it. */
    public static boolean isBeingStopped(ServerRecord server, ProcessTable table) {
        return server.stop().filter(it -> isUnderWay(it, table)).isPresent();
    }

    private static boolean isUnderWay(StopClaim stop, ProcessTable table) {
        boolean owned = stop.process().isSameProcessAs(table.self())
                ? JvmThreads.lives(stop.thread())
                : lives(stop.process(), table);
        return owned || stop.hook().filter(it -> lives(it, table)).isPresent();
    }

    /** Whether this very process lives; a zombie does not. */
    public static boolean lives(ProcessIdentity identity, ProcessTable table) {
        Optional<ProcessIdentity> now = table.identity(identity.pid());
        return now.isPresent() && identity.isSameProcessAs(now.get());
    }
}
