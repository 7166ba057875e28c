package dev.portman.model;

import java.util.List;
import java.util.Optional;

/**
 * What was observed of one server.
 *
 * @param key which server
 * @param state what it is doing
 * @param record its record; empty if it was never started or is forgotten
 * @param exitCode known only where portman waited for its end
 * @param folderGone whether the folder that it was started in is proven gone
 * @param users the living processes that use it
 */
public record ServerStatus(
        ServerKey key,
        ServerState state,
        Optional<ServerRecord> record,
        Optional<Integer> exitCode,
        boolean folderGone,
        List<ProcessIdentity> users) {

    /** Copies the list. */
    public ServerStatus {
        users = List.copyOf(users);
    }

    /** The status of a server whose folder is there, for all that is known. */
    public ServerStatus(ServerKey key, ServerState state, Optional<ServerRecord> record, Optional<Integer> exitCode) {
        this(key, state, record, exitCode, false, List.of());
    }

    /** A server that nothing is known of. */
    public static ServerStatus unknown(ServerKey key) {
        return new ServerStatus(key, ServerState.STOPPED, Optional.empty(), Optional.empty());
    }

    /** What was observed, with the record it was observed by. */
    public static ServerStatus of(ServerRecord record, ServerState state) {
        return new ServerStatus(record.key(), state, Optional.of(record), Optional.empty());
    }

    /** The same of a server whose folder is gone. */
    public ServerStatus withoutFolder() {
        return new ServerStatus(key, state, record, exitCode, true, users);
    }

    /** The same of a server that living processes use. */
    public ServerStatus usedBy(List<ProcessIdentity> living) {
        return new ServerStatus(key, state, record, exitCode, folderGone, living);
    }

    /** The pid of its leader, if it is up. */
    public Optional<Long> pid() {
        boolean known =
                state.isUp() && record.isPresent() && record.get().leader().isPresent();
        return known ? Optional.of(record.get().leader().get().pid()) : Optional.empty();
    }
}
