package dev.portman.model;

/** Whether a server that ends by itself while somebody attends to it in the foreground is started again. */
public enum Restart implements Worded {
    /** It stays ended. */
    NEVER("never"),
    /** Again, a limited number of times, if its exit code or a signal says that it failed. */
    ON_FAILURE("on-failure");

    private final String word;

    Restart(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
