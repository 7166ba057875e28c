package dev.portman.store;

import dev.portman.model.StateFolderException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Optional;
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

    /** The lock of the place that we are in. */
    public StateLock(StateFolder folder) {
        this(folder.path());
    }

    /** The lock of one of its folders: of what is shared by the places of a machine, or by the machines of a home. */
    StateLock(Path folder) {
        this.file = folder.resolve("portman.lock");
        this.owner = new LockOwner(folder.resolve("portman.lock.owner"));
    }

    /**
     * Does {@code work} while nobody else holds the lock. A thread that holds it already does it at once.
     *
     * @param purpose shown to whoever waits in vain, for example {@code start backend}
     * @param limit how long to wait for one and the same owner of the lock: as long as it moves from one to the next, everybody has a turn;
     *     how long {@code work} takes is not limited
     * @return what {@code work} returns
     * @throws StateFolderException if the lock cannot be had in time, naming who holds it, or not at all
     */
    public <T> T hold(String purpose, Duration limit, Supplier<T> work) {
        Patience patience = new Patience(limit, owner::describe);
        JvmLock inside = new JvmLock(file);
        if (inside.isMine()) {
            return work.get();
        }
        if (!inside.acquire(patience)) {
            throw outOfTime(limit, owner.describe() + "; in this process, " + inside.describe());
        }
        try {
            return holdFile(LockOwner.words(purpose), patience, work);
        } finally {
            inside.release();
        }
    }

    private <T> T holdFile(String words, Patience patience, Supplier<T> work) {
        try {
            Optional<T> done = onceHeld(words, patience, work);
            while (done.isEmpty()) {
                done = onceHeld(words, patience, work);
                if (done.isEmpty() && patience.isOver()) {
                    throw outOfTime(patience.limit());
                }
            }
            return done.get();
        } catch (IOException e) {
            throw new StateFolderException(
                    "Lock " + file + " cannot be had: " + Causes.of(e) + ".",
                    "Check free space and permissions there, or set PORTMAN_STATE_HOME to a local folder of yours.",
                    e);
        }
    }

    /** Empty if the file was replaced before it was locked: whoever comes next locks another one, so that this lock excludes nobody. */
    private <T> Optional<T> onceHeld(String words, Patience patience, Supplier<T> work) throws IOException {
        Optional<Object> before = lockFile();
        try (FileChannel channel = FileChannel.open(file, OPEN, Modes.file(file))) {
            if (!LockQueue.lock(channel, patience)) {
                throw outOfTime(patience.limit());
            }
            if (before.isEmpty() || !before.equals(lockFile())) {
                return Optional.empty();
            }
            // Closing the channel releases the lock, whatever happens in between.
            owner.write(words);
            try {
                return Optional.of(work.get());
            } finally {
                owner.clear();
            }
        }
    }

    /** Which file has the name of the lock now. */
    private Optional<Object> lockFile() throws IOException {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return Optional.of(Optional.<Object>ofNullable(now.fileKey()).orElse(file));
        } catch (NoSuchFileException missing) {
            return Optional.empty();
        }
    }

    private StateFolderException outOfTime(Duration limit) {
        return outOfTime(limit, owner.describe());
    }

    private StateFolderException outOfTime(Duration limit, String holder) {
        return new StateFolderException(
                "Lock " + file + " was not free within " + limit.toMillis() + " ms: " + holder + ".",
                "Try again; if that process hangs, stop it. The lock is free as soon as it is gone.");
    }
}
