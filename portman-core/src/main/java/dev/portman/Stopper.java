package dev.portman;

import dev.portman.Lifecycle.Turn;
import dev.portman.internal.ownership.Liveness;
import dev.portman.internal.ownership.LivingUsers;
import dev.portman.internal.ownership.LostFolder;
import dev.portman.internal.ownership.OwnershipScope;
import dev.portman.internal.ownership.ServerOwnership;
import dev.portman.internal.ownership.ServerTree;
import dev.portman.model.Allowances;
import dev.portman.model.JudgedHolder.Relation;
import dev.portman.model.PortHolder;
import dev.portman.model.ProcessIdentity;
import dev.portman.model.ProgressEvent;
import dev.portman.model.ServerRecord;
import dev.portman.model.ServerState;
import dev.portman.model.ServerStatus;
import dev.portman.model.StopResult;
import dev.portman.model.Stopping;
import dev.portman.model.Termination;
import dev.portman.model.Verdict;
import dev.portman.process.KillGuard;
import dev.portman.process.Member;
import dev.portman.process.Suspect.Kinship;
import dev.portman.process.SuspectLook;
import dev.portman.process.Terminator;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** The act that ends a recorded server with its whole tree, under the guard; of several at a time one owns the server, and the others join it. */
final class Stopper {

    private final Machine machine;
    private final Memory memory;
    private final Lifecycle lifecycle;
    private final Allowances allowances;
    private final Consumer<ProgressEvent> told;

    Stopper(Machine machine, Memory memory, Allowances allowances, Consumer<ProgressEvent> told) {
        this.machine = machine;
        this.memory = memory;
        this.lifecycle = new Lifecycle(memory, machine.table());
        this.allowances = allowances;
        this.told = told;
    }

    /** What the guard says of a holder of a port that whoever makes {@code claim} wants. */
    Verdict judge(PortHolder holder, ServerOwnership known, OwnershipScope claim) {
        boolean ours = known.relation(holder.identity(), claim) != Relation.STRANGER;
        return guard(look(known, claim), new Member(holder.identity(), 0, Member.Evidence.SOCKET), ours);
    }

    /** Stops a server whatever else has become of it, as {@link #stop(ServerRecord, Stopping, Predicate)}. */
    StopResult stop(ServerRecord judged, Stopping stopping) {
        return stop(judged, stopping, now -> true);
    }

    /**
     * Stops a recorded server and everything that belongs to it; its record is removed only when it is gone and its hooks have ended. Joins a
     * stop that is under way; what that one leaves is stopped here.
     *
     * @param judged the record by which it was decided to stop the server
     * @param still whether that holds for the record as it is under the lock
     * @return how it went; already gone if the record is of another start by now, or {@code still} does not hold any more
     * @throws dev.portman.model.RefusedException if another record has the same cookie or mark, or if its leader may not be stopped; the rest of its tree is left alone then, too
     */
    StopResult stop(ServerRecord judged, Stopping stopping, Predicate<ServerRecord> still) {
        return end(
                judged, stopping, still, new Ending(claimed -> ServerStatus.of(claimed, ServerState.STOPPED), false));
    }

    /**
     * What the end of a server means.
     *
     * @param last the state that it ends in
     * @param undone whether its own start gives it up
     */
    record Ending(Function<ServerRecord, ServerStatus> last, boolean undone) {}

    /** The same for another ending. */
    StopResult end(ServerRecord judged, Stopping stopping, Predicate<ServerRecord> still, Ending ending) {
        SuspectLook look = permitted(judged);
        Turn turn = lifecycle.claim(judged, still);
        while (turn instanceof Turn.Others others) {
            Termination joined = join(others, stopping, look);
            turn = lifecycle.claim(judged, still);
            if (turn instanceof Turn.Over) {
                return told(new StopResult(judged.key(), joined));
            }
        }
        return turn instanceof Turn.Ours ours
                ? told(new StopResult(judged.key(), ended(ours.claimed(), stopping, look, ending)))
                : new StopResult(judged.key(), Termination.alreadyGone());
    }

    /** Ends what a launch has started of which there is no record any more, at once. */
    void endLaunch(ServerRecord launched) {
        if (lifecycle.now(launched).isEmpty()) {
            terminate(launched, Stopping.atOnce(), permitted(launched));
        }
    }

    private StopResult told(StopResult result) {
        if (result.termination().how() != Termination.How.ALREADY_GONE) {
            told.accept(new ProgressEvent.StoppedServer(result));
        }
        return result;
    }

    private Termination ended(ServerRecord claimed, Stopping stopping, SuspectLook look, Ending ending) {
        try {
            boolean startsStill =
                    !ending.undone() && !claimed.isReady() && Liveness.lives(claimed.starter(), machine.table());
            ServerTree tree = new ServerTree(claimed, machine.table());
            Termination ended = tree.members().isEmpty() ? Termination.alreadyGone() : stopped(claimed, stopping, look);
            // Where nothing is launched yet, by this claim nothing will be.
            Termination termination =
                    startsStill && ended.how() == Termination.How.ALREADY_GONE ? Termination.ofStart() : ended;
            if (termination.isComplete()) {
                // Whoever reads "stopped" may want the port at once.
                machine.released(claimed.assigned().port());
                cleanUp(claimed);
                lifecycle.end(claimed, ending.last().apply(claimed));
            } else {
                lifecycle.giveBack(claimed);
            }
            return termination;
        } catch (RuntimeException e) {
            lifecycle.giveBack(claimed);
            throw e;
        }
    }

    private Termination stopped(ServerRecord claimed, Stopping stopping, SuspectLook look) {
        ServerRecord running = claimed.givenBack();
        if (LostFolder.isGone(running, machine.table())) {
            told.accept(new ProgressEvent.LostServer(running, LostFolder.whereabouts(running, machine.table())));
        }
        told.accept(new ProgressEvent.StoppingServer(running, stopping, LivingUsers.others(running, machine.table())));
        return terminate(claimed, stopping, look);
    }

    private void cleanUp(ServerRecord claimed) {
        List<List<String>> commands = claimed.spec().cleanup().commands();
        if (claimed.stop().orElseThrow().cleaning()) {
            commands.forEach(it -> told.accept(new ProgressEvent.HookFailed(
                    claimed.key().name(),
                    it,
                    "was cut short with the stop that ran it, or had no turn any more; it is not run again")));
        } else if (!commands.isEmpty()) {
            lifecycle.beginsCleanup(claimed);
            new HookRun(machine, told).afterStop(claimed, launch -> lifecycle.launchHook(claimed, launch));
        }
    }

    private Termination terminate(ServerRecord server, Stopping stopping, SuspectLook look) {
        Terminator terminator = new Terminator(machine.table(), member -> guard(look, member, true));
        Termination termination = terminator.terminate(new ServerTree(server, machine.table()), stopping);
        termination.spared().forEach(it -> told.accept(new ProgressEvent.SparedProcess(it)));
        return termination;
    }

    /** Waits for the owner of a stop; force does not wait for the grace that the owner may be giving. */
    private Termination join(Turn.Others others, Stopping stopping, SuspectLook look) {
        long begun = System.nanoTime();
        Termination ours = stopping.isForced() && !others.owner().cleaning()
                ? stopped(others.claimed(), stopping, look)
                : Termination.alreadyGone();
        new StopJoin(lifecycle, machine.table(), told).await(others.claimed(), () -> false);
        return ours.how() == Termination.How.FORCED
                ? ours
                : Termination.joined(Duration.ofNanos(System.nanoTime() - begun));
    }

    /**
     * Looks whether a server may be stopped from here; signals nobody.
     *
     * @return how the processes of its tree are to be looked at
     * @throws dev.portman.model.RefusedException as in {@link #stop}
     */
    SuspectLook permitted(ServerRecord server) {
        List<ServerRecord> all = memory.registry().all();
        if (all.stream().anyMatch(it -> !it.key().equals(server.key()) && it.sharesProofs(server))) {
            throw Outcomes.sharedProofs(server);
        }
        SuspectLook look = look(new ServerOwnership(all, machine.table()), OwnershipScope.of(server.key()));
        refuseIfProtected(server, look);
        return look;
    }

    private void refuseIfProtected(ServerRecord server, SuspectLook look) {
        if (server.leader().isEmpty()) {
            return;
        }
        ProcessIdentity leader = server.leader().get();
        Verdict verdict = guard(look, new Member(leader, leader.pid(), Member.Evidence.LEADER), true);
        // What has ended cannot be read and is refused, too; but it is in nobody's way.
        if (verdict instanceof Verdict.Refused refused && Liveness.lives(leader, machine.table())) {
            throw Outcomes.mustStay(server, leader, refused);
        }
    }

    /** How processes look to whoever makes {@code claim}. */
    SuspectLook look(ServerOwnership known, OwnershipScope claim) {
        return new SuspectLook(machine.table(), process -> known.leaseHolder(process, claim));
    }

    /** What the guard says of a process; {@code ours} if it is proven to belong to a server that is to be stopped. */
    Verdict guard(SuspectLook look, Member member, boolean ours) {
        Kinship kinship =
                !ours ? Kinship.NONE : member.evidence() == Member.Evidence.LEADER ? Kinship.LEADER : Kinship.TREE;
        return new KillGuard(look.ownUid(), allowances).judge(look.look(member.identity(), kinship));
    }
}
