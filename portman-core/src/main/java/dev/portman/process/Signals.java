package dev.portman.process;

import dev.portman.model.StopSignal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;

/**
 * Sends signals. TERM and KILL go through the JDK, which checks the start time once more; it knows no other signal, so CONT, INT and
 * QUIT take the {@code kill} that every POSIX shell has built in. Never asks whether it should: that is done before.
 */
final class Signals {

    private static final long HELPER_LIMIT_SECONDS = 5;
    private static final String SCRIPT = "kill -s \"$1\" \"$2\"";

    /** Asks to end; {@code false} if the system refused or nothing is there any more. */
    boolean ask(long pid, StopSignal signal) {
        return signal == StopSignal.TERM
                ? ProcessHandle.of(pid).map(ProcessHandle::destroy).orElse(false)
                : viaShell(pid, signal.name());
    }

    /** Ends by force. */
    boolean force(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::destroyForcibly).orElse(false);
    }

    /** Lets a stopped process go on, so that it can react to what it was asked. */
    boolean resume(long pid) {
        return viaShell(pid, "CONT");
    }

    private static boolean viaShell(long pid, String signal) {
        ProcessBuilder kill = new ProcessBuilder("/bin/sh", "-c", SCRIPT, "portman", signal, Long.toString(pid));
        kill.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        try {
            Process process = kill.start();
            if (!process.waitFor(HELPER_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run /bin/sh to send SIG" + signal, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
