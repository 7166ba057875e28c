package dev.portman.port;

import dev.portman.holder.HolderFinder;
import dev.portman.model.Holders;
import dev.portman.model.PortRange;
import dev.portman.model.PortState;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;

/**
 * Tells whether a normal server, one that sets SO_REUSEADDR and listens on every address, could start on a port now. It binds
 * and never listens or connects: connecting misleads in most cases, can hang, and disturbs whoever listens.
 */
public final class PortProbe {

    /** A bind of somebody's probe lasts microseconds and looks like a server that does not listen yet. */
    private static final int LOOKS = 5;

    private static final long PAUSE_NANOS = 4_000_000;

    private final HolderFinder finder;

    /** A probe that asks {@code finder} what stands in the way where a bind fails. */
    public PortProbe(HolderFinder finder) {
        this.finder = finder;
    }

    /**
     * The state of {@code port} at this moment; nothing keeps it that way. The remains of old connections (TIME_WAIT) do not
     * count where SO_REUSEADDR overcomes them. Where it does not, since the server that left them did not set it, the port is
     * {@link PortState#IN_USE_BY_CONNECTION} for up to 60 s, as it is while a connection outlives its listener or uses the
     * port as its local end. Answers in microseconds, except {@link PortState#BOUND}, which takes some 40 ms to be sure.
     *
     * @param port 1 to 65535
     */
    public PortState probe(int port) {
        if (port < 1 || port > PortRange.MAX_PORT) {
            throw new IllegalArgumentException("no port: " + port);
        }
        PortState state = look(port);
        for (int looks = 1; looks < LOOKS && state == PortState.BOUND; looks++) {
            LockSupport.parkNanos(PAUSE_NANOS);
            state = look(port);
        }
        return state;
    }

    /**
     * A port that nobody uses on any address, chosen by the system from its range for that purpose; nothing keeps it free.
     *
     * @throws java.io.UncheckedIOException if the system has none
     */
    public int anyFreePort() {
        int port = Bind.anyPort();
        while (!Bind.seesEveryListener() && finder.isListening(port)) {
            port = Bind.anyPort();
        }
        return port;
    }

    private PortState look(int port) {
        if (Bind.PLAIN.attempt(port) == Bind.Outcome.DONE) {
            return Bind.seesEveryListener() || !finder.isListening(port) ? PortState.FREE : PortState.LISTENING;
        }
        Bind.Outcome asServer = Bind.AS_SERVER.attempt(port);
        if (asServer == Bind.Outcome.DENIED) {
            return PortState.NO_PERMISSION;
        }
        if (finder.isListening(port)) {
            return PortState.LISTENING;
        }
        OptionalInt connections = finder.connections(port);
        if (asServer == Bind.Outcome.DONE) {
            // A socket that is bound and does not listen lets others bind beside it, and stands in no table.
            boolean explained = connections.isEmpty() || connections.getAsInt() > 0;
            return explained ? PortState.FREE : PortState.BOUND;
        }
        if (connections.isEmpty() && finder.holders(port) instanceof Holders.LookFailed) {
            // Held it is; whoever asks by whom is told that looking failed, rather than that nobody listens.
            return PortState.LISTENING;
        }
        return connections.orElse(0) > 0 ? PortState.IN_USE_BY_CONNECTION : PortState.BOUND;
    }
}
