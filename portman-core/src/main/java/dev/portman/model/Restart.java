package dev.portman.model;

import java.util.Locale;

/** Whether a server that ends by itself while somebody attends to it in the foreground is started again. */
public enum Restart {
    /** It stays ended. */
    NEVER,
    /** Again, a limited number of times, if its exit code or a signal says that it failed. */
    ON_FAILURE;

    /** The word that users write. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
