package dev.portman.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Waits for a file lock in the kernel's own queue (F_SETLKW, fcntl(2)), which is served in turn. Trying again and again would let whoever has
 * just come pass whoever has waited for long, and with 64 builds at a time leave the owner no processor to finish with.
 */
final class LockQueue {

    private LockQueue() {}

    /**
     * Locks the file of {@code channel}; closing the channel releases it, whether or not it was had.
     *
     * @return {@code false} if there was no time left or the thread was interrupted (its flag stays set); the channel is closed then
     */
    static boolean lock(FileChannel channel, Patience patience) throws IOException {
        if (isFree(channel)) {
            return true;
        }
        AtomicBoolean locked = new AtomicBoolean();
        Thread queued = new Thread(() -> locked.set(queue(channel)), "portman-lock");
        queued.setDaemon(true);
        queued.start();
        try {
            do {
                queued.join(patience.slice());
            } while (queued.isAlive() && !patience.isOver());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (queued.isAlive() || Thread.currentThread().isInterrupted()) {
            channel.close();
            return false;
        }
        return locked.get();
    }

    // The lock belongs to the channel and is released with it.
    @SuppressWarnings("resource")
    private static boolean isFree(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException sameJvm) {
            // Only if somebody replaced the system properties that JvmLock lives in.
            return false;
        }
    }

    @SuppressWarnings("resource")
    private static boolean queue(FileChannel channel) {
        try {
            return channel.lock().isValid();
        } catch (IOException | OverlappingFileLockException outOfTime) {
            // Closed by whoever has lost patience; or as above.
            return false;
        }
    }
}
