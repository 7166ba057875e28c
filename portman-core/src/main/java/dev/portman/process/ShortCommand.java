package dev.portman.process;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Runs a program for nothing but its exit code; what it writes is thrown away. */
final class ShortCommand {

    private ShortCommand() {}

    /**
     * Runs it, at most as long as {@code limit}; what takes longer is ended by force.
     *
     * @return whether it ended with 0; an interrupted thread keeps its flag, and gets {@code false}
     * @throws IOException if the system refuses to start it
     */
    static boolean succeeds(ProcessBuilder builder, Duration limit) throws IOException {
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        Process process = builder.start();
        try {
            if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue() == 0;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            // Whoever is interrupted leaves the program to itself.
            return false;
        }
        process.destroyForcibly();
        return false;
    }
}
