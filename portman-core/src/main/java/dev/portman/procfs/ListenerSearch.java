package dev.portman.procfs;

import java.io.File;
import java.io.IOException;
import java.util.Optional;

/**
 * The search for one listener, line by line. What costs is the end of a table's listeners: there the kernel walks through its hash of
 * connections until it meets one of the same IP version, milliseconds where there are none. So the version with more sockets comes first:
 * behind its listeners a connection is soon met.
 */
final class ListenerSearch {

    private final long[] counts;
    private final int port;
    private boolean shortened;

    private ListenerSearch(long[] counts, int port) {
        this.counts = counts;
        this.port = port;
    }

    /**
     * The first listener found on {@code port}.
     *
     * @param files the tables of IPv4 and IPv6; the second may be missing, as on a kernel without IPv6
     */
    static Optional<SocketLine> of(String[] files, SocketCounts counts, int port) throws IOException {
        ListenerSearch quick = new ListenerSearch(counts.read(), port);
        Optional<SocketLine> found = quick.search(files);
        if (found.isPresent() || !quick.shortened) {
            return found;
        }
        // That nobody listens is never concluded from a count, which is of no single moment.
        return new ListenerSearch(SocketCounts.UNKNOWN.read(), port).search(files);
    }

    private Optional<SocketLine> search(String[] files) throws IOException {
        int first = counts[1] > counts[0] ? 1 : 0;
        Optional<SocketLine> found = search(files, first);
        return found.isPresent() ? found : search(files, 1 - first);
    }

    private Optional<SocketLine> search(String[] files, int which) throws IOException {
        if (counts[which] == 0) {
            shortened = true;
            return Optional.empty();
        }
        if (which == 1 && !new File(files[1]).exists()) {
            return Optional.empty();
        }
        try (SocketReader reader = SocketReader.byLine(files[which])) {
            long seen = 0;
            while (seen != counts[which] && reader.advance() && reader.state() == SocketLine.LISTEN) {
                seen++;
                if (reader.port() == port) {
                    return Optional.of(reader.line());
                }
            }
            shortened |= seen == counts[which];
            return Optional.empty();
        }
    }
}
