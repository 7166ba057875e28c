package dev.portman.process;

import dev.portman.model.ProcessDescription;
import dev.portman.model.ProcessIdentity;
import dev.portman.procfs.LockLimit;
import dev.portman.procfs.ProcDescription;
import dev.portman.procfs.ProcFiles;
import dev.portman.procfs.ProcStat;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The process table of Linux, from {@code /proc} alone. */
final class ProcProcessTable implements ProcessTable {

    /** More are needed only where processes are started without end. */
    private static final int MOST_LOOKS = 8;

    private Optional<ProcessIdentity> self = Optional.empty();

    /** Asked for every server, and always the same; without the JDK's handle of a process, which starts a thread pool. */
    @Override
    public synchronized ProcessIdentity self() {
        if (self.isEmpty()) {
            self = Optional.of(ProcessTable.readable(identity(ProcStat.ownPid())));
        }
        return self.get();
    }

    @Override
    public Optional<ProcessRow> row(long pid) {
        Optional<ProcStat> stat = ProcStat.read(pid);
        return stat.isPresent() ? Optional.of(rowOf(stat.get())) : Optional.empty();
    }

    /**
     * Lists again until nobody new is there: a process that forks and ends between being listed and being read would hide its child, and a
     * daemon that forks twice would look as if nothing of it were left.
     */
    @Override
    public List<ProcessRow> rows() {
        List<ProcessRow> rows = new ArrayList<>();
        Set<Long> seen = new HashSet<>();
        boolean grew = true;
        for (int look = 0; grew && look < MOST_LOOKS; look++) {
            grew = false;
            for (long pid : ProcFiles.pids()) {
                if (seen.add(pid)) {
                    grew = true;
                    Optional<ProcessRow> row = row(pid);
                    if (row.isPresent()) {
                        rows.add(row.get());
                    }
                }
            }
        }
        return rows;
    }

    @Override
    public List<ProcessRow> rowsAbove(long lowest) {
        List<ProcessRow> rows = new ArrayList<>();
        for (long pid : ProcFiles.pids()) {
            if (pid <= lowest) {
                break;
            }
            Optional<ProcessRow> row = row(pid);
            if (row.isPresent()) {
                rows.add(row.get());
            }
        }
        return rows;
    }

    @Override
    public Optional<ProcessIdentity> identity(long pid) {
        return ProcDescription.identity(pid);
    }

    @Override
    public Optional<ProcessDescription> description(long pid) {
        Optional<ProcStat> stat = ProcStat.read(pid);
        return stat.isPresent() ? Optional.of(ProcDescription.of(stat.get())) : Optional.empty();
    }

    @Override
    public Optional<String> cookie(long pid) {
        return ProcFiles.environmentValue(pid, COOKIE_VARIABLE);
    }

    @Override
    public OptionalLong mark(long pid) {
        OptionalLong limit = LockLimit.hard(pid);
        return limit.isPresent() && limit.getAsLong() == LockLimit.UNLIMITED ? OptionalLong.empty() : limit;
    }

    @Override
    public boolean actsForItsOwnUser(long pid) {
        return ProcFiles.isOfOneUser(pid);
    }

    @Override
    public long now() {
        return ProcFiles.nowTicks();
    }

    @Override
    public boolean isGuardian(long pid) {
        return ProcFiles.environmentValue(pid, GUARDIAN_VARIABLE).isPresent();
    }

    @Override
    public boolean showsItsEnvironment(long pid) {
        return ProcFiles.hasEnvironment(pid);
    }

    @Override
    public Optional<String> network(long pid) {
        return ProcFiles.network(pid);
    }

    @Override
    public boolean sharesFiles(long pid) {
        return ProcFiles.sharesFiles(pid);
    }

    @Override
    public Optional<String> cgroup(long pid) {
        return ProcFiles.ownCgroup(pid);
    }

    private static ProcessRow rowOf(ProcStat stat) {
        ProcessRow.Life life = stat.isGone()
                ? ProcessRow.Life.GONE
                : stat.isStopped() ? ProcessRow.Life.STOPPED : ProcessRow.Life.ALIVE;
        return new ProcessRow(stat.pid(), stat.parent(), stat.session(), stat.startTicks(), life, stat.kernelThread());
    }
}
