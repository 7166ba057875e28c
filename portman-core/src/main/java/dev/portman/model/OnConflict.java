package dev.portman.model;

/** What a start does when its port is held. */
public enum OnConflict implements Worded {
    /** Free the port by stopping any holder that the guard allows; else fall back. */
    EVICT("evict"),
    /** Stop only what is recorded under the same key, or a server whose build is proven dead; else fall back. */
    RECLAIM("reclaim"),
    /** Never stop anything; use the next free port. */
    FALLBACK("fallback"),
    /** Never stop anything, use no other port; say who holds it. */
    FAIL("fail"),
    /** Keep our own proven, unchanged, running server; else as {@link #RECLAIM}. */
    REUSE("reuse");

    private final String word;

    OnConflict(String word) {
        this.word = word;
    }

    /** The policy that applies where the user named none. */
    public static OnConflict defaultFor(Side side) {
        return side == Side.PERSON ? EVICT : RECLAIM;
    }

    /** Whether this policy may ever stop a process. */
    public boolean mayStop() {
        return this != FALLBACK && this != FAIL;
    }

    @Override
    public String word() {
        return word;
    }
}
