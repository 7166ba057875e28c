package dev.portman.session;

import dev.portman.log.LogReader;
import dev.portman.model.ServerFailedException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The logs of several servers as one stream of lines: first the last ones that are there, then, if wanted, what comes. */
public final class LogStream implements AutoCloseable {

    /** Short enough to seem immediate; one stat per log and pause. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final List<Part> parts = new ArrayList<>();
    private final LogSink sink;
    private final CountDownLatch ended = new CountDownLatch(1);

    private record Part(LogSource source, LogReader reader) {}

    /**
     * Opens the logs that are there.
     *
     * @param lines how many of the last lines of each are shown
     * @throws ServerFailedException if a log cannot be read
     */
    public LogStream(List<LogSource> sources, int lines, LogSink sink) {
        this.sink = sink;
        for (LogSource source : sources) {
            try {
                parts.add(new Part(source, LogReader.beforeLast(source.file(), lines)));
            } catch (IOException e) {
                throw unreadable(source, e);
            }
        }
    }

    /** Shows what is there, unfinished last lines included. */
    public void show() {
        readAll();
        parts.forEach(part -> part.reader().rest(line -> sink.line(part.source().server(), line)));
    }

    /** Shows what is there and what comes, until {@link #end} is called or the thread is interrupted. */
    public void follow() {
        try {
            do {
                readAll();
            } while (!ended.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        show();
    }

    /** Lets {@link #follow} show what is left, and return. */
    public void end() {
        ended.countDown();
    }

    @Override
    public void close() {
        end();
        for (Part part : parts) {
            try {
                part.reader().close();
            } catch (IOException e) {
                throw unreadable(part.source(), e);
            }
        }
    }

    private void readAll() {
        for (Part part : parts) {
            try {
                part.reader().read(line -> sink.line(part.source().server(), line));
            } catch (IOException e) {
                throw unreadable(part.source(), e);
            }
        }
    }

    private static ServerFailedException unreadable(LogSource source, IOException e) {
        return new ServerFailedException(
                "The log of " + source.server() + ", " + source.file() + ", cannot be read: " + e.getMessage() + ".",
                "Check its permissions.");
    }
}
