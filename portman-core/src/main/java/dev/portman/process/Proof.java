package dev.portman.process;

/** Whether a process is, at this very moment, the one that was meant. */
public sealed interface Proof {

    /** It is. */
    record Proven() implements Proof {}

    /** It has ended; nothing is to be signalled. */
    record Gone() implements Proof {}

    /**
     * It cannot be shown; it must not be signalled.
     *
     * @param reason completes "not stopped: ..."
     */
    record Doubt(String reason) implements Proof {}
}
