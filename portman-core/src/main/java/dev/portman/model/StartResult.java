package dev.portman.model;

/**
 * A server that is ready.
 *
 * @param status as observed when it became ready
 * @param reused whether it had been running before
 */
public record StartResult(ServerStatus status, boolean reused) {

    /** The record of the running server. */
    public ServerRecord record() {
        return status.record().orElseThrow();
    }
}
