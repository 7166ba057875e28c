package dev.portman.session;

import dev.portman.model.ServerFailedException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The logs of several servers as one stream of lines: first the last ones that are there, then, if wanted, what comes. */
public final class LogStream implements AutoCloseable {

    /** Short enough to seem immediate; one stat per log and pause. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final LogSelection selection;
    private final List<LogPart> parts = new CopyOnWriteArrayList<>();
    private final LogSink sink;
    private final CountDownLatch ended = new CountDownLatch(1);

    /**
     * Opens the logs that are there.
     *
     * @param selection which lines of each are shown
     * @throws ServerFailedException if a log cannot be read
     */
    public LogStream(List<LogSource> sources, LogSelection selection, LogSink sink) {
        this.sink = sink;
        this.selection = selection;
        sources.forEach(this::add);
    }

    /** Shows this log from now on, too, if it is not among those that are shown. */
    public void add(LogSource source) {
        if (parts.stream().noneMatch(it -> it.source().equals(source))) {
            parts.add(LogPart.open(source, selection));
        }
    }

    /** Shows what is there, unfinished last lines included. */
    public void show() {
        readAll();
        parts.forEach(part -> part.rest(sink));
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
        parts.forEach(LogPart::close);
    }

    private void readAll() {
        parts.forEach(part -> part.read(sink));
    }
}
