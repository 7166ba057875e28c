package dev.portman.process;

import dev.portman.model.ProcessDescription;
import dev.portman.model.ProcessIdentity;
import dev.portman.procfs.ProcDescription;
import dev.portman.procfs.ProcFiles;
import dev.portman.procfs.ProcStat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The process table of Linux, from {@code /proc} alone. */
final class ProcProcessTable implements ProcessTable {

    @Override
    public Optional<ProcessRow> row(long pid) {
        return ProcStat.read(pid).map(ProcProcessTable::rowOf);
    }

    @Override
    public List<ProcessRow> rows() {
        List<ProcessRow> rows = new ArrayList<>();
        for (long pid : ProcFiles.pids()) {
            row(pid).ifPresent(rows::add);
        }
        return rows;
    }

    @Override
    public Optional<ProcessIdentity> identity(long pid) {
        return ProcDescription.identity(pid);
    }

    @Override
    public Optional<ProcessDescription> description(long pid) {
        return ProcStat.read(pid).map(ProcDescription::of);
    }

    @Override
    public Optional<String> cookie(long pid) {
        return ProcFiles.environmentValue(pid, COOKIE_VARIABLE);
    }

    @Override
    public boolean showsItsEnvironment(long pid) {
        return ProcFiles.hasEnvironment(pid);
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
