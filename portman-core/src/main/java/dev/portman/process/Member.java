package dev.portman.process;

import dev.portman.model.ProcessIdentity;

/**
 * A process that is to go, with the evidence that it belongs to what is to go.
 *
 * @param identity who
 * @param session its session when it was found
 * @param evidence what ties it to the target, beyond its number
 */
public record Member(ProcessIdentity identity, long session, Evidence evidence) {

    /** What ties a process to a target, the strongest first; checked again immediately before every signal. */
    public enum Evidence {
        /** It is the process that was launched, as recorded. */
        LEADER,
        /** It carries the server's cookie. */
        COOKIE,
        /** It carries the server's mark, and is of our own user. */
        MARK,
        /** It holds a listening socket that was inspected or recorded. */
        SOCKET,
        /** It is in the session of the proven leader or listener. */
        SESSION,
        /** It descends from a proven member. */
        DESCENT
    }

    /** The number under which people know it. */
    public long pid() {
        return identity.pid();
    }
}
