package dev.portman;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Undoes a start that is not completed, however this process is asked to leave it: by an exception, or by Ctrl-C or SIGTERM while it
 * waits (a shutdown hook, JLS 12.8). SIGKILL is the business of whoever comes next: the intent was recorded.
 */
final class Rollback implements AutoCloseable {

    private final Runnable undo;
    private final Thread hook;
    private final AtomicBoolean armed = new AtomicBoolean(true);

    Rollback(Runnable undo) {
        this.undo = undo;
        this.hook = new Thread(this::undoOnce, "portman-rollback");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** The start is complete; nothing is undone any more. */
    void disarm() {
        armed.set(false);
    }

    @Override
    public void close() {
        undoOnce();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The hook runs, or has run, already: it finds itself disarmed.
            armed.set(false);
        }
    }

    private void undoOnce() {
        if (armed.getAndSet(false)) {
            undo.run();
        }
    }
}
