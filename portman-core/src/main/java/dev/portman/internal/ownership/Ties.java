package dev.portman.internal.ownership;

import dev.portman.model.ProcessIdentity;
import dev.portman.process.ProcessRow;
import dev.portman.process.ProcessTable;
import java.util.Optional;
import java.util.OptionalLong;

/** What ties one process by itself to a launch, without regard to its relatives; each question is asked of the process anew. */
final class Ties {

    private final Launch launch;
    private final ProcessTable table;
    private final RecordedSockets sockets;
    private final ProcessIdentity here;

    Ties(Launch launch, ProcessTable table, RecordedSockets sockets) {
        this.launch = launch;
        this.table = table;
        this.sockets = sockets;
        this.here = table.self();
    }

    Launch launch() {
        return launch;
    }

    RecordedSockets sockets() {
        return sockets;
    }

    /** Whether it is the leader, as recorded, be it as a zombie: it owns its session until it is reaped. Pid and start alone prove nothing. */
    boolean isLeader(ProcessRow row) {
        return launch.leader()
                        .filter(it -> it.pid() == row.pid()
                                && it.startTicks() == row.startTicks()
                                && it.bootId().equals(here.bootId())
                                && it.namespaces().equals(here.namespaces()))
                        .isPresent()
                && isTiedLeader(row);
    }

    /** A leader may have lost its cookie by overwriting its environment, never by showing another one. */
    private boolean isTiedLeader(ProcessRow row) {
        return carriesCookie(row.pid())
                || (launch.mark().isPresent() && table.mark(row.pid()).equals(launch.mark()))
                || sockets.isHeldBy(row.pid())
                || (leadsSession(row) && !table.showsItsEnvironment(row.pid()));
    }

    private static boolean leadsSession(ProcessRow row) {
        return row.session() == row.pid() || row.session() == ProcessRow.UNTOLD;
    }

    /** Whether it is too old: nothing of a launch is older than whoever launched it. Spares reading what all others carry. */
    boolean precedes(ProcessRow row) {
        return row.startTicks() < launch.starter().startTicks();
    }

    boolean carriesCookie(long pid) {
        return isOurs(table.cookie(pid));
    }

    boolean isOurs(Optional<String> cookie) {
        return cookie.filter(launch.cookie()::equals).isPresent();
    }

    /**
     * Whether it carries the mark and is of our own user: everybody may read the number, and another user may set it on processes of his
     * own, also before they get our rights by a program that anybody may run, so that his need a second proof.
     */
    boolean carriesMark(long pid) {
        return isOurs(pid, table.mark(pid));
    }

    boolean isOurs(long pid, OptionalLong mark) {
        return mark.isPresent()
                && mark.equals(launch.mark())
                && table.identity(pid).filter(it -> it.uid() == here.uid()).isPresent()
                && table.actsForItsOwnUser(pid);
    }

    /** Whether a mark was set by another launch; that which this process has itself is on everything around it. */
    boolean isOfAnotherLaunch(OptionalLong mark) {
        return mark.isPresent() && !mark.equals(launch.mark()) && !mark.equals(table.mark(here.pid()));
    }

    /** Whether a process lives in another pid or time namespace, so that its number means something else there. */
    boolean isElsewhere(ProcessIdentity process) {
        return !process.namespaces().equals(here.namespaces());
    }

    long ownSession() {
        return table.row(here.pid()).map(ProcessRow::session).orElse(ProcessRow.UNTOLD);
    }
}
