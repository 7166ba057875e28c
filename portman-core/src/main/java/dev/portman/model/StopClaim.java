package dev.portman.model;

import java.util.Optional;

/**
 * A stop that owns a record: it alone ends the server, runs the hooks and removes the record; other stops join it and starts wait for it.
 *
 * @param process the process that stops
 * @param thread the number of its thread: two stops of one process are two (Thread.getId, never used again within a JVM);
 *     negative if nobody else could find it, as a virtual one
 * @param cleaning whether the server is gone and its hooks have begun; whoever takes over from a dead owner runs none of them again
 * @param hook the one that was launched last: it may outlive the owner
 */
public record StopClaim(ProcessIdentity process, long thread, boolean cleaning, Optional<ProcessIdentity> hook) {

    /** A claim of a stop that begins. */
    public StopClaim(ProcessIdentity process, long thread, boolean cleaning) {
        this(process, thread, cleaning, Optional.empty());
    }

    /** The same claim, its hooks begun. */
    public StopClaim cleaningUp() {
        return new StopClaim(process, thread, true, hook);
    }

    /** The same claim, while a hook runs. */
    public StopClaim running(ProcessIdentity launched) {
        return new StopClaim(process, thread, true, Optional.of(launched));
    }

    /** Whether another claim is of this very stop. */
    public boolean isSameStop(StopClaim other) {
        return process.isSameProcessAs(other.process) && thread == other.thread;
    }
}
