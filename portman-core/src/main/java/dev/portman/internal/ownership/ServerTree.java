package dev.portman.internal.ownership;

import dev.portman.model.ProcessIdentity;
import dev.portman.model.ServerRecord;
import dev.portman.model.Termination;
import dev.portman.process.Member;
import dev.portman.process.ProcessRow;
import dev.portman.process.ProcessTable;
import dev.portman.process.Proof;
import dev.portman.process.Target;
import java.util.List;
import java.util.Optional;

/**
 * Every process that belongs to one launch: its leader, what carries its cookie or mark, what shares the session of the proven leader or
 * listener or holds a socket of its, and all descendants of those; without what it merely opened, see {@link TreeScan}. A wrapper that has
 * ended does not hide what it started.
 */
public final class ServerTree implements Target {

    private final Launch launch;
    private final ProcessTable table;
    private final RecordedSockets sockets;
    private final Ties ties;
    private final Sightings seen = new Sightings();

    private Optional<TreeScan> latest = Optional.empty();

    /**
     * The tree of a recorded server.
     *
     * @param server its record
     * @param table where to look
     */
    public ServerTree(ServerRecord server, ProcessTable table) {
        this(Launch.of(server), table);
    }

    /** The tree of any launch. */
    public ServerTree(Launch launch, ProcessTable table) {
        this.launch = launch;
        this.table = table;
        this.sockets = new RecordedSockets(launch);
        this.ties = new Ties(launch, table, sockets);
    }

    @Override
    public List<Member> members() {
        TreeScan scan = scan();
        latest = Optional.of(scan);
        List<Member> members = scan.members();
        seen.keep(members);
        scan.keepFor(seen);
        return members;
    }

    @Override
    public List<Termination.Spared> bystanders() {
        return latest.map(TreeScan::bystanders).orElseGet(() -> scan().bystanders());
    }

    /** A look at all processes now: members and bystanders of the same moment. */
    public TreeScan scan() {
        return new TreeScan(ties, new ProcessScan(table), seen);
    }

    @Override
    public Proof prove(Member member) {
        Optional<ProcessRow> row = table.row(member.pid());
        if (row.isEmpty() || row.get().isGone()) {
            return new Proof.Gone();
        }
        Optional<ProcessIdentity> now = table.identity(member.pid());
        if (now.isEmpty()) {
            return isGone(member.pid()) ? new Proof.Gone() : new Proof.Doubt("its identity cannot be read");
        }
        Optional<String> difference = member.identity().differenceTo(now.get());
        if (difference.isPresent()) {
            return new Proof.Doubt(difference.get());
        }
        return isTied(member, row.get())
                ? new Proof.Proven()
                : new Proof.Doubt("nothing ties pid " + member.pid() + " to " + launch.name() + " any more");
    }

    private boolean isGone(long pid) {
        return table.row(pid).map(ProcessRow::isGone).orElse(true);
    }

    private boolean isTied(Member member, ProcessRow now) {
        if (ties.carriesCookie(member.pid()) || ties.carriesMark(member.pid())) {
            return true;
        }
        return switch (member.evidence()) {
            case LEADER -> ties.isLeader(now);
            case SESSION -> now.session() == member.session() && seen.wasInSession(member);
            case DESCENT -> now.session() == member.session();
            case SOCKET -> sockets.look() && sockets.isHeldBy(member.pid());
            case COOKIE, MARK -> false;
        };
    }
}
