package dev.portman.testing;

import dev.portman.model.ProcessDescription;
import dev.portman.model.ProcessIdentity;
import dev.portman.process.ProcessRow;
import dev.portman.process.ProcessTable;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The process table of this machine, for tests that replace some of its answers by what this machine does not show. */
public class OverlaidTable implements ProcessTable {

    private final ProcessTable real = ProcessTable.forThisSystem();

    @Override
    public Optional<ProcessRow> row(long pid) {
        return real.row(pid);
    }

    @Override
    public List<ProcessRow> rows() {
        return real.rows();
    }

    @Override
    public Optional<ProcessIdentity> identity(long pid) {
        return real.identity(pid);
    }

    @Override
    public ProcessIdentity self() {
        return real.self();
    }

    @Override
    public Optional<ProcessDescription> description(long pid) {
        return real.description(pid);
    }

    @Override
    public Optional<String> cookie(long pid) {
        return real.cookie(pid);
    }

    @Override
    public OptionalLong mark(long pid) {
        return real.mark(pid);
    }

    @Override
    public boolean actsForItsOwnUser(long pid) {
        return real.actsForItsOwnUser(pid);
    }

    @Override
    public long now() {
        return real.now();
    }

    @Override
    public boolean showsItsEnvironment(long pid) {
        return real.showsItsEnvironment(pid);
    }

    @Override
    public Optional<String> network(long pid) {
        return real.network(pid);
    }

    @Override
    public boolean sharesFiles(long pid) {
        return real.sharesFiles(pid);
    }

    @Override
    public Optional<String> cgroup(long pid) {
        return real.cgroup(pid);
    }
}
