package dev.portman.model;

import java.util.Locale;

/** What a start does when its port is held. */
public enum OnConflict {
    /** Free the port by stopping any holder that the guard allows; else fall back. */
    EVICT,
    /** Stop only what is recorded under the same key, or a server whose build is proven dead; else fall back. */
    RECLAIM,
    /** Never stop anything; use the next free port. */
    FALLBACK,
    /** Never stop anything, use no other port; say who holds it. */
    FAIL,
    /** Keep our own proven, unchanged, running server; else as {@link #RECLAIM}. */
    REUSE;

    /** The policy that applies where the user named none. */
    public static OnConflict defaultFor(Caller caller) {
        return caller == Caller.USER ? EVICT : RECLAIM;
    }

    /** Whether this policy may ever stop a process. */
    public boolean mayStop() {
        return this != FALLBACK && this != FAIL;
    }

    /** The word that users write. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
