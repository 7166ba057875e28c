package dev.portman.holder;

import dev.portman.model.PortHolder;
import dev.portman.model.ProcessIdentity;
import dev.portman.process.Member;
import dev.portman.process.ProcessRow;
import dev.portman.process.ProcessTable;
import dev.portman.process.Proof;
import dev.portman.process.Target;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The holders of one port that portman did not start, as a target: whoever listens on the very sockets that were inspected. A process that
 * has closed them holds nothing of ours to ask for, and is left alone.
 */
public final class PortListeners implements Target {

    private final int port;
    private final List<PortHolder> holders;
    private final Set<Long> inspected = new HashSet<>();
    private final HolderFinder finder;
    private final ProcessTable table;

    /**
     * The listeners that were inspected.
     *
     * @param port on which they listen
     * @param holders as they were inspected; masters before workers
     * @param finder to look for them again
     * @param table to see who they are
     */
    public PortListeners(int port, List<PortHolder> holders, HolderFinder finder, ProcessTable table) {
        this.port = port;
        this.holders = List.copyOf(holders);
        this.finder = finder;
        this.table = table;
        holders.forEach(holder -> inspected.addAll(holder.socketInodes()));
    }

    @Override
    public List<Member> found() {
        return membersAmong(holders);
    }

    @Override
    public List<Member> members() {
        return membersAmong(finder.holders(port).visibleHolders());
    }

    private List<Member> membersAmong(List<PortHolder> candidates) {
        return candidates.stream()
                .filter(this::holdsInspectedSocket)
                .map(holder -> new Member(holder.identity(), session(holder), Member.Evidence.SOCKET))
                .toList();
    }

    @Override
    public Proof prove(Member member) {
        Optional<ProcessIdentity> now = table.identity(member.pid());
        if (now.isEmpty()) {
            return new Proof.Gone();
        }
        Optional<String> difference = member.identity().differenceTo(now.get());
        if (difference.isPresent()) {
            return new Proof.Doubt(difference.get());
        }
        return finder.ownerOf(port, member.identity())
                                .filter(this::holdsInspectedSocket)
                                .isPresent()
                        || members().stream().anyMatch(member::equals)
                ? new Proof.Proven()
                : new Proof.Gone();
    }

    /** A server may take its time to finish what is under way; the port is free by then. */
    @Override
    public boolean hasLetGo(Member member) {
        return prove(member) instanceof Proof.Gone;
    }

    private boolean holdsInspectedSocket(PortHolder holder) {
        return !Collections.disjoint(holder.socketInodes(), inspected);
    }

    private long session(PortHolder holder) {
        return table.row(holder.pid()).map(ProcessRow::session).orElse(ProcessRow.UNTOLD);
    }
}
