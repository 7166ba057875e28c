package dev.portman.model;

import java.util.Set;

/**
 * A process that listens on a port.
 *
 * @param identity who it is
 * @param description how people know it
 * @param addresses the addresses it listens on, as {@code 127.0.0.1} or {@code ::}
 * @param socketInodes the inodes of its listening sockets: the evidence that it is the holder, checked again before a signal
 */
public record PortHolder(
        ProcessIdentity identity, ProcessDescription description, Set<String> addresses, Set<Long> socketInodes) {

    /** Copies the sets. */
    public PortHolder {
        addresses = Set.copyOf(addresses);
        socketInodes = Set.copyOf(socketInodes);
    }

    /** The number under which people know it. */
    public long pid() {
        return identity.pid();
    }
}
