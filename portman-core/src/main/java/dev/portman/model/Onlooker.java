package dev.portman.model;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Somebody who is told what happens while it happens, and whose failures end nothing: a server has to be stopped whether or not that can be printed.
 *
 * @param <T> what is told
 */
public final class Onlooker<T> implements Consumer<T> {

    private final Consumer<T> told;
    private final AtomicBoolean failed = new AtomicBoolean();

    /**
     * Tells somebody.
     *
     * @param told may throw anything
     */
    public Onlooker(Consumer<T> told) {
        this.told = told;
    }

    @Override
    public void accept(T what) {
        tell(what);
    }

    /**
     * The same; the first failure goes where those of a thread go that nobody catches, standard error as a rule. Those after it are more of the same.
     *
     * @return the first failure, when it happens
     */
    public Optional<Throwable> tell(T what) {
        try {
            told.accept(what);
            return Optional.empty();
        } catch (RuntimeException | Error e) {
            if (!failed.compareAndSet(false, true)) {
                return Optional.empty();
            }
            leaveUncaught(e);
            return Optional.of(e);
        }
    }

    /** By a thread of its own, which may end of it. */
    private static void leaveUncaught(Throwable failure) {
        Thread thread = Thread.currentThread();
        Thread.UncaughtExceptionHandler handler = thread.getUncaughtExceptionHandler();
        new Thread(() -> handler.uncaughtException(thread, failure)).start();
    }
}
