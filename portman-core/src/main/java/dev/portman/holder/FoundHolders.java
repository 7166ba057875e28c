package dev.portman.holder;

import dev.portman.model.PortHolder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gathers sockets and their processes in the order of discovery and hands them out per port, masters before workers. */
final class FoundHolders {

    private final Map<Integer, Map<Long, Holding>> byPort = new HashMap<>();

    /** Notes that {@code process} listens on {@code port} at {@code address} with the socket {@code inode}. */
    void add(SeenProcess process, int port, String address, long inode) {
        long pid = process.identity().pid();
        Map<Long, Holding> onPort = byPort.get(port);
        if (onPort == null) {
            onPort = new LinkedHashMap<>();
            byPort.put(port, onPort);
        }
        Holding holding = onPort.get(pid);
        if (holding == null) {
            holding = new Holding(process);
            onPort.put(pid, holding);
        }
        holding.addresses.add(address);
        holding.inodes.add(inode);
    }

    /** The holders of {@code port}: parents before children, then the older before the younger. */
    List<PortHolder> of(int port) {
        Map<Long, Holding> onPort = byPort.getOrDefault(port, Map.of());
        for (Holding holding : onPort.values()) {
            holding.depth = depth(holding, onPort);
        }
        List<Holding> sorted = new ArrayList<>(onPort.values());
        sorted.sort(new MastersFirst());
        return portHolders(sorted);
    }

    private static List<PortHolder> portHolders(Collection<Holding> holdings) {
        List<PortHolder> holders = new ArrayList<>();
        for (Holding holding : holdings) {
            SeenProcess process = holding.process;
            holders.add(new PortHolder(process.identity(), process.description(), holding.addresses, holding.inodes));
        }
        return holders;
    }

    /** How many of the other holders stand above it. */
    private static int depth(Holding holding, Map<Long, Holding> onPort) {
        int depth = 0;
        Holding above = onPort.get(holding.process.parent());
        // Parents are read one after the other while processes come and go, so a ring is possible on paper.
        while (above != null && depth < onPort.size()) {
            depth++;
            above = onPort.get(above.process.parent());
        }
        return depth;
    }

    /** One process on one port. */
    private static final class Holding {
        private final SeenProcess process;
        private final Set<String> addresses = new HashSet<>();
        private final Set<Long> inodes = new HashSet<>();
        private int depth;

        private Holding(SeenProcess process) {
            this.process = process;
        }
    }

    /** A class and not a lambda: a cold JVM pays for its first lambda. */
    private static final class MastersFirst implements Comparator<Holding> {
        @Override
        public int compare(Holding one, Holding other) {
            int order = Integer.compare(one.depth, other.depth);
            if (order == 0) {
                order = Long.compare(
                        one.process.identity().startTicks(),
                        other.process.identity().startTicks());
            }
            return order != 0
                    ? order
                    : Long.compare(
                            one.process.identity().pid(),
                            other.process.identity().pid());
        }
    }
}
