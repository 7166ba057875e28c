package dev.portman.model;

import java.util.Locale;

/** What a server is doing, as observed. */
public enum ServerState {
    /** Launched, not ready yet. */
    STARTING,
    /** Its process is proven and its port is listened on by its tree. */
    RUNNING,
    /** Running, but the last check failed or its port is not listened on. */
    UNHEALTHY,
    /** Not running: never started, or stopped by us. */
    STOPPED,
    /** It was running and has ended without being asked. */
    EXITED,
    /** Its start failed. */
    FAILED;

    /** The word in tables and JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a process of it may be alive. */
    public boolean isUp() {
        return this == STARTING || this == RUNNING || this == UNHEALTHY;
    }
}
