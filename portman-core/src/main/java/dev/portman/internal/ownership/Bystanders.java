package dev.portman.internal.ownership;

import dev.portman.model.ProcessDescription;
import dev.portman.process.ProcessRow;
import dev.portman.process.ProgramKind;
import dev.portman.process.ProtectedPrograms;
import dev.portman.procfs.SocketLinks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Tells of processes in a tree whether they are there for the server or for somebody else's work. */
final class Bystanders {

    static final String CONTAINER = "part of a container, which portman does not stop; use the container's own stop";
    static final String LATER = "a process that was started later and apart from the server";
    private static final String WITH_ALL = ", left with everything that it started";

    private final ProcessScan scan;
    private final Ties ties;

    Bystanders(ProcessScan scan, Ties ties) {
        this.scan = scan;
        this.ties = ties;
    }

    /** Why a process is left alone for what it is: a work place, a browser, a daemon that other work shares; empty if it is none, or serves. */
    Optional<String> byKind(ProcessRow row) {
        return scan.table()
                .description(row.pid())
                .flatMap(it -> ProtectedPrograms.kindOf(it.executableName(), it.commandLine()))
                .filter(ProgramKind::isSparedInTree)
                .filter(it -> !serves(row))
                .map(it -> it.whatItIs() + WITH_ALL);
    }

    /** Whether two processes run the same file, as a program does that forks, or starts itself again as its own helper. */
    boolean runSameProgram(long one, long other) {
        Optional<Path> program = executable(one);
        return program.isPresent() && program.equals(executable(other));
    }

    private Optional<Path> executable(long pid) {
        return scan.table().description(pid).flatMap(ProcessDescription::executable);
    }

    /** Whether it belongs to a container runtime: never signalled, though what runs in the container may serve the port. */
    boolean isContainer(ProcessRow row) {
        return scan.table()
                .description(row.pid())
                .flatMap(it -> ProtectedPrograms.kindOf(it.executableName(), it.commandLine()))
                .filter(it -> it == ProgramKind.CONTAINER_RUNTIME)
                .isPresent();
    }

    String name(long pid) {
        return scan.table().description(pid).map(ProcessDescription::name).orElse("?");
    }

    /** Whether it came after the server was ready. */
    boolean isLater(ProcessRow row) {
        OptionalLong readyAt = ties.launch().readyAt();
        return readyAt.isPresent() && row.startTicks() > readyAt.getAsLong();
    }

    /** Whether it holds a socket that listens on the port, made by it or inherited. */
    boolean holdsPort(ProcessRow row) {
        return SocketLinks.heldBy(row.pid(), ties.sockets().onPort()).length > 0;
    }

    /**
     * Whether a process or one of its descendants serves the port: it holds a listening socket there that it did not just inherit from those
     * that opened it.
     */
    private boolean serves(ProcessRow row) {
        long[] listening = ties.sockets().onPort();
        if (listening.length == 0) {
            return false;
        }
        List<Long> inherited = new ArrayList<>();
        for (ProcessRow above : ancestors(row)) {
            for (long inode : SocketLinks.heldBy(above.pid(), listening)) {
                inherited.add(inode);
            }
        }
        return scan.rows().values().stream()
                .filter(it -> it.pid() == row.pid() || ancestors(it).contains(row))
                .anyMatch(it -> holdsOther(it.pid(), listening, inherited));
    }

    private static boolean holdsOther(long pid, long[] listening, List<Long> inherited) {
        for (long inode : SocketLinks.heldBy(pid, listening)) {
            if (!inherited.contains(inode)) {
                return true;
            }
        }
        return false;
    }

    private List<ProcessRow> ancestors(ProcessRow row) {
        List<ProcessRow> found = new ArrayList<>();
        ProcessRow above = scan.rows().get(row.parent());
        while (above != null && above.pid() > 1 && !found.contains(above)) {
            found.add(above);
            above = scan.rows().get(above.parent());
        }
        return found;
    }
}
