package dev.portman.procfs;

import dev.portman.model.ProcessDescription;
import dev.portman.model.ProcessIdentity;
import dev.portman.model.ProcessTitle;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Makes the model's values of a process from /proc, in one place, so that every part sees the same process the same way. */
public final class ProcDescription {

    private static final int COMM_LENGTH = 15;

    private ProcDescription() {}

    /** How people know the process of {@code stat}; what cannot be read, or is gone by now, is left empty. */
    public static ProcessDescription of(ProcStat stat) {
        long pid = stat.pid();
        Optional<Path> executable = ProcFiles.executable(pid);
        OptionalLong uid = ProcFiles.uid(pid);
        List<String> commandLine = ProcFiles.commandLine(pid);
        return new ProcessDescription(
                name(stat.comm(), executable, commandLine),
                stat.comm(),
                uid.isPresent() ? UserNames.ofProcess(pid, uid.getAsLong()) : "?",
                ProcFiles.startedAt(stat),
                commandLine,
                executable,
                ProcFiles.workingDirectory(pid));
    }

    /**
     * Who {@code pid} is now. The start is read before and after everything else, so that all of it belongs to one process.
     * Empty if it is gone (a zombie is), or any part is unreadable: then nothing can be proved about it.
     */
    public static Optional<ProcessIdentity> identity(long pid) {
        Optional<ProcStat> before = ProcStat.read(pid);
        if (before.isEmpty() || before.get().isGone()) {
            return Optional.empty();
        }
        OptionalLong uid = ProcFiles.uid(pid);
        String namespaces = ProcFiles.namespaces(pid);
        String bootId = ProcFiles.bootId();
        Optional<ProcStat> after = ProcStat.read(pid);
        if (uid.isEmpty() || namespaces.isEmpty() || bootId.isEmpty() || after.isEmpty()) {
            return Optional.empty();
        }
        long ticks = before.get().startTicks();
        return after.get().startTicks() == ticks && !after.get().isGone()
                ? Optional.of(new ProcessIdentity(pid, ticks, bootId, namespaces, uid.getAsLong()))
                : Optional.empty();
    }

    /**
     * The file's, unless kernel and title agree on another one: Debian's {@code redis-server} is a link to {@code redis-check-rdb}, and
     * nobody knows it by that.
     */
    static String name(String comm, Optional<Path> executable, List<String> commandLine) {
        Path file = executable.isPresent() ? executable.get().getFileName() : null;
        if (file == null) {
            return comm;
        }
        String own = file.toString();
        String title = ProcessTitle.program(commandLine);
        boolean known = !title.isEmpty() && isShortOf(comm, title);
        return known && !isShortOf(comm, own) ? title : own;
    }

    /** The kernel keeps 15 bytes of a name (TASK_COMM_LEN of proc(5)). */
    private static boolean isShortOf(String comm, String name) {
        return comm.equals(name) || (comm.length() == COMM_LENGTH && name.startsWith(comm));
    }
}
