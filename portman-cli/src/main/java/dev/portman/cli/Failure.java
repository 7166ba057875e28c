package dev.portman.cli;

import dev.portman.model.PortmanException;
import dev.portman.session.Ending;

/** Whatever goes wrong in a verb, as a message and an exit code. */
final class Failure {

    private Failure() {}

    /** Tells the user, and returns the exit code. */
    static int told(Exception e, Screen screen) {
        if (Ending.isUnderWay()) {
            return ExitCode.INTERRUPTED;
        }
        if (e instanceof InterruptedException) {
            Thread.currentThread().interrupt();
            return ExitCode.INTERRUPTED;
        }
        if (e instanceof PortmanException known) {
            screen.error(known);
            return known.exitCode();
        }
        screen.unexpected(e);
        return ExitCode.FAILED;
    }
}
