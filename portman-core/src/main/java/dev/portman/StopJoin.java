package dev.portman;

import dev.portman.internal.ownership.Liveness;
import dev.portman.model.Cleanup;
import dev.portman.model.ProcessIdentity;
import dev.portman.model.ProgressEvent;
import dev.portman.model.ServerFailedException;
import dev.portman.model.ServerRecord;
import dev.portman.model.StopClaim;
import dev.portman.process.Deadline;
import dev.portman.process.ProcessTable;
import dev.portman.process.SuspectLook;
import dev.portman.store.JvmThreads;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Waits for a stop that another call owns. */
final class StopJoin {

    /** Beside what the server and its hooks may take: force, the release of the port, a busy machine. */
    private static final Duration MARGIN = Duration.ofSeconds(20);

    private final Lifecycle lifecycle;
    private final ProcessTable table;
    private final Consumer<ProgressEvent> told;

    StopJoin(Lifecycle lifecycle, ProcessTable table, Consumer<ProgressEvent> told) {
        this.lifecycle = lifecycle;
        this.table = table;
        this.told = told;
    }

    /**
     * Returns when the stop has ended, has given the server back, its process is gone, or {@code unwanted} holds.
     *
     * @param claimed the record as the owner claimed it
     * @throws ServerFailedException if the owner waits for this very process, as for a hook; or if it takes longer than server and hooks may
     */
    void await(ServerRecord claimed, BooleanSupplier unwanted) {
        StopClaim stop = claimed.stop().orElseThrow();
        ProcessIdentity owner =
                stop.hook().filter(it -> !Liveness.lives(stop.process(), table)).orElse(stop.process());
        refuseToWaitFor(stop, claimed);
        told.accept(new ProgressEvent.StopUnderWay(claimed, owner));
        Duration limit = limit(claimed);
        boolean over = Deadline.in(limit).await(() -> unwanted.getAsBoolean() || !isUnderWay(claimed));
        if (!over) {
            throw new ServerFailedException(
                    claimed.key().name() + " is still being stopped by pid " + owner.pid() + " after "
                            + limit.toSeconds() + " s.",
                    "Look at what that process waits for (kill -CONT " + owner.pid()
                            + " if it is halted), or end it: the next stop finishes what it has begun.");
        }
    }

    private boolean isUnderWay(ServerRecord claimed) {
        Optional<ServerRecord> now = lifecycle.now(claimed);
        return now.isPresent() && Liveness.isBeingStopped(now.get(), table);
    }

    private void refuseToWaitFor(StopClaim stop, ServerRecord server) {
        boolean waitsForUs = stop.process().isSameProcessAs(table.self())
                ? stop.thread() == JvmThreads.own()
                : new SuspectLook(table, nobody -> Optional.empty())
                        .isAboveUs(stop.hook().orElse(stop.process()).pid());
        if (waitsForUs) {
            throw new ServerFailedException(
                    server.key().name() + " is being stopped by pid "
                            + stop.process().pid() + ", which has started this call and may wait for it.",
                    "Neither start nor stop a server from a command of its own that runs while it is stopped.");
        }
    }

    private static Duration limit(ServerRecord server) {
        Cleanup cleanup = server.spec().cleanup();
        return server.spec()
                .stopping()
                .timeout()
                .plus(cleanup.timeout().multipliedBy(cleanup.commands().size()))
                .plus(MARGIN);
    }
}
