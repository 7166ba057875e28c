package dev.portman.internal.ownership;

import dev.portman.model.ProcessDescription;
import dev.portman.process.ProcessRow;
import dev.portman.process.ProgramKind;
import dev.portman.process.ProtectedPrograms;
import dev.portman.procfs.SocketLinks;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Tells of processes in a tree whether they are there for the server or for somebody else's work. */
final class Bystanders {

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

    /** The container whose runtime it belongs to. */
    Optional<Container> container(ProcessRow row) {
        return scan.table().description(row.pid()).flatMap(it -> Containers.of(row.pid(), it));
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
     * Whether a process, or one that it started, listens on the port by a socket of its own. What anybody else of the launch holds, too, and what
     * was there before it began, was only handed down to it: few programs close what those that they start have no use for.
     */
    private boolean serves(ProcessRow row) {
        long[] listening = ties.sockets().onPort();
        if (listening.length == 0) {
            return false;
        }
        Set<Long> held = new HashSet<>();
        Set<Long> handedDown = isLater(row) ? new HashSet<>(ties.launch().sockets()) : new HashSet<>();
        for (ProcessRow each : scan.rows().values()) {
            boolean inside = isOf(each, row);
            if (inside || !ties.precedes(each)) {
                for (long inode : SocketLinks.heldBy(each.pid(), listening)) {
                    (inside ? held : handedDown).add(inode);
                }
            }
        }
        held.removeAll(handedDown);
        return !held.isEmpty();
    }

    /** Whether it is that process, descends from it, or is in the session that it leads. */
    private boolean isOf(ProcessRow row, ProcessRow head) {
        Set<Long> seen = new HashSet<>();
        ProcessRow above = row;
        while (above != null && above.pid() > 1 && seen.add(above.pid())) {
            if (above.pid() == head.pid() || above.session() == head.pid()) {
                return true;
            }
            above = scan.rows().get(above.parent());
        }
        return false;
    }
}
