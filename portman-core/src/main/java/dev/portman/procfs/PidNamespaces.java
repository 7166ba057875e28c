package dev.portman.procfs;

import java.io.File;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The pid namespaces that have processes at one moment, as far as they can be seen from here. */
public final class PidNamespaces {

    private final Map<Long, PidNamespace> seen;
    private final boolean complete;

    private PidNamespaces(Map<Long, PidNamespace> seen, boolean complete) {
        this.seen = seen;
        this.complete = complete;
    }

    /**
     * Looks, at every process. Those of all namespaces can be seen from the initial one only, and only if /proc does not hide those of other
     * users (hidepid, proc(5)).
     */
    public static PidNamespaces look() {
        Map<Long, PidNamespace> seen = new HashMap<>();
        boolean complete = new PidNamespace(PidNamespace.numberOf(ProcStat.ownPid()), PidNamespace.UNKNOWN).isInitial()
                && PidNamespace.start(1) != PidNamespace.UNKNOWN;
        for (long pid : ProcFiles.pids()) {
            Optional<ProcStat> stat = ProcStat.read(pid);
            long number = PidNamespace.numberOf(pid);
            if (stat.isEmpty() ? !exists(pid) : stat.get().isGone()) {
                // When the first process of a namespace is a zombie, the others have ended (pid_namespaces(7)).
                continue;
            }
            if (number == 0) {
                // Another user's shows the names that it has: one, if it is in the initial namespace.
                complete &= ProcFiles.hasOneNumber(pid) || !exists(pid);
            } else if (ProcFiles.innermostNumber(pid) == 1) {
                seen.put(number, new PidNamespace(number, PidNamespace.start(pid)));
            } else {
                seen.putIfAbsent(number, new PidNamespace(number, PidNamespace.UNKNOWN));
            }
        }
        return new PidNamespaces(seen, complete);
    }

    private static boolean exists(long pid) {
        return new File(ProcBytes.path(pid, "/stat")).exists();
    }

    /** Whether one has ended for sure: another one has its number, or none has, and none is hidden from us. */
    public boolean lack(PidNamespace one) {
        if (one.isInitial() || one.number() == 0) {
            return false;
        }
        PidNamespace now = seen.get(one.number());
        return now == null ? complete : now.hasReplaced(one);
    }
}
