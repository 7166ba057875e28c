package dev.portman.health;

import dev.portman.holder.HolderFinder;
import dev.portman.internal.ownership.Container;
import dev.portman.internal.ownership.Containers;
import dev.portman.internal.ownership.ServerTree;
import dev.portman.internal.ownership.TreeScan;
import dev.portman.model.Holders;
import dev.portman.model.PortHolder;
import dev.portman.model.ProcessIdentity;
import dev.portman.model.ServerRecord;
import dev.portman.process.Member;
import dev.portman.process.ProcessTable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Shows that every listener on a server's port belongs to its tree: otherwise somebody else answers, and "ready" would be a lie. */
public final class ListenerProof {

    private static final long ROOT = 0;

    private final HolderFinder finder;
    private final ProcessTable table;

    /**
     * A proof by looking.
     *
     * @param finder who listens
     * @param table who belongs to the tree
     */
    public ListenerProof(HolderFinder finder, ProcessTable table) {
        this.finder = finder;
        this.table = table;
    }

    /**
     * What was seen.
     *
     * @param proven whether somebody listens and all who do are ours
     * @param socketInodes of our listeners
     * @param serving the master of our listeners; empty if it is not proven
     * @param detail why it is not proven, in words; empty if it is
     * @param container that the server has started and that listens in its place
     */
    public record Sight(
            boolean proven,
            Set<Long> socketInodes,
            Optional<ProcessIdentity> serving,
            String detail,
            Optional<Container> container) {

        private static Sight proven(Set<Long> socketInodes, Optional<ProcessIdentity> serving) {
            return new Sight(true, Set.copyOf(socketInodes), serving, "", Optional.empty());
        }

        private static Sight unproven(String detail) {
            return new Sight(false, Set.of(), Optional.empty(), detail, Optional.empty());
        }

        private Sight by(Optional<Container> answering) {
            return new Sight(proven, socketInodes, serving, detail, answering);
        }
    }

    /** Looks at the recorded port. */
    public Sight look(ServerRecord server) {
        return look(server, server.assigned().port());
    }

    /** Looks at any port that the server may have opened. */
    public Sight look(ServerRecord server, int port) {
        Set<Long> sole = server.leader().isPresent()
                ? finder.soleSockets(port, server.leader().get())
                : Set.of();
        return sole.isEmpty() ? lookAtAll(server, port) : Sight.proven(sole, server.leader());
    }

    private Sight lookAtAll(ServerRecord server, int port) {
        Holders holders = finder.holders(port);
        if (holders instanceof Holders.Known known) {
            return judge(known.holders(), scan(server), port);
        }
        if (holders instanceof Holders.CannotTell hidden) {
            return judgeHidden(hidden, scan(server), port);
        }
        return holders instanceof Holders.LookFailed failed
                ? Sight.unproven("looking for the listener of port " + port + " failed: " + failed.reason())
                : Sight.unproven("nobody listens on port " + port);
    }

    /** On which ports the tree listens, whatever it was asked for. */
    public Set<Integer> portsOf(ServerRecord server) {
        Set<Long> members = pids(scan(server));
        Set<Integer> ports = new TreeSet<>();
        finder.holders(finder.listeningPorts()).forEach((port, holders) -> {
            if (holders.visibleHolders().stream().anyMatch(holder -> members.contains(holder.pid()))) {
                ports.add(port);
            }
        });
        return ports;
    }

    /** The process that serves: the master of the proven listeners, else the first member; empty if nothing of the server lives. */
    public Optional<ProcessIdentity> serving(ServerRecord server) {
        return look(server)
                .serving()
                .or(() -> scan(server).members().stream().map(Member::identity).findFirst());
    }

    private TreeScan scan(ServerRecord server) {
        return new ServerTree(server, table).scan();
    }

    private static Set<Long> pids(TreeScan scan) {
        return scan.members().stream().map(Member::pid).collect(Collectors.toSet());
    }

    private static Sight judge(List<PortHolder> holders, TreeScan scan, int port) {
        Set<Long> members = pids(scan);
        List<PortHolder> ours =
                holders.stream().filter(it -> members.contains(it.pid())).toList();
        Set<Long> inodes = new HashSet<>();
        ours.forEach(holder -> inodes.addAll(holder.socketInodes()));
        Optional<PortHolder> stranger = holders.stream()
                .filter(it -> !ours.contains(it))
                .filter(it -> !(inodes.containsAll(it.socketInodes()) && wasOnlyOpened(it, scan)))
                .findFirst();
        if (stranger.isPresent() || ours.isEmpty()) {
            PortHolder other = stranger.orElse(holders.get(0));
            return Sight.unproven("port " + port + " is answered by pid " + other.pid() + " ("
                            + other.description().name() + "), which is " + relation(other, scan))
                    .by(scan.container(other.identity()));
        }
        return Sight.proven(inodes, Optional.of(ours.get(0).identity()));
    }

    /** Such a one that has the server's very socket was opened by a server that hands its sockets down, and has no use for it. */
    private static boolean wasOnlyOpened(PortHolder holder, TreeScan scan) {
        return scan.reasonToLeave(holder.identity()).isPresent();
    }

    private static String relation(PortHolder stranger, TreeScan scan) {
        return scan.reasonToLeave(stranger.identity())
                .orElseGet(() -> "not part of this server"
                        + Containers.of(stranger.pid(), stranger.description())
                                .map(it -> ", but of " + it.title() + "; " + it.wayOut())
                                .orElse(""));
    }

    /**
     * A root without CAP_SYS_PTRACE sees neither environment nor sockets of other users. Listeners that it cannot see are taken for the
     * server's if the server has a member, proven otherwise, that hides what it holds, and if the sockets are those that were recorded, or were
     * made by that member's user, or by root before it changed its user, and no other process of that user can have been faster.
     */
    private Sight judgeHidden(Holders.CannotTell hidden, TreeScan scan, int port) {
        String detail = "port " + port + " is listened on, but it cannot be told by whom: " + hidden.reason();
        if (table.self().uid() != ROOT) {
            return Sight.unproven(detail);
        }
        Map<Long, Long> sockets = finder.socketUsers(port);
        Map<Long, Long> unseen = new HashMap<>(sockets);
        hidden.visible().forEach(it -> unseen.keySet().removeAll(it.socketInodes()));
        List<ProcessIdentity> hiding = hiding(scan.members().stream().map(Member::identity));
        boolean ours = !hiding.isEmpty()
                && !unseen.isEmpty()
                && pids(scan)
                        .containsAll(
                                hidden.visible().stream().map(PortHolder::pid).toList())
                && (scan.areRecorded(unseen.keySet()) || areOf(hiding, scan, Set.copyOf(unseen.values())));
        return ours
                ? Sight.proven(sockets.keySet(), Optional.of(hiding.get(0)))
                : Sight.unproven(detail + "; a server that stays in the foreground can be told from others");
    }

    /** Whether sockets of some users can be those of members, and of nobody else who has the user of one. */
    private boolean areOf(List<ProcessIdentity> hiding, TreeScan scan, Set<Long> makers) {
        Set<Long> users = hiding.stream().map(ProcessIdentity::uid).collect(Collectors.toSet());
        return makers.stream().allMatch(it -> it == ROOT || users.contains(it))
                && hiding(scan.othersSinceLaunch().stream()).stream().noneMatch(it -> users.contains(it.uid()));
    }

    private List<ProcessIdentity> hiding(Stream<ProcessIdentity> processes) {
        return processes.filter(it -> finder.isHidden(it.pid())).toList();
    }
}
