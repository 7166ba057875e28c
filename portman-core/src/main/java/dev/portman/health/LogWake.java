package dev.portman.health;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A pause that ends early when something is written to the server's log: most servers log a line when they open their port. */
final class LogWake implements AutoCloseable {

    private final Optional<WatchService> watch;
    private final CountDownLatch over = new CountDownLatch(1);
    private boolean woken;

    /** Watches a folder; where that cannot be had (no inotify instances left), pauses are plain pauses. */
    LogWake(Path folder) {
        this.watch = watching(folder);
        watch.ifPresent(this::closeWhenOver);
    }

    /**
     * Nobody waits for it: the kernel takes 10 ms and more to end a watch (it waits for all readers of its lists), and the server is ready. Not even
     * for the start of the thread, which is therefore there from the beginning.
     */
    private void closeWhenOver(WatchService service) {
        Thread closing = new Thread(() -> closeAfter(over, service), "portman-log-wake");
        closing.setDaemon(true);
        closing.start();
    }

    private static Optional<WatchService> watching(Path folder) {
        try {
            WatchService service = FileSystems.getDefault().newWatchService();
            try {
                folder.register(service, StandardWatchEventKinds.ENTRY_MODIFY);
                return Optional.of(service);
            } catch (IOException notThisFolder) {
                service.close();
                return Optional.empty();
            }
        } catch (IOException noInotify) {
            return Optional.empty();
        }
    }

    /** Pauses at most that long; {@code false} if interrupted. */
    boolean pause(Duration limit) {
        try {
            if (watch.isPresent()) {
                WatchKey key = watch.get().poll(limit.toNanos(), TimeUnit.NANOSECONDS);
                if (key != null) {
                    key.pollEvents();
                    key.reset();
                    if (woken) {
                        // A chatty server must not turn the wait into a busy loop; the first line may be the one that
                        // matters.
                        TimeUnit.MILLISECONDS.sleep(1);
                    }
                    woken = true;
                }
            } else {
                TimeUnit.NANOSECONDS.sleep(limit.toNanos());
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        over.countDown();
    }

    private static void closeAfter(CountDownLatch over, WatchService service) {
        try (service) {
            over.await();
        } catch (IOException e) {
            throw new UncheckedIOException("the watch on a folder of logs could not be closed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
