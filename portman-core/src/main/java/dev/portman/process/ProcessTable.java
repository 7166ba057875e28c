package dev.portman.process;

import dev.portman.model.ProcessDescription;
import dev.portman.model.ProcessIdentity;
import dev.portman.procfs.ProcFiles;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** "Who is pid N?", the question whose answer differs by operating system. Every answer is of the moment and may be stale at once. */
public interface ProcessTable {

    /** The name of the cookie in a server's environment. */
    String COOKIE_VARIABLE = "PORTMAN_ID";

    /** The name of what a guardian carries, and whatever it starts: the number of the process that it watches over. */
    String GUARDIAN_VARIABLE = "PORTMAN_GUARDIAN";

    /** The row of one process; empty if there is none, a zombie is there but gone. */
    Optional<ProcessRow> row(long pid);

    /** All processes that can be seen; what one of them has started while they were read is among them. */
    List<ProcessRow> rows();

    /** Those with a higher number than {@code pid}, as what it starts has as a rule; the cost does not depend on how many others there are. */
    default List<ProcessRow> rowsAbove(long pid) {
        return rows().stream().filter(row -> row.pid() > pid).toList();
    }

    /** Who it is; empty if it has ended or cannot be read as a whole, which is no proof of anything. */
    Optional<ProcessIdentity> identity(long pid);

    /** How people know it; empty if it has ended. */
    Optional<ProcessDescription> description(long pid);

    /** Its {@value #COOKIE_VARIABLE}; empty if it carries none or its environment cannot be read. */
    Optional<String> cookie(long pid);

    /**
     * The number that a launch has put on it and on everything that descends from it, see {@link Mark}; empty if it has none, or it cannot be
     * read. Everybody may read it, and its user may lower it: the right number proves, another one proves nothing.
     */
    OptionalLong mark(long pid);

    /**
     * Whether the user whose rights it has is the one who started it; false for a program that anybody may run with the rights of its owner,
     * such as passwd(1), and where that cannot be told.
     */
    default boolean actsForItsOwnUser(long pid) {
        return true;
    }

    /** The time of this moment, in the unit of {@link ProcessRow#startTicks()}. */
    long now();

    /** Whether it is a guardian, or was started by one: it descends from a build, and outlives it on purpose. */
    default boolean isGuardian(long pid) {
        return false;
    }

    /**
     * Whether it shows an environment that it did not overwrite, so that a cookie missing there is missing indeed. False where that cannot be
     * told: unreadable, empty, or used for another purpose (nginx keeps its title there).
     */
    boolean showsItsEnvironment(long pid);

    /** The network namespace in which its ports are; empty where there is none or it cannot be read. */
    Optional<String> network(long pid);

    /** Whether a path names the same for it as for us; false where that cannot be told. Systems without mount namespaces have one tree. */
    default boolean sharesFiles(long pid) {
        return true;
    }

    /** The cgroup it belongs to; empty where there is none or it cannot be read. */
    Optional<String> cgroup(long pid);

    /** The table of this machine; the only place of this package where the operating system is asked for. */
    static ProcessTable forThisSystem() {
        return ProcFiles.isAvailable() ? new ProcProcessTable() : new HandleProcessTable();
    }

    /** Who we are. */
    default ProcessIdentity self() {
        return readable(identity(ProcessHandle.current().pid()));
    }

    /** Without an identity of our own nobody can be told from us. */
    static ProcessIdentity readable(Optional<ProcessIdentity> self) {
        if (self.isEmpty()) {
            throw new IllegalStateException("this process cannot read its own identity");
        }
        return self.get();
    }
}
