package dev.portman.holder;

import dev.portman.model.Holders;
import dev.portman.model.PortHolder;
import dev.portman.procfs.ProcFiles;
import dev.portman.procfs.SocketLine;
import dev.portman.procfs.SocketLinks;
import dev.portman.procfs.UserNames;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One walk over all processes in search of the owners of listening sockets. It never stops early: a socket may be shared by any
 * number of processes (prefork), and a port is not free before the last of them is gone.
 */
final class ListenerScan {

    private final List<SocketLine> listeners;
    private final FoundHolders found = new FoundHolders();
    private final Set<Long> owned = new HashSet<>();

    private ListenerScan(List<SocketLine> listeners) {
        this.listeners = listeners;
    }

    /** Looks for the owners of {@code listeners} now. */
    static ListenerScan of(List<SocketLine> listeners) {
        ListenerScan scan = new ListenerScan(listeners);
        long[] inodes = inodes(listeners);
        if (inodes.length > 0) {
            for (long pid : ProcFiles.pids()) {
                if (SocketLinks.heldBy(pid, inodes).length > 0) {
                    scan.prove(pid, inodes);
                }
            }
        }
        return scan;
    }

    /** Whether every socket has an owner. */
    boolean isComplete() {
        for (SocketLine listener : listeners) {
            if (!owned.contains(listener.inode())) {
                return false;
            }
        }
        return true;
    }

    /** What is known of {@code port}; only sockets that are still in {@code now} count as held by somebody unseen. */
    Holders holders(int port, List<SocketLine> now) {
        List<PortHolder> visible = found.of(port);
        Set<Long> alive = new HashSet<>();
        for (SocketLine line : now) {
            alive.add(line.inode());
        }
        for (SocketLine listener : listeners) {
            if (listener.port() == port && !owned.contains(listener.inode()) && alive.contains(listener.inode())) {
                return new Holders.CannotTell(unseen(listener), visible);
            }
        }
        return visible.isEmpty() ? new Holders.Nobody() : new Holders.Known(visible);
    }

    /** The links are read again between two readings of who the process is: its number may have been reused meanwhile. */
    private void prove(long pid, long[] inodes) {
        Optional<SeenProcess> process = SeenProcess.inProc(pid);
        if (process.isEmpty()) {
            return;
        }
        long[] held = SocketLinks.heldBy(pid, inodes);
        if (!process.get().isStillThere()) {
            return;
        }
        for (SocketLine listener : listeners) {
            if (contains(held, listener.inode())) {
                found.add(process.get(), listener.port(), listener.address(), listener.inode());
                owned.add(listener.inode());
            }
        }
    }

    private static String unseen(SocketLine listener) {
        return "a process that is not visible from here listens on " + listener.address()
                + "; the socket was made by user " + UserNames.of(listener.uid())
                + " (uid " + listener.uid() + ")"
                + (ProcFiles.isRootWithoutPtrace() ? "; portman needs the capability SYS_PTRACE to see it" : "");
    }

    private static long[] inodes(List<SocketLine> listeners) {
        long[] inodes = new long[listeners.size()];
        for (int i = 0; i < inodes.length; i++) {
            inodes[i] = listeners.get(i).inode();
        }
        Arrays.sort(inodes);
        return inodes;
    }

    private static boolean contains(long[] inodes, long wanted) {
        for (long inode : inodes) {
            if (inode == wanted) {
                return true;
            }
        }
        return false;
    }
}
