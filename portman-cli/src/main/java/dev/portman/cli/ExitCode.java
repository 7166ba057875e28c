package dev.portman.cli;

/** What scripts see, beside the codes that a {@link dev.portman.model.PortmanException} carries. */
final class ExitCode {

    static final int DONE = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;

    /** Not everything that {@code status} was asked for is running. */
    static final int NOT_RUNNING = 3;

    static final int INTERRUPTED = 130;

    private ExitCode() {}

    /** Ends this JVM as Ctrl-C does. */
    static void interrupted() {
        System.exit(INTERRUPTED);
    }
}
