package dev.portman.model;

/** The signal that asks a server to end gracefully. */
public enum StopSignal implements Worded {
    /** What every server understands; the default. */
    TERM("term", "TERM"),
    /** As Ctrl-C. */
    INT("int", "INT"),
    /** nginx and others: finish what is under way first. */
    QUIT("quit", "QUIT");

    private final String word;
    private final String posixName;

    StopSignal(String word, String posixName) {
        this.word = word;
        this.posixName = posixName;
    }

    @Override
    public String word() {
        return word;
    }

    /** Its name for {@code kill -s} and for people, without {@code SIG} (signal.h(0p)). */
    public String posixName() {
        return posixName;
    }
}
