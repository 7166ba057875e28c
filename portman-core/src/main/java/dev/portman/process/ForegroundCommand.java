package dev.portman.process;

import dev.portman.model.Command;
import dev.portman.model.JavaOptions;
import dev.portman.model.ServerFailedException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A command that the user waits for: it has our terminal, in and out, and Ctrl-C reaches it as if it had been started by hand. */
public final class ForegroundCommand {

    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Process process;

    private ForegroundCommand(Process process) {
        this.process = process;
    }

    /**
     * Starts it.
     *
     * @param published variables that are added to its environment
     * @throws ServerFailedException if the system refuses to start it
     */
    public static ForegroundCommand start(Command command, Map<String, String> published) {
        List<String> words = new ArrayList<>(command.argv());
        words.set(0, CommandLookup.check(command).toString());
        ProcessBuilder builder = new ProcessBuilder(words).inheritIO();
        builder.directory(command.workingDirectory().toFile());
        JavaOptions.giveBack(builder.environment());
        builder.environment().putAll(published);
        builder.environment().putAll(command.environment());
        try {
            return new ForegroundCommand(builder.start());
        } catch (IOException e) {
            throw new ServerFailedException(
                    "The system refused to start " + command.argv().get(0) + ": " + e.getMessage() + ".",
                    "Check that it runs when you start it by hand in " + command.workingDirectory() + ".");
        }
    }

    /** Waits for its end: its exit code, 128 and the number of the signal if one ended it. */
    public int await() throws InterruptedException {
        return process.waitFor();
    }

    /** Ends it, if it does not end by itself in the given time: asked first, by force at last. */
    public void end(Duration byItself) {
        try {
            if (process.waitFor(byItself.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
            process.destroy();
            if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Ends it at once. */
    public void endAtOnce() {
        process.destroyForcibly();
    }
}
