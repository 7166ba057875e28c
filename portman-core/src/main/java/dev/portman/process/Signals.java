package dev.portman.process;

import dev.portman.model.StopSignal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/**
 * Sends signals. TERM and KILL go through the JDK, which checks once more that the process is the one its handle was made for; it knows no other signal, so CONT, INT and
 * QUIT take the {@code kill} that every POSIX shell has built in. Never asks whether it should: that is done before.
 */
final class Signals {

    private static final Duration HELPER_LIMIT = Duration.ofSeconds(5);
    private static final String SCRIPT = "kill -s \"$1\" \"$2\"";

    /** Asks to end; {@code false} if the system refused, or whoever is meant by {@code process} is not there any more. */
    boolean ask(ProcessHandle process, StopSignal signal) {
        return signal == StopSignal.TERM ? process.destroy() : viaShell(process, signal.posixName());
    }

    /** Ends by force. */
    boolean force(ProcessHandle process) {
        return process.destroyForcibly();
    }

    /** Lets a stopped process go on, so that it can react to what it was asked. */
    boolean resume(ProcessHandle process) {
        return viaShell(process, "CONT");
    }

    private static boolean viaShell(ProcessHandle meant, String signal) {
        if (!meant.isAlive()) {
            return false;
        }
        ProcessBuilder kill =
                new ProcessBuilder("/bin/sh", "-c", SCRIPT, "portman", signal, Long.toString(meant.pid()));
        try {
            return ShortCommand.succeeds(kill, HELPER_LIMIT);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run /bin/sh to send SIG" + signal, e);
        }
    }
}
