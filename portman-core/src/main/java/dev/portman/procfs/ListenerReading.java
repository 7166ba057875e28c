package dev.portman.procfs;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * One reading of all listeners. To learn that no more follow, the kernel walks through its whole hash of connections (2 ms for
 * each IP version on a small machine), unless it knows how many sockets there are and the listeners were all of them.
 */
final class ListenerReading {

    private final String[] files;
    private final BitSet wanted;
    private final List<SocketLine> found = new ArrayList<>();
    private final BitSet ports = new BitSet();
    private boolean shortened;

    private ListenerReading(String[] files, BitSet wanted) {
        this.files = files;
        this.wanted = wanted;
    }

    /**
     * Reads the listeners of the ports {@code wanted}.
     *
     * @param files the tables of IPv4 and IPv6; the second may be missing, as on a kernel without IPv6
     */
    static List<SocketLine> of(String[] files, SocketCounts counts, BitSet wanted) throws IOException {
        return complete(files, counts, wanted).found;
    }

    /** Reads the ports of all listeners, whose lines are not wanted. */
    static BitSet ports(String[] files, SocketCounts counts) throws IOException {
        return complete(files, counts, new BitSet()).ports;
    }

    private static ListenerReading complete(String[] files, SocketCounts counts, BitSet wanted) throws IOException {
        long[] before = counts.read();
        ListenerReading quick = new ListenerReading(files, wanted);
        quick.read(before);
        if (!quick.shortened || (quick.foundEveryPort() && counts.stillAre(before))) {
            return quick;
        }
        // Sockets came or went while they were counted, or "nobody" would rest on a count alone: read to the end.
        ListenerReading complete = new ListenerReading(files, wanted);
        complete.read(SocketCounts.UNKNOWN.read());
        return complete;
    }

    /** Whether each port wanted has a listener. */
    private boolean foundEveryPort() {
        BitSet missing = (BitSet) wanted.clone();
        missing.andNot(ports);
        return missing.isEmpty();
    }

    private void read(long[] counts) throws IOException {
        for (int i = 0; i < files.length; i++) {
            if (i == 0 || new File(files[i]).exists()) {
                read(files[i], counts[i]);
            }
        }
    }

    private void read(String file, long count) throws IOException {
        if (count == 0) {
            shortened = true;
            return;
        }
        try (SocketReader reader = count > 0 ? SocketReader.byCount(file, count) : SocketReader.byPage(file)) {
            long seen = 0;
            while (seen != count && reader.advance() && reader.state() == SocketLine.LISTEN) {
                seen++;
                ports.set(reader.port());
                if (wanted.get(reader.port())) {
                    found.add(reader.line());
                }
            }
            shortened |= seen == count;
        }
    }
}
