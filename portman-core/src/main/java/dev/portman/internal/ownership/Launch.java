package dev.portman.internal.ownership;

import dev.portman.model.ProcessIdentity;
import dev.portman.model.ServerRecord;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Everything by which the processes of one launch can be recognised.
 *
 * @param name what was launched, for messages
 * @param starter who launched it; nothing of it is older
 * @param leader its first process, or the one that leads it since; empty before the launch
 * @param cookie the random value in the environment of what it starts
 * @param mark the number that the kernel keeps for what it starts; empty where none could be set
 * @param port the port that it was given, 0 for none
 * @param sockets its listening sockets when it became ready
 * @param readyAt when it became ready, in ticks of the process table; empty as long as it has not
 */
public record Launch(
        String name,
        ProcessIdentity starter,
        Optional<ProcessIdentity> leader,
        String cookie,
        OptionalLong mark,
        int port,
        Set<Long> sockets,
        OptionalLong readyAt) {

    /** Copies the set. */
    public Launch {
        sockets = Set.copyOf(sockets);
    }

    /** The launch of a recorded server. */
    public static Launch of(ServerRecord server) {
        return new Launch(
                server.key().name(),
                server.starter(),
                server.leader(),
                server.cookie(),
                server.mark(),
                server.assigned().port(),
                server.report().socketInodes(),
                server.report().readyAt());
    }

    /** A short command that {@code starter} runs beside a server; it has no port and is never ready. */
    public static Launch ofCommand(ProcessIdentity starter, Optional<ProcessIdentity> leader, String cookie) {
        return new Launch(
                "the command", starter, leader, cookie, OptionalLong.empty(), 0, Set.of(), OptionalLong.empty());
    }

    /** Whether a cookie of portman's is that of another launch. */
    boolean isForeign(Optional<String> shown) {
        return shown.isPresent() && !shown.get().equals(cookie);
    }
}
