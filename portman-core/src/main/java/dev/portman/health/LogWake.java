package dev.portman.health;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A pause that ends early when something is written to the server's log: most servers log a line when they open their port. */
final class LogWake implements AutoCloseable {

    private final Optional<WatchService> watch;

    /** Watches a folder; where that cannot be had (no inotify instances left), pauses are plain pauses. */
    LogWake(Path folder) {
        this.watch = watching(folder);
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
                    // A chatty server must not turn the wait into a busy loop.
                    TimeUnit.MILLISECONDS.sleep(1);
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
    public void close() throws IOException {
        if (watch.isPresent()) {
            watch.get().close();
        }
    }
}
