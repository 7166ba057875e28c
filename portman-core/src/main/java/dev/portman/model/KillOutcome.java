package dev.portman.model;

/** What became of one target of a kill. */
public enum KillOutcome implements Worded {
    /** Whoever had to go is gone. */
    ENDED("ended"),
    /** There was nobody. */
    NOTHING("nothing"),
    /** It could have been ended, and is left as it was, since another target of the call is refused. */
    LEFT("left"),
    /** It may not be ended. */
    REFUSED("refused"),
    /** It was tried in vain. */
    FAILED("failed");

    private final String word;

    KillOutcome(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
