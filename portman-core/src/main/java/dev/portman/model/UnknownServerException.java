package dev.portman.model;

/** A server was named that is not described here. */
public final class UnknownServerException extends PortmanException {

    private static final long serialVersionUID = 1L;

    /**
     * What happened, and the way out.
     *
     * @param message the facts in one line
     * @param advice the next step, as a sentence
     */
    public UnknownServerException(String message, String advice) {
        super(message, advice);
    }

    @Override
    public int exitCode() {
        return 4;
    }
}
