package dev.portman.session;

import dev.portman.model.PortmanException;
import dev.portman.model.ProgressEvent;
import dev.portman.model.ServerSpec;
import java.util.List;
import java.util.function.Consumer;

/** Servers that run while somebody watches: what they write is shown until all of them have ended. */
public final class Foreground {

    private static final long LAST_LINES = 1000;

    private final List<ServerSpec> specs;
    private final LogSink sink;

    /**
     * For the given servers.
     *
     * @param sink takes what they write, from a thread of its own
     */
    public Foreground(List<ServerSpec> specs, LogSink sink) {
        this.specs = List.copyOf(specs);
        this.sink = sink;
    }

    /**
     * Starts the servers of a session and returns when none of them runs any more, or this process is ending.
     *
     * @param told what happens: who has ended without being asked, and who is started again
     * @param failed is told of a server that could not be started again
     * @throws PortmanException if one cannot be started at first
     */
    public void run(Session session, Consumer<ProgressEvent> told, Consumer<PortmanException> failed)
            throws InterruptedException {
        // Opened before the start: what a server writes while it starts is news.
        try (LogStream logs = new LogStream(specs.stream().map(LogSource::of).toList(), LogSelection.last(0), sink)) {
            Thread follower = new Thread(logs::follow, "portman-logs");
            follower.setDaemon(true);
            follower.start();
            try {
                session.start();
                new Attendance(session, RestartPolicy.USUAL, told, failed).await();
            } finally {
                logs.end();
                follower.join(LAST_LINES);
            }
        }
    }
}
