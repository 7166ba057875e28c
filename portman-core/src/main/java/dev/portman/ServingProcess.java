package dev.portman;

import dev.portman.health.ListenerProof;
import dev.portman.health.Startup;
import dev.portman.internal.ownership.DetachedListener;
import dev.portman.internal.ownership.Liveness;
import dev.portman.model.ServerRecord;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The process that serves once a server is ready: the launched one, or, of a server that goes into the background, the one that stays. */
final class ServingProcess {

    /** Tools that wait for what they start, such as pg_ctl, look ten times a second. */
    private static final Duration DETACHES_WITHIN = Duration.ofMillis(500);

    /** Between the fork of a daemon and its new session there are few instructions; a busy machine needs longer for them. */
    private static final Duration FORKS_WITHIN = Duration.ofMillis(50);

    private final Startup startup;
    private final Machine machine;

    ServingProcess(Startup startup, Machine machine) {
        this.startup = startup;
        this.machine = machine;
    }

    /** The record of the ready server, led by the process that serves; waits for a first process that is about to end. */
    ServerRecord leads(ServerRecord ready) {
        if (startup.process().isAlive() && DetachedListener.mayCome(ready, machine.table())) {
            awaitEnd(FORKS_WITHIN);
        }
        if (startup.process().isAlive() && DetachedListener.exists(ready, machine.table())) {
            awaitEnd(DETACHES_WITHIN);
        }
        return startup.process().isAlive() ? ready : led(ready);
    }

    /** Whether the process that leads a record has ended since it was written. */
    boolean hasEnded(ServerRecord ready) {
        return ready.leader().filter(it -> Liveness.lives(it, machine.table())).isEmpty();
    }

    private ServerRecord led(ServerRecord ready) {
        // Its end is not the end of the server.
        machine.children().remove(ready);
        return new ListenerProof(machine.finder(), machine.table())
                .serving(ready)
                .map(ready::launched)
                .orElse(ready);
    }

    private void awaitEnd(Duration limit) {
        try {
            startup.process().waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
