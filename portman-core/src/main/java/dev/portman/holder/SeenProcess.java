package dev.portman.holder;

import dev.portman.model.ProcessDescription;
import dev.portman.model.ProcessIdentity;
import dev.portman.process.ProcessRow;
import dev.portman.process.ProcessTable;
import dev.portman.procfs.ProcDescription;
import dev.portman.procfs.ProcStat;
import java.util.Optional;

/**
 * A process as one look saw it, before it is known which ports it holds.
 *
 * @param identity who it is
 * @param description how people know it
 * @param parent its parent's pid, 0 if unknown
 */
record SeenProcess(ProcessIdentity identity, ProcessDescription description, long parent) {

    /** By /proc; empty if it is gone or anything about its identity is unreadable. */
    static Optional<SeenProcess> inProc(long pid) {
        Optional<ProcessIdentity> identity = ProcDescription.identity(pid);
        Optional<ProcStat> stat = ProcStat.read(pid);
        if (identity.isEmpty()
                || stat.isEmpty()
                || stat.get().startTicks() != identity.get().startTicks()) {
            return Optional.empty();
        }
        return Optional.of(new SeenProcess(
                identity.get(), ProcDescription.of(stat.get()), stat.get().parent()));
    }

    /** By {@code table}, on any system; empty if it is gone or anything about its identity is unreadable. */
    static Optional<SeenProcess> in(ProcessTable table, long pid) {
        Optional<ProcessIdentity> before = table.identity(pid);
        Optional<ProcessDescription> description = table.description(pid);
        Optional<ProcessRow> row = table.row(pid);
        Optional<ProcessIdentity> after = table.identity(pid);
        boolean same = before.isPresent() && after.isPresent() && before.get().isSameProcessAs(after.get());
        if (!same || description.isEmpty() || row.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new SeenProcess(after.get(), description.get(), row.get().parent()));
    }

    /** Whether the pid still belongs to the process that was seen, by /proc. */
    boolean isStillThere() {
        Optional<ProcStat> now = ProcStat.read(identity.pid());
        return now.isPresent()
                && now.get().startTicks() == identity.startTicks()
                && !now.get().isGone();
    }
}
