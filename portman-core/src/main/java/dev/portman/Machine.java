package dev.portman;

import dev.portman.holder.HolderFinder;
import dev.portman.model.PortState;
import dev.portman.port.PortProbe;
import dev.portman.process.Children;
import dev.portman.process.Deadline;
import dev.portman.process.ProcessTable;
import java.time.Duration;

/**
 * The ways to look at this machine.
 *
 * @param table who is pid N
 * @param finder who listens on port N
 * @param probe can port N be bound
 * @param children how did what we launched end
 */
record Machine(ProcessTable table, HolderFinder finder, PortProbe probe, Children children) {

    /** The kernel frees the port with its last socket; what can take longer is another process that inherited one. */
    private static final Duration PORT_RELEASE_LIMIT = Duration.ofSeconds(2);

    static Machine ours() {
        HolderFinder finder = HolderFinder.forThisSystem();
        return new Machine(ProcessTable.forThisSystem(), finder, new PortProbe(finder), new Children());
    }

    /** Waits until a port whose holder is gone can be bound, or for the time that this may take at most; how it is then. */
    PortState released(int port) {
        boolean free = Deadline.in(PORT_RELEASE_LIMIT).await(() -> probe.probe(port) == PortState.FREE);
        return free ? PortState.FREE : probe.probe(port);
    }
}
