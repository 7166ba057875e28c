package dev.portman.model;

import java.util.Optional;

/**
 * What was observed of one server.
 *
 * @param key which server
 * @param state what it is doing
 * @param record its record; empty if it was never started or is forgotten
 * @param exitCode known only where portman waited for its end
 */
public record ServerStatus(
        ServerKey key, ServerState state, Optional<ServerRecord> record, Optional<Integer> exitCode) {

    /** A server that nothing is known of. */
    public static ServerStatus unknown(ServerKey key) {
        return new ServerStatus(key, ServerState.STOPPED, Optional.empty(), Optional.empty());
    }

    /** What was observed, with the record it was observed by. */
    public static ServerStatus of(ServerRecord record, ServerState state) {
        return new ServerStatus(record.key(), state, Optional.of(record), Optional.empty());
    }

    /** The pid of its leader, if it is up. */
    public Optional<Long> pid() {
        boolean known =
                state.isUp() && record.isPresent() && record.get().leader().isPresent();
        return known ? Optional.of(record.get().leader().get().pid()) : Optional.empty();
    }
}
