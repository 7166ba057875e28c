package dev.portman.model;

import java.util.Locale;

/** How long a server lives when nobody stops it. */
public enum Lifetime {
    /** It dies with the Maven build that started it. */
    BUILD,
    /** It lives until it is stopped. */
    DETACHED;

    /** The lifetime that applies where the user named none. */
    public static Lifetime defaultFor(Caller caller) {
        return caller == Caller.USER ? DETACHED : BUILD;
    }

    /** The word that users write. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
