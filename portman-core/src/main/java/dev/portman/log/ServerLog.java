package dev.portman.log;

import dev.portman.model.ServerFailedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The log file of one server: a new one per start, a few previous ones kept, and its last lines for a message. */
public final class ServerLog {

    private ServerLog() {}

    /**
     * Makes room for a new run: {@code <name>.log} becomes {@code .log.1} and so on, three previous ones are kept (empty ones are not),
     * and an empty {@code <name>.log} is created, mode 0600 whatever the umask says. A link in its place is removed, never followed.
     *
     * @param logsDirectory created (0700) where it is missing, with a {@code .gitignore} that ignores all of it
     * @param name of the server
     * @return the new file, to be opened for appending
     * @throws ServerFailedException if it cannot be created
     */
    public static Path prepare(Path logsDirectory, String name) {
        try {
            LogFolder folder = LogFolder.at(logsDirectory);
            folder.rotate(name);
            return folder.create(name);
        } catch (IOException e) {
            throw new ServerFailedException(
                    "The log of " + name + " cannot be created in " + logsDirectory + ": " + LogFolder.reason(e) + ".",
                    "Make that folder writable, or set <logsDirectory> to another one.");
        }
    }

    /** The last lines, cleaned of the secrets of our own environment; see {@link #tail(Path, int, Redactor)}. */
    public static List<String> tail(Path log, int lines) {
        return tail(log, lines, Redactor.forEnvironment(System.getenv()));
    }

    /**
     * The last lines of a log, from its last 8 KiB: decoded as UTF-8 with replacement, colours removed, other control characters
     * escaped, secrets replaced, long lines cut.
     *
     * @param log may be missing
     * @param lines at most so many
     * @param redactor knows the server's secrets
     * @return oldest first; empty if there is no log or nothing in it; one line in parentheses if it cannot be read
     */
    public static List<String> tail(Path log, int lines, Redactor redactor) {
        return LogTail.of(log, lines, redactor);
    }
}
