package dev.portman.internal.ownership;

import dev.portman.model.ProcessDescription;
import dev.portman.process.ProcessRow;
import dev.portman.process.ProgramKind;
import dev.portman.process.ProtectedPrograms;
import dev.portman.procfs.SocketLinks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells of processes in a tree whether they are there for the server or for somebody else's work. */
final class Bystanders {

    static final String CONTAINER = "part of a container, which portman does not stop; use the container's own stop";
    private static final String LATER = "a process that was started later and apart from the server";
    private static final String WITH_ALL = ", left with everything that it started";

    private final ProcessScan scan;
    private final RecordedSockets sockets;

    Bystanders(ProcessScan scan, RecordedSockets sockets) {
        this.scan = scan;
        this.sockets = sockets;
    }

    /** Why a process is left alone, if it is: by what it is, or since it came later and nothing but inheritance ties it. */
    Optional<String> reason(ProcessRow row, boolean later) {
        Optional<String> byName = scan.table()
                .description(row.pid())
                .flatMap(Bystanders::kind)
                .filter(ProgramKind::isSparedInTree)
                .map(it -> it.whatItIs() + WITH_ALL);
        return byName.isPresent() || !later ? byName : Optional.of(LATER);
    }

    /** Whether it belongs to a container runtime: never signalled, though what runs in the container may serve the port. */
    boolean isContainer(ProcessRow row) {
        return scan.table()
                .description(row.pid())
                .flatMap(Bystanders::kind)
                .filter(it -> it == ProgramKind.CONTAINER_RUNTIME)
                .isPresent();
    }

    String name(long pid) {
        return scan.table().description(pid).map(ProcessDescription::name).orElse("?");
    }

    /**
     * Whether a process or one of its descendants serves the port: it holds a listening socket there that it did not just inherit from those
     * that opened it.
     */
    boolean serves(ProcessRow row) {
        long[] listening = sockets.onPort();
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

    private static Optional<ProgramKind> kind(ProcessDescription description) {
        return ProtectedPrograms.kindOf(description.executableName(), description.commandLine());
    }
}
