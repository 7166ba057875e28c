package dev.portman.model;

/** What the guard says about signalling one process. */
public sealed interface Verdict {

    /** It may be signalled. */
    record Allowed() implements Verdict {}

    /**
     * It must be left alone.
     *
     * @param reason completes the sentence "not stopped: it is ..."
     * @param overridable whether the user may lift this refusal by naming the process on the command line
     */
    record Refused(String reason, boolean overridable) implements Verdict {}

    /** Whether it may be signalled. */
    default boolean isAllowed() {
        return this instanceof Allowed;
    }
}
