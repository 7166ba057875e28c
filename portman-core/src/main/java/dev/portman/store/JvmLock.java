package dev.portman.store;

import dev.portman.model.Printable;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * Excludes the threads of one JVM, also those that see this class through another class loader (two versions of the plugin in one
 * build). What all class loaders share are interned strings (JLS 3.10.5) as monitors and the system properties as memory; the value is a
 * String, as everybody expects of a system property. A property outlives its thread, and some tools hand all of them to the JVMs that they
 * start, so an owner that has ended, or is of another process, owns nothing.
 */
final class JvmLock {

    private static final String PROCESS = "pid " + ProcessHandle.current().pid() + " ";

    /** The whole value where the owner is of a version that left out the process. */
    private static final String THREAD = "thread ";

    private final String key;

    JvmLock(Path file) {
        this.key = ("dev.portman.lock:" + file).intern();
    }

    /** Whether this very thread holds it. */
    boolean isMine() {
        String value = System.getProperty(key);
        return value != null && value.equals(me());
    }

    /** Waits for it; {@code false} if there is no time left or the thread was interrupted. */
    boolean acquire(Patience patience) {
        synchronized (key) {
            while (isHeld()) {
                try {
                    key.wait(patience.slice());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return false;
                }
                if (isHeld() && patience.isOver()) {
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

    /** Who holds it, as a clause for whoever has waited in vain. */
    String describe() {
        String value = System.getProperty(key, "nobody");
        OptionalLong number = thread(value);
        String name = number.isPresent()
                ? JvmThreads.find(number.getAsLong()).map(Thread::getName).orElse("")
                : "";
        return Printable.escape(name.isEmpty() ? value : value + " (" + name + ")") + " has it";
    }

    private boolean isHeld() {
        String value = System.getProperty(key);
        if (value == null) {
            return false;
        }
        OptionalLong number = thread(value);
        if (number.isPresent()) {
            return JvmThreads.lives(number.getAsLong());
        }
        // Words of a version that is not known here: it may live.
        return !value.startsWith("pid ");
    }

    /** The number of a thread of this process; empty if the value names none. */
    private static OptionalLong thread(String value) {
        String own = value.startsWith(PROCESS) ? value.substring(PROCESS.length()) : value;
        if (!own.startsWith(THREAD)) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(own.substring(THREAD.length())));
        } catch (NumberFormatException noNumber) {
            return OptionalLong.empty();
        }
    }

    private static String me() {
        return PROCESS + THREAD + JvmThreads.own();
    }
}
