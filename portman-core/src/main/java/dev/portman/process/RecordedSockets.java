package dev.portman.process;

import dev.portman.model.ServerRecord;
import dev.portman.procfs.SocketLine;
import dev.portman.procfs.SocketLinks;
import dev.portman.procfs.SocketTable;
import java.io.IOException;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * The listening sockets that a server had when it became ready: whoever holds one of them is of its tree, even if it carries nothing else
 * that says so. The kernel numbers sockets anew for each, so that a later listener on the same port is not taken for it.
 */
final class RecordedSockets {

    private final int port;
    private final Set<Long> recorded;
    private long[] listening = {};

    RecordedSockets(ServerRecord server) {
        this.port = server.assigned().port();
        this.recorded = server.report().socketInodes();
    }

    /** Looks which of them still listen; those that do not prove nothing. */
    boolean look() {
        listening = recorded.isEmpty() ? new long[0] : stillListening();
        return listening.length > 0;
    }

    /** Whether a process holds one that listened at the last {@link #look}. */
    boolean isHeldBy(long pid) {
        return listening.length > 0 && SocketLinks.heldBy(pid, listening).length > 0;
    }

    private long[] stillListening() {
        try {
            return SocketTable.ofThisSystem().listeners(port).stream()
                    .mapToLong(SocketLine::inode)
                    .filter(recorded::contains)
                    .sorted()
                    .toArray();
        } catch (IOException notLinux) {
            return LongStream.empty().toArray();
        }
    }
}
