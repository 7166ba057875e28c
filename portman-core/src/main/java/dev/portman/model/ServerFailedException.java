package dev.portman.model;

/** A server could not be launched, ended before it was ready, or could not be stopped. */
public final class ServerFailedException extends PortmanException {

    private static final long serialVersionUID = 1L;

    /**
     * What happened, and the way out.
     *
     * @param message the facts in one line
     * @param advice the next step, as a sentence
     */
    public ServerFailedException(String message, String advice) {
        super(message, advice);
    }

    @Override
    public int exitCode() {
        return 1;
    }
}
