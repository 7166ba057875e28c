package dev.portman.process;

import dev.portman.model.ProcessDescription;
import dev.portman.model.ProcessIdentity;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The process table where there is no {@code /proc}: what the JDK tells. No sessions, no environments, no states; processes are then
 * proven by descent and by their sockets only. Start ticks are milliseconds since the epoch here.
 */
final class HandleProcessTable implements ProcessTable {

    @Override
    public Optional<ProcessRow> row(long pid) {
        return ProcessHandle.of(pid).map(HandleProcessTable::rowOf);
    }

    @Override
    public List<ProcessRow> rows() {
        return ProcessHandle.allProcesses().map(HandleProcessTable::rowOf).toList();
    }

    @Override
    public Optional<ProcessIdentity> identity(long pid) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .flatMap(handle -> handle.info().startInstant().map(Instant::toEpochMilli))
                .map(start -> new ProcessIdentity(pid, start, "", "", uidOf(pid)));
    }

    @Override
    public Optional<ProcessDescription> description(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::info).map(HandleProcessTable::describe);
    }

    @Override
    public Optional<String> cookie(long pid) {
        return Optional.empty();
    }

    @Override
    public OptionalLong mark(long pid) {
        return OptionalLong.empty();
    }

    @Override
    public long now() {
        return System.currentTimeMillis();
    }

    @Override
    public boolean showsItsEnvironment(long pid) {
        return false;
    }

    @Override
    public Optional<String> network(long pid) {
        return Optional.empty();
    }

    @Override
    public Optional<String> cgroup(long pid) {
        return Optional.empty();
    }

    /** The JDK knows users by name only: our own are 0, all others 1, so that the rule about other users still works. */
    private static long uidOf(long pid) {
        Optional<String> ours = ProcessHandle.current().info().user();
        Optional<String> theirs =
                ProcessHandle.of(pid).flatMap(handle -> handle.info().user());
        return ours.isPresent() && ours.equals(theirs) ? 0 : 1;
    }

    private static ProcessDescription describe(ProcessHandle.Info info) {
        Optional<Path> executable = info.command().map(Path::of);
        String name = executable.map(Path::getFileName).map(Path::toString).orElse("?");
        List<String> arguments = info.arguments().map(Arrays::asList).orElse(List.of());
        return new ProcessDescription(
                name, "", info.user().orElse("?"), info.startInstant(), arguments, executable, Optional.empty());
    }

    private static ProcessRow rowOf(ProcessHandle handle) {
        long start = handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        long parent = handle.parent().map(ProcessHandle::pid).orElse(0L);
        ProcessRow.Life life = handle.isAlive() ? ProcessRow.Life.ALIVE : ProcessRow.Life.GONE;
        return new ProcessRow(handle.pid(), parent, ProcessRow.UNTOLD, start, life, false);
    }
}
