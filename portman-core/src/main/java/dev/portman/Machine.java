package dev.portman;

import dev.portman.holder.HolderFinder;
import dev.portman.port.PortProbe;
import dev.portman.process.ProcessTable;

/**
 * The ways to look at this machine.
 *
 * @param table who is pid N
 * @param finder who listens on port N
 * @param probe can port N be bound
 */
record Machine(ProcessTable table, HolderFinder finder, PortProbe probe) {

    static Machine ours() {
        HolderFinder finder = HolderFinder.forThisSystem();
        return new Machine(ProcessTable.forThisSystem(), finder, new PortProbe(finder));
    }
}
