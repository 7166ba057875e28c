package dev.portman.model;

/** The user's state folder cannot be used: nothing is started without a record, nothing is stopped on a foreign one's word. */
public final class StateFolderException extends PortmanException {

    private static final long serialVersionUID = 1L;

    /**
     * What happened, and the way out.
     *
     * @param message the facts in one line
     * @param advice the next step, as a sentence
     */
    public StateFolderException(String message, String advice) {
        super(message, advice);
    }

    /**
     * What happened, the way out, and what the system said.
     *
     * @param message the facts in one line
     * @param advice the next step, as a sentence
     * @param cause what the system said
     */
    public StateFolderException(String message, String advice, Throwable cause) {
        super(message, advice, cause);
    }

    @Override
    public int exitCode() {
        return 1;
    }
}
