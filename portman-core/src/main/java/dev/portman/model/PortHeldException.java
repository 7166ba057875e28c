package dev.portman.model;

/** The port is held, and neither stopping its holder nor another port was possible or allowed. */
public final class PortHeldException extends PortmanException {

    private static final long serialVersionUID = 1L;

    /**
     * What happened, and the way out.
     *
     * @param message the facts in one line
     * @param advice the next step, as a sentence
     */
    public PortHeldException(String message, String advice) {
        super(message, advice);
    }

    @Override
    public int exitCode() {
        return 5;
    }
}
