package dev.portman.model;

/** Whether a server could bind a port, and if not, what kind of obstacle there is. */
public enum PortState {
    /** A server could bind it on every address; what remains of old connections (TIME_WAIT) does not count. */
    FREE,
    /** A process listens on it, on at least one address; or it is held, and looking for listeners failed. */
    LISTENING,
    /** A socket is bound to it but does not listen: a server between bind and listen; its owner is not visible. */
    BOUND,
    /** It is the local end of somebody's connection; nobody listens, nobody is to be stopped. */
    IN_USE_BY_CONNECTION,
    /** Nothing is bound to it yet, but another start of portman has leased it and is about to use it. */
    LEASED,
    /** This user may not bind it, held or not (ports below 1024). */
    NO_PERMISSION
}
