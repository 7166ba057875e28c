package dev.portman.procfs;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The TCP sockets of this network namespace. The kernel lists listeners first, and building the rest of the table is what
 * takes long; so reading stops where they end, and a search for one listener goes line by line and stops at it.
 */
public final class SocketTable {

    private static final SocketTable OF_THIS_SYSTEM = new SocketTable(
            "/proc/net/tcp", "/proc/net/tcp6", new SocketCounts("/proc/net/sockstat", "/proc/net/sockstat6"));

    private final String[] files;
    private final SocketCounts counts;

    private SocketTable(String four, String six, SocketCounts counts) {
        this.files = new String[] {four, six};
        this.counts = counts;
    }

    /**
     * A table from files in the format of {@code /proc/net/tcp} and {@code tcp6}, such as those of another network namespace.
     * The second may be missing, as on a kernel without IPv6.
     */
    public static SocketTable recorded(Path four, Path six) {
        return new SocketTable(four.toString(), six.toString(), SocketCounts.UNKNOWN);
    }

    /** The table of the network namespace we are in. */
    public static SocketTable ofThisSystem() {
        return OF_THIS_SYSTEM;
    }

    /**
     * The first socket found that listens on {@code port}, at a cost that does not depend on the number of connections.
     *
     * @throws IOException if the table cannot be read
     */
    public Optional<SocketLine> firstListener(int port) throws IOException {
        return ListenerSearch.of(files, counts, port);
    }

    /**
     * Every socket that listens on {@code port}.
     *
     * @throws IOException if the table cannot be read
     */
    public List<SocketLine> listeners(int port) throws IOException {
        return listeners(Set.of(port));
    }

    /**
     * Every socket that listens on one of {@code ports}, in one reading.
     *
     * @throws IOException if the table cannot be read
     */
    public List<SocketLine> listeners(Set<Integer> ports) throws IOException {
        BitSet wanted = new BitSet();
        for (int port : ports) {
            wanted.set(port);
        }
        return ListenerReading.of(files, counts, wanted);
    }

    /**
     * Every port on which somebody listens, on any address.
     *
     * @throws IOException if the table cannot be read
     */
    public Set<Integer> allListeningPorts() throws IOException {
        BitSet listening = ListenerReading.ports(files, counts);
        Set<Integer> ports = new HashSet<>();
        for (int port = listening.nextSetBit(0); port >= 0; port = listening.nextSetBit(port + 1)) {
            ports.add(port);
        }
        return ports;
    }

    /**
     * Every socket with the local port {@code port} that does not listen: connections, and what the kernel remembers of ended
     * ones. Reads the whole table. A socket that is bound and neither listens nor is connected stands nowhere.
     *
     * @throws IOException if the table cannot be read
     */
    public List<SocketLine> connections(int port) throws IOException {
        List<SocketLine> found = new ArrayList<>();
        for (String file : files) {
            if (isAbsent(file)) {
                continue;
            }
            try (SocketReader reader = SocketReader.byPage(file)) {
                while (reader.advance()) {
                    if (reader.port() == port && reader.state() != SocketLine.LISTEN) {
                        found.add(reader.line());
                    }
                }
            }
        }
        return found;
    }

    /** A kernel without IPv6 has no second table; the first must be there, or we know nothing. */
    private boolean isAbsent(String file) {
        return file.equals(files[1]) && !new File(file).exists();
    }
}
