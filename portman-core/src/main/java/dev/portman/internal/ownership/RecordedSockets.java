package dev.portman.internal.ownership;

import dev.portman.procfs.SocketLine;
import dev.portman.procfs.SocketLinks;
import dev.portman.procfs.SocketTable;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * The listening sockets of a launch: those that it had when it became ready prove whoever holds one of them, even if it carries nothing
 * else; the kernel numbers sockets anew for each, so that a later listener on the same port is not taken for it. Those that listen on its port
 * now tell who serves.
 */
final class RecordedSockets {

    private static final long[] NONE = {};

    private final int port;
    private final Set<Long> recorded;
    private long[] listening = NONE;

    RecordedSockets(Launch launch) {
        this.port = launch.port();
        this.recorded = launch.sockets();
    }

    /** Looks which of the recorded ones still listen; those that do not prove nothing. */
    boolean look() {
        listening = recorded.isEmpty() ? NONE : sorted(listeners(), recorded);
        return listening.length > 0;
    }

    /** Whether a process holds one that listened at the last {@link #look}. */
    boolean isHeldBy(long pid) {
        return listening.length > 0 && SocketLinks.heldBy(pid, listening).length > 0;
    }

    /** The sockets that listen on the port now, whoever holds them, in ascending order. */
    long[] onPort() {
        return listeners().stream().mapToLong(SocketLine::inode).sorted().toArray();
    }

    private static long[] sorted(List<SocketLine> lines, Set<Long> wanted) {
        return lines.stream()
                .mapToLong(SocketLine::inode)
                .filter(wanted::contains)
                .sorted()
                .toArray();
    }

    private List<SocketLine> listeners() {
        try {
            return port == 0 ? List.of() : SocketTable.ofThisSystem().listeners(port);
        } catch (IOException notLinux) {
            // Without the table nothing is proved, which is what no sockets mean here.
            return List.of();
        }
    }
}
