package dev.portman.model;

/**
 * "You cannot have what you asked": what happened and the facts in the message, the way out in {@link #advice()}, and the exit code
 * that scripts see. Expected outcomes are values, not exceptions.
 */
public abstract sealed class PortmanException extends RuntimeException
        permits InvalidInputException,
                UnknownServerException,
                PortHeldException,
                RefusedException,
                NotReadyException,
                ServerFailedException,
                StateFolderException {

    private static final long serialVersionUID = 1L;

    private final String advice;

    PortmanException(String message, String advice) {
        super(message);
        this.advice = advice;
    }

    PortmanException(String message, String advice, Throwable cause) {
        super(message, cause);
        this.advice = advice;
    }

    /** What to do next, as a sentence; empty where the message says it already. */
    public final String advice() {
        return advice;
    }

    /** The exit code of the command line (DESIGN: 1 failure, 2 usage, 4 unknown server, 5 port held, 6 refused, 7 not ready). */
    public abstract int exitCode();
}
