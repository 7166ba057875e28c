package dev.portman.model;

import java.util.List;

/**
 * Why a port could not be used.
 *
 * @param port the port
 * @param state what kind of obstacle
 * @param holders who listens on it, as far as can be told
 * @param judged the visible holders with what the guard says of each
 * @param evictionTried whether they were asked to go and it is held nevertheless
 */
public record PortConflict(
        int port, PortState state, Holders holders, List<JudgedHolder> judged, boolean evictionTried) {

    /** Copies the list. */
    public PortConflict {
        judged = List.copyOf(judged);
    }
}
