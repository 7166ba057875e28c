package dev.portman.model;

/** The guard refuses to signal a process, so what was asked cannot be had. */
public final class RefusedException extends PortmanException {

    private static final long serialVersionUID = 1L;

    /**
     * What happened, and the way out.
     *
     * @param message the facts in one line
     * @param advice the next step, as a sentence
     */
    public RefusedException(String message, String advice) {
        super(message, advice);
    }

    @Override
    public int exitCode() {
        return 6;
    }
}
