package dev.portman.model;

import java.util.List;

/**
 * A port that nobody listens on any more.
 *
 * @param port which one
 * @param killed who had to go; empty if it was free
 */
public record KillResult(int port, List<Eviction> killed) {

    /** Copies the list. */
    public KillResult {
        killed = List.copyOf(killed);
    }
}
