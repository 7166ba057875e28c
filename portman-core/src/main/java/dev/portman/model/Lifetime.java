package dev.portman.model;

/** How long a server lives when nobody stops it. */
public enum Lifetime implements Worded {
    /** It dies with the Maven build that started it. */
    BUILD("build"),
    /** It lives until it is stopped. */
    DETACHED("detached");

    private final String word;

    Lifetime(String word) {
        this.word = word;
    }

    /** The lifetime that applies where the user named none. */
    public static Lifetime defaultFor(Side side) {
        return side == Side.PERSON ? DETACHED : BUILD;
    }

    @Override
    public String word() {
        return word;
    }
}
