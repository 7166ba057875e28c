package dev.portman.model;

/** A server did not become ready in time; it was stopped again. */
public final class NotReadyException extends PortmanException {

    private static final long serialVersionUID = 1L;

    /**
     * What happened, and the way out.
     *
     * @param message the facts in one line
     * @param advice the next step, as a sentence
     */
    public NotReadyException(String message, String advice) {
        super(message, advice);
    }

    @Override
    public int exitCode() {
        return 7;
    }
}
