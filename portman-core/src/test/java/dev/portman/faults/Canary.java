package dev.portman.faults;

import dev.portman.model.ProcessIdentity;
import dev.portman.process.ProcessTable;

/**
 * A bystander, known by pid and start.
 *
 * @param identity who it is
 */
record Canary(ProcessIdentity identity) {

    private static final ProcessTable TABLE = ProcessTable.forThisSystem();

    /** The living process with this number. */
    static Canary of(long pid) {
        return new Canary(TABLE.identity(pid).orElseThrow(() -> new IllegalStateException("no process " + pid)));
    }

    /** Whether it is dead or another one. */
    boolean isHarmed() {
        return TABLE.identity(identity.pid()).filter(identity::isSameProcessAs).isEmpty();
    }

    long pid() {
        return identity.pid();
    }
}
