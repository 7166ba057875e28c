package dev.portman.holder;

import dev.portman.model.Holders;
import dev.portman.model.PortHolder;
import dev.portman.model.ProcessIdentity;
import dev.portman.procfs.ProcDescription;
import dev.portman.procfs.SocketLine;
import dev.portman.procfs.SocketLinks;
import dev.portman.procfs.SocketTable;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
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
    public Set<Long> soleSockets(int port, ProcessIdentity hint) {
        try {
            List<SocketLine> listeners = table.listeners(port);
            long[] inodes = new long[listeners.size()];
            Set<Long> all = new HashSet<>();
            for (int i = 0; i < inodes.length; i++) {
                inodes[i] = listeners.get(i).inode();
                all.add(inodes[i]);
            }
            Arrays.sort(inodes);
            boolean sole = SocketLinks.heldBy(hint.pid(), inodes).length == inodes.length && isStill(hint);
            return sole ? all : Set.of();
        } catch (IOException unreadable) {
            // As in ownerOf.
            return Set.of();
        }
    }

    @Override
    public boolean[] own(List<Leader> leaders) {
        boolean[] owned = new boolean[leaders.size()];
        try {
            List<SocketLine> all = leaders.size() > 1 ? table.listeners(ports(leaders)) : List.of();
            for (int i = 0; i < owned.length; i++) {
                Leader leader = leaders.get(i);
                boolean holds = leaders.size() > 1
                        ? holdsOne(leader, all)
                        : holdsFirst(leader) || holdsOne(leader, table.listeners(leader.port()));
                owned[i] = holds && isStill(leader.process());
            }
        } catch (IOException unreadable) {
            // Without the table nothing is proved, which is what false means here.
            return owned;
        }
        return owned;
    }

    private static Set<Integer> ports(List<Leader> leaders) {
        Set<Integer> ports = new HashSet<>();
        for (Leader leader : leaders) {
            ports.add(leader.port());
        }
        return ports;
    }

    private boolean holdsFirst(Leader leader) throws IOException {
        Optional<SocketLine> first = table.firstListener(leader.port());
        return first.isPresent() && holdsOne(leader, List.of(first.get()));
    }

    private static boolean holdsOne(Leader leader, List<SocketLine> listeners) {
        for (SocketLine listener : listeners) {
            if (listener.port() == leader.port()
                    && SocketLinks.heldBy(leader.process().pid(), new long[] {listener.inode()}).length > 0) {
                return true;
            }
        }
        return false;
    }

    /** Asked after the sockets: what was seen before is true of this process then. */
    private static boolean isStill(ProcessIdentity process) {
        Optional<ProcessIdentity> now = ProcDescription.identity(process.pid());
        return now.isPresent() && process.isSameProcessAs(now.get());
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
    public Map<Long, Long> socketUsers(int port) {
        Map<Long, Long> users = new HashMap<>();
        try {
            for (SocketLine listener : table.listeners(port)) {
                users.put(listener.inode(), listener.uid());
            }
        } catch (IOException unreadable) {
            // As in ownerOf.
            return Map.of();
        }
        return users;
    }

    @Override
    public boolean isHidden(long pid) {
        return SocketLinks.areHidden(pid);
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
