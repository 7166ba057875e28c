package dev.portman.procfs;

import java.io.File;
import java.io.IOException;
import java.util.Optional;

/**
 * The search for one listener. Goes through both IP versions in turn, line by line: whoever comes to the end of the listeners of
 * one makes the kernel walk through its whole hash of connections, though the one sought may be the first of the other.
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
        try (SocketReader four = SocketReader.byLine(files[0])) {
            if (!new File(files[1]).exists()) {
                return search(four, four);
            }
            try (SocketReader six = SocketReader.byLine(files[1])) {
                return search(four, six);
            }
        }
    }

    private Optional<SocketLine> search(SocketReader four, SocketReader six) throws IOException {
        boolean moreFour = true;
        boolean moreSix = six != four;
        for (long seen = 0; moreFour || moreSix; seen++) {
            moreFour = moreFour && goOn(four, seen, counts[0]);
            if (moreFour && four.port() == port) {
                return Optional.of(four.line());
            }
            moreSix = moreSix && goOn(six, seen, counts[1]);
            if (moreSix && six.port() == port) {
                return Optional.of(six.line());
            }
        }
        return Optional.empty();
    }

    private boolean goOn(SocketReader reader, long seen, long count) throws IOException {
        if (seen == count) {
            shortened = true;
            return false;
        }
        return reader.advance() && reader.state() == SocketLine.LISTEN;
    }
}
