package dev.portman.store;

import java.nio.file.Path;

/**
 * Excludes the threads of one JVM, also those that see this class through another class loader (two versions of the plugin in one
 * build). What all class loaders share are interned strings (JLS 3.10.5) as monitors and the system properties as memory; the value is a
 * String, as everybody expects of a system property.
 */
final class JvmLock {

    private final String key;

    JvmLock(Path file) {
        this.key = ("dev.portman.lock:" + file).intern();
    }

    /** Whether this very thread holds it. */
    boolean isMine() {
        return me().equals(System.getProperty(key));
    }

    /** Waits for it; {@code false} if there is no time left or the thread was interrupted. */
    boolean acquire(Patience patience) {
        synchronized (key) {
            while (System.getProperty(key) != null) {
                try {
                    key.wait(patience.slice());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return false;
                }
                if (System.getProperty(key) != null && patience.isOver()) {
                    return false;
                }
            }
            System.setProperty(key, me());
            return true;
        }
    }

    void release() {
        synchronized (key) {
            System.clearProperty(key);
            key.notifyAll();
        }
    }

    private static String me() {
        return "thread " + Thread.currentThread().getId();
    }
}
