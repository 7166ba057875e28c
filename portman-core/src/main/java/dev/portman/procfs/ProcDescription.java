package dev.portman.procfs;

import dev.portman.model.ProcessDescription;
import dev.portman.model.ProcessIdentity;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** Makes the model's values of a process from /proc, in one place, so that every part sees the same process the same way. */
public final class ProcDescription {

    private ProcDescription() {}

    /** How people know the process of {@code stat}; what cannot be read, or is gone by now, is left empty. */
    public static ProcessDescription of(ProcStat stat) {
        long pid = stat.pid();
        Optional<Path> executable = ProcFiles.executable(pid);
        OptionalLong uid = ProcFiles.uid(pid);
        return new ProcessDescription(
                name(stat, executable),
                uid.isPresent() ? UserNames.ofProcess(pid, uid.getAsLong()) : "?",
                ProcFiles.startedAt(stat),
                ProcFiles.commandLine(pid),
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

    private static String name(ProcStat stat, Optional<Path> executable) {
        if (executable.isEmpty()) {
            return stat.comm();
        }
        Path file = executable.get().getFileName();
        return file == null ? stat.comm() : file.toString();
    }
}
