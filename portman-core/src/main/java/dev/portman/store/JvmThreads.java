package dev.portman.store;

import java.util.Optional;

/** The threads of this JVM by number, of all class loaders: two versions of a plugin may be at work in one JVM. */
public final class JvmThreads {

    private static final int COME_MEANWHILE = 16;

    private JvmThreads() {}

    /**
     * The number of the current thread, never used again within this JVM (Thread.getId). Of one that nobody else could find, as a virtual
     * thread, it is negative: it counts as living.
     */
    public static long own() {
        long number = Thread.currentThread().getId();
        return find(number).isPresent() ? number : -number;
    }

    /** Whether a thread lives, or nobody can tell. */
    public static boolean lives(long number) {
        return number < 0 || find(number).isPresent();
    }

    /** The living thread that has the number, if it can be seen. */
    static Optional<Thread> find(long number) {
        Thread current = Thread.currentThread();
        ThreadGroup top = current.getThreadGroup();
        while (top != null && top.getParent() != null) {
            top = top.getParent();
        }
        if (top == null) {
            return Optional.empty();
        }
        for (Thread each : threads(top)) {
            if (each != null && each.getId() == number) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /** What does not fit is left out silently (ThreadGroup.enumerate), so there is always room for one more. */
    private static Thread[] threads(ThreadGroup top) {
        Thread[] threads = new Thread[top.activeCount() + COME_MEANWHILE];
        while (top.enumerate(threads, true) == threads.length) {
            threads = new Thread[threads.length * 2];
        }
        return threads;
    }
}
