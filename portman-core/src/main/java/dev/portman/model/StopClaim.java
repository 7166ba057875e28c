package dev.portman.model;

/**
 * A stop that owns a record: it alone ends the server, runs the hooks and removes the record; other stops join it and starts wait for it.
 *
 * @param process the process that stops
 * @param thread the number of its thread: two stops of one process are two (Thread.getId, never used again within a JVM)
 * @param cleaning whether the server is gone and its hooks have begun; whoever takes over from a dead owner runs none of them again
 */
public record StopClaim(ProcessIdentity process, long thread, boolean cleaning) {

    /** The same claim, its hooks begun. */
    public StopClaim cleaningUp() {
        return new StopClaim(process, thread, true);
    }

    /** Whether another claim is of this very stop. */
    public boolean isSameStop(StopClaim other) {
        return process.isSameProcessAs(other.process) && thread == other.thread;
    }
}
