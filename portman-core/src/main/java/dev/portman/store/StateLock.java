package dev.portman.store;

import dev.portman.model.StateFolderException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Lets one start at a time decide about ports, among all processes and all class loaders of this user. The file lock dies with its
 * process, so nobody is ever locked out by a crash. POSIX drops it as soon as its process closes any channel on the file (fcntl(2)),
 * so inside a JVM only who holds {@link JvmLock} may open one.
 */
public final class StateLock {

    private static final Set<OpenOption> OPEN =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

    private final Path file;
    private final LockOwner owner;

    /** The lock of a state folder. */
    public StateLock(StateFolder folder) {
        this.file = folder.path().resolve("portman.lock");
        this.owner = new LockOwner(folder.path().resolve("portman.lock.owner"));
    }

    /**
     * Does {@code work} while nobody else holds the lock. A thread that holds it already does it at once.
     *
     * @param purpose shown to whoever waits in vain, for example {@code start backend}
     * @param limit how long to wait for the lock; how long {@code work} takes is not limited
     * @return what {@code work} returns
     * @throws StateFolderException if the lock cannot be had in time, naming who holds it, or not at all
     */
    public <T> T hold(String purpose, Duration limit, Supplier<T> work) {
        Patience patience = new Patience(limit);
        JvmLock inside = new JvmLock(file);
        if (inside.isMine()) {
            return work.get();
        }
        if (!inside.acquire(patience)) {
            throw outOfTime(limit);
        }
        try {
            return holdFile(purpose, patience, work);
        } finally {
            inside.release();
        }
    }

    private <T> T holdFile(String purpose, Patience patience, Supplier<T> work) {
        try (FileChannel channel = FileChannel.open(file, OPEN, Modes.file(file))) {
            if (!LockQueue.lock(channel, patience)) {
                throw outOfTime(patience.limit());
            }
            // Closing the channel releases the lock, whatever happens in between.
            owner.write(purpose);
            try {
                return work.get();
            } finally {
                owner.clear();
            }
        } catch (IOException e) {
            throw new StateFolderException(
                    "Lock " + file + " cannot be had: " + Causes.of(e) + ".",
                    "Check free space and permissions there, or set PORTMAN_STATE_HOME to a local folder of yours.",
                    e);
        }
    }

    private StateFolderException outOfTime(Duration limit) {
        return new StateFolderException(
                "Lock " + file + " was not free within " + limit.toMillis() + " ms: " + owner.describe() + ".",
                "Try again; if that process hangs, stop it. The lock is free as soon as it is gone.");
    }
}
