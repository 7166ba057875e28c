package dev.portman.internal.ownership;

import dev.portman.model.ServerRecord;
import dev.portman.process.ProcessRow;
import dev.portman.process.ProcessTable;
import dev.portman.procfs.SocketLinks;

/**
 * A process that has a proven listening socket of a server and a session apart from that of the launched process: the server is just going
 * into the background, and the launched process, which may hold the socket as well, is about to end.
 */
public final class DetachedListener {

    private DetachedListener() {}

    /**
     * Whether there is one.
     *
     * @param server whose launched process lives and whose listening sockets are recorded
     * @param table where to look
     */
    public static boolean exists(ServerRecord server, ProcessTable table) {
        return isHeld(server, table, true);
    }

    /**
     * Whether there may be one in a moment: another process holds a socket, and has no session of its own yet. A server that forks workers looks
     * the same.
     */
    public static boolean mayCome(ServerRecord server, ProcessTable table) {
        return isHeld(server, table, false);
    }

    private static boolean isHeld(ServerRecord server, ProcessTable table, boolean apart) {
        long[] sorted = server.report().socketInodes().stream()
                .mapToLong(Long::longValue)
                .sorted()
                .toArray();
        return server.leader().flatMap(it -> table.row(it.pid())).stream()
                .flatMap(leader -> table.rowsAbove(leader.pid()).stream()
                        .filter(row -> !row.isGone() && isApart(row, leader) == apart))
                .anyMatch(row -> SocketLinks.heldBy(row.pid(), sorted).length > 0);
    }

    private static boolean isApart(ProcessRow row, ProcessRow leader) {
        return row.session() != leader.session();
    }
}
