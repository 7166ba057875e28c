package dev.portman.holder;

import dev.portman.model.Holders;
import dev.portman.model.PortHolder;
import dev.portman.model.ProcessIdentity;
import dev.portman.procfs.ProcDescription;
import dev.portman.procfs.SocketLine;
import dev.portman.procfs.SocketLinks;
import dev.portman.procfs.SocketTable;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Finds holders on Linux from /proc alone: no external command to find, to wait for or to be fooled by. */
final class ProcHolderFinder implements HolderFinder {

    private final SocketTable table;

    ProcHolderFinder() {
        this(SocketTable.ofThisSystem());
    }

    ProcHolderFinder(SocketTable table) {
        this.table = table;
    }

    @Override
    public Optional<PortHolder> ownerOf(int port, ProcessIdentity hint) {
        Optional<SeenProcess> process = SeenProcess.inProc(hint.pid());
        if (process.isEmpty() || !hint.isSameProcessAs(process.get().identity())) {
            return Optional.empty();
        }
        try {
            Optional<SocketLine> first = table.firstListener(port);
            if (first.isEmpty()) {
                return Optional.empty();
            }
            Optional<PortHolder> owner = heldBy(process.get(), List.of(first.get()));
            // With SO_REUSEPORT, or one socket per IP version, the first socket may be somebody else's.
            return owner.isPresent() ? owner : heldBy(process.get(), table.listeners(port));
        } catch (IOException unreadable) {
            // Without the table nothing is proved, which is what empty means here; holders() reports the reason.
            return Optional.empty();
        }
    }

    @Override
    public boolean isOwnedBy(ProcessIdentity hint, int port) {
        try {
            Optional<SocketLine> first = table.firstListener(port);
            return first.isPresent()
                    && (holdsOne(hint.pid(), List.of(first.get())) || holdsOne(hint.pid(), table.listeners(port)))
                    && isStill(hint);
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** Asked after the sockets: what was seen before is true of this process then. */
    private static boolean isStill(ProcessIdentity hint) {
        Optional<ProcessIdentity> now = ProcDescription.identity(hint.pid());
        return now.isPresent() && hint.isSameProcessAs(now.get());
    }

    private static boolean holdsOne(long pid, List<SocketLine> listeners) {
        for (SocketLine listener : listeners) {
            if (SocketLinks.heldBy(pid, new long[] {listener.inode()}).length > 0) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Map<Integer, Holders> holders(Set<Integer> ports) {
        Map<Integer, Holders> answers = new HashMap<>();
        try {
            ListenerScan scan = ListenerScan.of(table.listeners(ports));
            List<SocketLine> now = List.of();
            if (!scan.isComplete()) {
                // A socket may have been passed on, or closed, while we walked: only a second look tells that from
                // hiding.
                scan = ListenerScan.of(table.listeners(ports));
                now = scan.isComplete() ? now : table.listeners(ports);
            }
            for (int port : ports) {
                answers.put(port, scan.holders(port, now));
            }
        } catch (IOException unreadable) {
            for (int port : ports) {
                answers.put(
                        port,
                        new Holders.LookFailed("/proc/net/tcp: ".concat(String.valueOf(unreadable.getMessage()))));
            }
        }
        return answers;
    }

    @Override
    public Set<Integer> listeningPorts() {
        try {
            return table.allListeningPorts();
        } catch (IOException unreadable) {
            // Only a hint where to begin the search for a free port; the bind that follows decides.
            return Set.of();
        }
    }

    @Override
    public boolean isListening(int port) {
        try {
            return table.firstListener(port).isPresent();
        } catch (IOException unreadable) {
            // As far as we can see, which is nowhere: the bind that the caller tries decides.
            return false;
        }
    }

    @Override
    public OptionalInt connections(int port) {
        try {
            return OptionalInt.of(table.connections(port).size());
        } catch (IOException unreadable) {
            // Exactly what empty means.
            return OptionalInt.empty();
        }
    }

    private static Optional<PortHolder> heldBy(SeenProcess process, List<SocketLine> listeners) {
        FoundHolders found = new FoundHolders();
        long pid = process.identity().pid();
        int port = 0;
        for (SocketLine listener : listeners) {
            if (SocketLinks.heldBy(pid, new long[] {listener.inode()}).length > 0) {
                port = listener.port();
                found.add(process, port, listener.address(), listener.inode());
            }
        }
        List<PortHolder> holders = found.of(port);
        return holders.isEmpty() || !process.isStillThere() ? Optional.empty() : Optional.of(holders.get(0));
    }
}
