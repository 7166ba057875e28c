package dev.portman.health;

import dev.portman.holder.HolderFinder;
import dev.portman.model.Holders;
import dev.portman.model.PortHolder;
import dev.portman.model.ServerRecord;
import dev.portman.process.Member;
import dev.portman.process.ProcessTable;
import dev.portman.process.ServerTree;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Shows that every listener on a server's port belongs to its tree: otherwise somebody else answers, and "ready" would be a lie. */
public final class ListenerProof {

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
     * @param detail why it is not proven, in words; empty if it is
     */
    public record Sight(boolean proven, Set<Long> socketInodes, String detail) {}

    /** Looks at the recorded port. */
    public Sight look(ServerRecord server) {
        return look(server, server.assigned().port());
    }

    /** Looks at any port that the server may have opened. */
    public Sight look(ServerRecord server, int port) {
        Set<Long> sole = server.leader().isPresent()
                ? finder.soleSockets(port, server.leader().get())
                : Set.of();
        return sole.isEmpty() ? lookAtAll(server, port) : new Sight(true, sole, "");
    }

    private Sight lookAtAll(ServerRecord server, int port) {
        Holders holders = finder.holders(port);
        if (holders instanceof Holders.Known known) {
            return judge(known.holders(), members(server), port);
        }
        if (holders instanceof Holders.CannotTell hidden) {
            return unproven("port " + port + " is listened on, but it cannot be told by whom: " + hidden.reason());
        }
        return holders instanceof Holders.LookFailed failed
                ? unproven("looking for the listener of port " + port + " failed: " + failed.reason())
                : unproven("nobody listens on port " + port);
    }

    /** On which ports the tree listens, whatever it was asked for. */
    public Set<Integer> portsOf(ServerRecord server) {
        Set<Long> members = members(server);
        Set<Integer> ports = new TreeSet<>();
        finder.holders(finder.listeningPorts()).forEach((port, holders) -> {
            if (holders.visibleHolders().stream().anyMatch(holder -> members.contains(holder.pid()))) {
                ports.add(port);
            }
        });
        return ports;
    }

    private Set<Long> members(ServerRecord server) {
        return new ServerTree(server, table).members().stream().map(Member::pid).collect(Collectors.toSet());
    }

    private static Sight judge(List<PortHolder> holders, Set<Long> members, int port) {
        Optional<PortHolder> stranger = holders.stream()
                .filter(holder -> !members.contains(holder.pid()))
                .findFirst();
        if (stranger.isPresent()) {
            PortHolder other = stranger.get();
            return unproven("port " + port + " is answered by pid " + other.pid() + " ("
                    + other.description().name() + "), which is not part of this server");
        }
        Set<Long> inodes = new HashSet<>();
        holders.forEach(holder -> inodes.addAll(holder.socketInodes()));
        return new Sight(true, Set.copyOf(inodes), "");
    }

    private static Sight unproven(String detail) {
        return new Sight(false, Set.of(), detail);
    }
}
