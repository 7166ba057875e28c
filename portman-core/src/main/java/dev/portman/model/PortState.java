package dev.portman.model;

/** Whether a server could bind a port, and if not, what kind of obstacle there is. */
public enum PortState implements Worded {
    /** A server could bind it on every address; what remains of old connections (TIME_WAIT) does not count. */
    FREE("free"),
    /** A process listens on it, on at least one address; or it is held, and looking for listeners failed. */
    LISTENING("listening"),
    /** A socket is bound to it but does not listen: a server between bind and listen; its owner is not visible. */
    BOUND("bound"),
    /** It is the local end of somebody's connection; nobody listens, nobody is to be stopped. */
    IN_USE_BY_CONNECTION("in_use_by_connection"),
    /** Nothing is bound to it yet, but another start of portman has leased it and is about to use it. */
    LEASED("leased"),
    /** This user may not bind it, held or not (ports below 1024). */
    NO_PERMISSION("no_permission");

    private final String word;

    PortState(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
