package dev.portman.session;

import dev.portman.log.ErrorLines;
import dev.portman.log.LogReader;
import dev.portman.model.ServerFailedException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Predicate;

/** One log of a stream: hands on the lines that are wanted. */
final class LogPart {

    /** When errors are looked for; a log may be larger than anybody wants to wait for. */
    private static final long SEARCHED = 8L << 20;

    private final LogSource source;
    private final LogReader reader;
    private final Predicate<String> wanted;
    private final Deque<String> found = new ArrayDeque<>();

    private LogPart(LogSource source, LogReader reader, Predicate<String> wanted) {
        this.source = source;
        this.reader = reader;
        this.wanted = wanted;
    }

    /** Stands before what is wanted of what is there now. */
    static LogPart open(LogSource source, LogSelection selection) {
        try {
            if (selection.errors().isEmpty()) {
                return new LogPart(source, LogReader.beforeLast(source.file(), selection.lines()), line -> true);
            }
            LogPart part = new LogPart(
                    source,
                    LogReader.withinLast(source.file(), SEARCHED),
                    new ErrorLines(selection.errors().get()));
            part.reader.read(line -> part.keep(line, selection.lines()));
            return part;
        } catch (IOException e) {
            throw unreadable(source, e);
        }
    }

    LogSource source() {
        return source;
    }

    /** Hands on what was not handed on yet. */
    void read(LogSink sink) {
        found.forEach(line -> sink.line(source.server(), line));
        found.clear();
        try {
            reader.read(line -> tell(line, sink));
        } catch (IOException e) {
            throw unreadable(source, e);
        }
    }

    /** Hands on a last line that has no end yet. */
    void rest(LogSink sink) {
        reader.rest(line -> tell(line, sink));
    }

    void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw unreadable(source, e);
        }
    }

    private void tell(String line, LogSink sink) {
        if (wanted.test(line)) {
            sink.line(source.server(), line);
        }
    }

    private void keep(String line, int most) {
        if (wanted.test(line)) {
            found.addLast(line);
            if (found.size() > most) {
                found.removeFirst();
            }
        }
    }

    private static ServerFailedException unreadable(LogSource source, IOException e) {
        return new ServerFailedException(
                "The log of " + source.server() + ", " + source.file() + ", cannot be read: " + e.getMessage() + ".",
                "Check its permissions.");
    }
}
