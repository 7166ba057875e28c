package dev.portman.maven;

import dev.portman.Portman;
import dev.portman.model.InvalidInputException;
import dev.portman.model.PortHeldException;
import dev.portman.model.PortRange;
import dev.portman.report.Sentences;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.maven.execution.MavenExecutionRequest;

/** The ports that this build has reserved: kept until it ends, also where the JVM lives on. */
final class ReservedPorts {

    private static final String KEY = "dev.portman.reserved";

    private final MavenExecutionRequest request;
    private final Portman portman;

    ReservedPorts(MavenExecutionRequest request, Portman portman) {
        this.request = request;
        this.portman = portman;
    }

    /** Reserves any ports of some ranges; of all that there are where none is given. */
    List<Integer> any(int count, List<PortRange> among) {
        List<Integer> ports = portman.reserve(count, among);
        keep(ports);
        return ports;
    }

    /**
     * Reserves the port that the build sees in a property whatever a goal says.
     *
     * @throws InvalidInputException if it is none
     * @throws PortHeldException if it cannot be had
     */
    int fixed(String name, SetProperty set) {
        int port = port(name, set);
        if (!isKept(port)) {
            if (!isHad(port)) {
                throw new PortHeldException(
                        name + " is set to " + port + " " + set.where()
                                + ", so that is the port that the build sees, and it" + " cannot be reserved: "
                                + Sentences.taken(port, portman.holders(port)) + ".",
                        "Free it, or set another port there, or remove it there to get any free port.");
            }
            keep(List.of(port));
        }
        return port;
    }

    private boolean isHad(int port) {
        try {
            return !portman.reserve(1, List.of(new PortRange(port, port))).isEmpty();
        } catch (PortHeldException held) {
            return false;
        }
    }

    private static int port(String name, SetProperty set) {
        boolean number = set.value().matches("[1-9]\\d{0,4}");
        int port = number ? Integer.parseInt(set.value()) : 0;
        if (port < 1 || port > PortRange.MAX_PORT) {
            throw new InvalidInputException(
                    name,
                    set.value(),
                    "is set " + set.where() + ", so that is what the build sees: it must be a port from 1 to "
                            + PortRange.MAX_PORT + " to be reserved, or be removed there to get any free port");
        }
        return port;
    }

    private boolean isKept(int port) {
        synchronized (request) {
            return kept().contains(port);
        }
    }

    private void keep(List<Integer> ports) {
        synchronized (request) {
            kept().addAll(ports);
        }
    }

    /** Gives all of them back. */
    void release() {
        synchronized (request) {
            portman.releaseReserved(kept());
            kept().clear();
        }
    }

    /** A set of the JDK, since each module may have a class loader of its own. */
    @SuppressWarnings("unchecked") // Nobody else uses our key.
    private Set<Integer> kept() {
        return (Set<Integer>) request.getData().computeIfAbsent(KEY, key -> new TreeSet<Integer>());
    }
}
