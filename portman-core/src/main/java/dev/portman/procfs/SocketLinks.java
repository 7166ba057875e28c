package dev.portman.procfs;

import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Which sockets a process has open, by the links {@code socket:[N]} in {@code /proc/PID/fd}: the only way from socket to pid. */
public final class SocketLinks {

    private static final String PREFIX = "socket:[";

    private SocketLinks() {}

    /**
     * Which of {@code wanted} the process has open; looks no further once it has found all.
     *
     * @param wanted inodes in ascending order
     * @return in the order found; empty if it has none of them, is gone, or does not let us look
     */
    public static long[] heldBy(long pid, long[] wanted) {
        long[] found = new long[0];
        String folder = ProcBytes.path(pid, "/fd");
        // Not a stream of paths: list() throws nothing for the many processes of other users, and needs fewer classes
        // in a JVM just started.
        String[] links = new File(folder).list();
        if (links == null) {
            return found;
        }
        for (String link : links) {
            long inode = inodeOf(Path.of(folder, link));
            if (inode > 0 && Arrays.binarySearch(wanted, inode) >= 0 && !contains(found, inode)) {
                found = Arrays.copyOf(found, found.length + 1);
                found[found.length - 1] = inode;
                if (found.length == wanted.length) {
                    break;
                }
            }
        }
        return found;
    }

    /**
     * Whether the links of a process are there and do not let us look, proc(5): those of other users, for whoever lacks CAP_SYS_PTRACE. Root may
     * list them all the same, and not follow one.
     */
    public static boolean areHidden(long pid) {
        File folder = new File(ProcBytes.path(pid, "/fd"));
        String[] links = folder.list();
        if (links == null) {
            return folder.isDirectory();
        }
        for (String link : links) {
            if (isHidden(Path.of(folder.getPath(), link))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isHidden(Path link) {
        try {
            Files.readSymbolicLink(link);
            return false;
        } catch (AccessDeniedException hidden) {
            return true;
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }

    /** The socket's inode, or -1 if the link leads elsewhere or was closed meanwhile. */
    private static long inodeOf(Path link) {
        try {
            return inodeIn(Files.readSymbolicLink(link).toString());
        } catch (IOException closedMeanwhile) {
            return -1;
        }
    }

    static long inodeIn(String target) {
        if (!target.startsWith(PREFIX)) {
            return -1;
        }
        long inode = 0;
        for (int i = PREFIX.length(); i < target.length() - 1; i++) {
            int digit = target.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            inode = inode * 10 + digit;
        }
        return inode;
    }

    private static boolean contains(long[] numbers, long wanted) {
        for (long number : numbers) {
            if (number == wanted) {
                return true;
            }
        }
        return false;
    }
}
