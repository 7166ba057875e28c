package dev.portman.model;

/** What a server is doing, as observed. */
public enum ServerState implements Worded {
    /** Recorded or launched; its described checks have not all passed yet. */
    STARTING("starting"),
    /** Its process is proven and its port is listened on by its tree. */
    RUNNING("running"),
    /** Running, but the last check failed or its port is not listened on. */
    UNHEALTHY("unhealthy"),
    /** A stop is under way, hooks included. */
    STOPPING("stopping"),
    /** Not running: never started, or stopped by us. */
    STOPPED("stopped"),
    /** It was running and has ended without being asked. */
    EXITED("exited"),
    /** Its start failed. */
    FAILED("failed");

    private final String word;

    ServerState(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }

    /** Whether a process of it may be alive. */
    public boolean isUp() {
        return this == STARTING || this == RUNNING || this == UNHEALTHY || this == STOPPING;
    }
}
