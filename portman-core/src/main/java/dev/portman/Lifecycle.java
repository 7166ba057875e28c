package dev.portman;

import dev.portman.internal.ownership.Liveness;
import dev.portman.model.ProgressEvent;
import dev.portman.model.RecordState;
import dev.portman.model.ServerRecord;
import dev.portman.model.ServerState;
import dev.portman.model.ServerStatus;
import dev.portman.model.StateFolderException;
import dev.portman.model.StopClaim;
import dev.portman.process.ProcessTable;
import dev.portman.store.JvmThreads;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Moves records from state to state. Each move is made under the lock, and only if the record still is of the start that was looked at and the
 * table of {@link RecordState} allows it: what was judged is what is acted on.
 */
final class Lifecycle {

    private final Memory memory;
    private final ProcessTable table;

    Lifecycle(Memory memory, ProcessTable table) {
        this.memory = memory;
        this.table = table;
    }

    /** Whose turn it is to end a server. */
    sealed interface Turn {

        /** Ours: nobody else ends it now. */
        record Ours(ServerRecord claimed) implements Turn {}

        /** Somebody else's, who is at it. */
        record Others(ServerRecord claimed, StopClaim owner) implements Turn {}

        /** Nobody's: there is nothing of that start any more, or it may not be ended any more. */
        record Over() implements Turn {}
    }

    /** The record of the very start that was seen, as it is now; empty if there is none any more. */
    Optional<ServerRecord> now(ServerRecord seen) {
        return memory.registry().find(seen.key()).filter(seen::isSameStart);
    }

    /**
     * Saves a newer record of a start in place of the one that was seen.
     *
     * @param shown what the project's files say of it from now on
     * @return empty if the record is gone, is of another start, or a stop owns it: then nothing was saved
     */
    Optional<ServerRecord> move(ServerRecord newer, ServerState shown) {
        return exclusively(
                "record",
                newer,
                () -> now(newer)
                        .filter(it -> it.stop().isEmpty() && newer.state().mayFollow(it.state()))
                        .map(it -> {
                            ServerRecord kept = newer.usedBy(it.users());
                            memory.keep(kept, ServerStatus.of(kept, shown));
                            return kept;
                        }));
    }

    /**
     * Does something for a start that was not launched yet, so that a stop comes either before or after it.
     *
     * @return empty if the start is not to go on: then nothing was done
     */
    <T> Optional<T> whileIntended(ServerRecord intent, Supplier<T> launch) {
        return exclusively(
                "launch",
                intent,
                () -> now(intent)
                        .filter(it -> it.state() == RecordState.INTENDED)
                        .map(it -> launch.get()));
    }

    /**
     * Claims a server for a stop of this thread.
     *
     * @param judged the record by which it was decided to end the server
     * @param still whether that holds for the record as it is now
     */
    Turn claim(ServerRecord judged, Predicate<ServerRecord> still) {
        return exclusively(
                "stop",
                judged,
                () -> now(judged)
                        .filter(it -> Liveness.isBeingStopped(it, table) || still.test(it))
                        .map(this::claimed)
                        .orElse(new Turn.Over()));
    }

    private Turn claimed(ServerRecord now) {
        boolean cleaning = now.stop().filter(StopClaim::cleaning).isPresent();
        StopClaim ours = new StopClaim(table.self(), JvmThreads.own(), cleaning);
        // Nobody waits for himself.
        boolean isOurs = now.stop().filter(ours::isSameStop).isPresent();
        if (!isOurs && Liveness.isBeingStopped(now, table)) {
            return new Turn.Others(now, now.stop().orElseThrow());
        }
        ServerRecord claimed = now.claimedBy(ours);
        noted(claimed, () -> memory.keep(claimed, ServerStatus.of(claimed, ServerState.STOPPING)));
        return new Turn.Ours(claimed);
    }

    /** Notes, before the first hook, that the hooks of a claimed server have begun: whoever has to finish this stop runs none of them again. */
    void beginsCleanup(ServerRecord claimed) {
        ServerRecord cleaning = claimed.claimedBy(claimed.stop().orElseThrow().cleaningUp());
        exclusively(
                "clean up",
                claimed,
                () -> owned(claimed).map(it -> {
                    noted(cleaning, () -> memory.registry().save(cleaning));
                    return it;
                }));
    }

    /** Launches a hook of a claimed server and notes which process it is: it may outlive us, and starts are to wait for it. */
    Optional<Process> launchHook(ServerRecord claimed, Supplier<Process> launch) {
        return exclusively("launch a hook of", claimed, () -> {
            Process hook = launch.get();
            table.identity(hook.pid())
                    .flatMap(it -> owned(claimed)
                            .map(now ->
                                    now.claimedBy(claimed.stop().orElseThrow().running(it))))
                    .ifPresent(it -> noted(it, () -> memory.registry().save(it)));
            return Optional.of(hook);
        });
    }

    /** Ends the life of a claimed server: its record is removed, and the project's files say what it was last. */
    void end(ServerRecord claimed, ServerStatus last) {
        exclusively(
                "end",
                claimed,
                () -> owned(claimed).map(it -> {
                    memory.remove(last);
                    return it;
                }));
    }

    /** Gives a server back that could not be ended. */
    void giveBack(ServerRecord claimed) {
        exclusively(
                "give back",
                claimed,
                () -> owned(claimed).map(it -> {
                    ServerRecord back = it.givenBack();
                    memory.keep(
                            back, ServerStatus.of(back, back.isReady() ? ServerState.UNHEALTHY : ServerState.STARTING));
                    return back;
                }));
    }

    /**
     * Removes the record of a server of which nothing is left, and which no stop has left its hooks to.
     *
     * @return whether it was; it is not if the record is of another start by now, or claimed
     */
    boolean drop(ServerRecord stale) {
        return exclusively(
                        "drop",
                        stale,
                        () -> now(stale)
                                .filter(it -> it.stop().isEmpty() && Liveness.of(it, table) == Liveness.ENDED)
                                .map(it -> {
                                    memory.remove(ServerStatus.of(it, ServerState.STOPPED));
                                    return it;
                                }))
                .isPresent();
    }

    /** A full disk hinders no stop; but others do not learn of it then. */
    private void noted(ServerRecord claimed, Runnable save) {
        try {
            save.run();
        } catch (StateFolderException e) {
            memory.told()
                    .accept(new ProgressEvent.NotShown("That " + claimed.key().name()
                            + " is being stopped could not be noted, so another stop at the same time would not join this one: "
                            + e.getMessage()));
        }
    }

    /** The record as it is now, of a server that we have claimed; also where that could not be noted. */
    private Optional<ServerRecord> owned(ServerRecord claimed) {
        StopClaim ours = claimed.stop().orElseThrow();
        return now(claimed).filter(it -> it.stop().map(ours::isSameStop).orElse(true));
    }

    private <T> T exclusively(String what, ServerRecord server, Supplier<T> work) {
        return memory.leases().exclusively(what + " " + server.key().name(), work);
    }
}
