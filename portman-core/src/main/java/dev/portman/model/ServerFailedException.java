package dev.portman.model;

import java.util.Optional;

/** A server could not be launched, ended before it was ready, or could not be stopped. */
public final class ServerFailedException extends PortmanException {

    private static final long serialVersionUID = 1L;

    private final transient Optional<Integer> endedWith;
    private final transient Optional<FailureCause> reason;

    /**
     * What happened, and the way out.
     *
     * @param message the facts in one line
     * @param advice the next step, as a sentence
     */
    public ServerFailedException(String message, String advice) {
        this(message, advice, Optional.empty(), Optional.empty());
    }

    /**
     * The same of a server that was launched.
     *
     * @param endedWith its exit code, 128 and more for a signal; empty if it did not end by itself
     * @param reason why it failed, where that is recognised
     */
    public ServerFailedException(
            String message, String advice, Optional<Integer> endedWith, Optional<FailureCause> reason) {
        super(message, advice);
        this.endedWith = endedWith;
        this.reason = reason;
    }

    /** The exit code of the server, 128 and more for a signal; empty if it did not end by itself. */
    public Optional<Integer> endedWith() {
        return endedWith;
    }

    /** Why the server failed, where that is recognised. */
    public Optional<FailureCause> reason() {
        return reason;
    }

    @Override
    public int exitCode() {
        return 1;
    }
}
