package dev.portman.session;

import dev.portman.model.PortmanException;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerSpec;
import java.util.List;
import java.util.function.Function;

/** Servers that run while somebody watches: what they write is shown until all of them have ended. */
public final class Foreground {

    private static final long LAST_LINES = 1000;

    private final List<ServerSpec> specs;
    private final Function<ServerKey, String> names;
    private final LogSink sink;

    /**
     * For the given servers.
     *
     * @param sink takes what they write, from a thread of its own
     */
    public Foreground(List<ServerSpec> specs, LogSink sink) {
        this(specs, ServerKey::name, sink);
    }

    /**
     * The same where the servers are known by other names.
     *
     * @param names under which the sink knows them
     */
    public Foreground(List<ServerSpec> specs, Function<ServerKey, String> names, LogSink sink) {
        this.specs = List.copyOf(specs);
        this.names = names;
        this.sink = sink;
    }

    /**
     * Starts the servers of a session and returns when none of them runs any more, or this process is ending.
     *
     * @param audience is told who has ended without being asked, and who is started again
     * @throws PortmanException if one cannot be started at first
     */
    public void run(Session session, Audience audience) throws InterruptedException {
        run(session, logs -> new Attendance(session, RestartPolicy.USUAL, audience).await());
    }

    /**
     * The same, until this process is ending: what changes on the disk changes what runs.
     *
     * @throws PortmanException if one cannot be started at first
     */
    public void run(Session session, Watching watching, Audience audience) throws InterruptedException {
        run(session, logs -> {
            Attendance attendance = new Attendance(session, RestartPolicy.USUAL, audience);
            new Keeping(session, attendance, watching, audience, it -> logs.add(log(it, session))).await();
        });
    }

    private LogSource log(ServerSpec spec, Session session) {
        return session.log(spec).as(names.apply(spec.key()));
    }

    /** What is done while servers run. */
    private interface Stay {
        void with(LogStream logs) throws InterruptedException;
    }

    private void run(Session session, Stay stay) throws InterruptedException {
        // Opened before the start: what a server writes while it starts is news.
        try (LogStream logs =
                new LogStream(specs.stream().map(it -> log(it, session)).toList(), LogSelection.last(0), sink)) {
            Thread follower = new Thread(logs::follow, "portman-logs");
            follower.setDaemon(true);
            follower.start();
            try {
                session.start();
                stay.with(logs);
            } finally {
                logs.end();
                follower.join(LAST_LINES);
            }
        }
    }
}
