package dev.portman.model;

/** The signal that asks a server to end gracefully. */
public enum StopSignal {
    /** What every server understands; the default. */
    TERM,
    /** As Ctrl-C. */
    INT,
    /** nginx and others: finish what is under way first. */
    QUIT
}
