package dev.portman.model;

/**
 * A server that is ready.
 *
 * @param status as observed when it became ready
 * @param reused whether it had been running before
 * @param ours whether this very call made this process count on it, so that it is the caller's to release: it was started, or reused for the
 *     first time
 */
public record StartResult(ServerStatus status, boolean reused, boolean ours) {

    /** A server that was started. */
    public static StartResult started(ServerStatus status) {
        return new StartResult(status, false, true);
    }

    /** A server that had been running; {@code ours} as above. */
    public static StartResult found(ServerStatus status, boolean ours) {
        return new StartResult(status, true, ours);
    }

    /** The record of the running server. */
    public ServerRecord record() {
        return status.record().orElseThrow();
    }
}
