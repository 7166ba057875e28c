package dev.portman;

import dev.portman.internal.ownership.Liveness;
import dev.portman.internal.ownership.OwnershipScope;
import dev.portman.internal.ownership.ServerOwnership;
import dev.portman.internal.ownership.ServerTree;
import dev.portman.model.Allowances;
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
import java.util.List;
import java.util.function.Consumer;

/** The act that ends a recorded server with its whole tree, under the guard. */
final class Stopper {

    private final Machine machine;
    private final Memory memory;
    private final Allowances allowances;
    private final Consumer<ProgressEvent> told;

    Stopper(Machine machine, Memory memory, Allowances allowances, Consumer<ProgressEvent> told) {
        this.machine = machine;
        this.memory = memory;
        this.allowances = allowances;
        this.told = told;
    }

    /** What the guard says of a holder of a port that whoever makes {@code claim} wants. */
    Verdict judge(PortHolder holder, ServerOwnership known, OwnershipScope claim) {
        boolean ours = known.serverOf(holder.identity())
                .map(ServerRecord::key)
                .filter(claim)
                .isPresent();
        return guard(look(known, claim), new Member(holder.identity(), 0, Member.Evidence.SOCKET), ours);
    }

    /**
     * Stops a recorded server and everything that belongs to it; forgets it only when it is gone.
     *
     * @throws dev.portman.model.RefusedException if another record has the same cookie or mark, or if its leader may not be stopped; the rest of its tree is left alone then, too
     */
    StopResult stop(ServerRecord server, Stopping stopping) {
        SuspectLook look = permitted(server);
        told.accept(new ProgressEvent.StoppingServer(server, stopping));
        Terminator terminator = new Terminator(machine.table(), member -> guard(look, member, true));
        Termination termination = terminator.terminate(new ServerTree(server, machine.table()), stopping);
        termination.spared().forEach(it -> told.accept(new ProgressEvent.SparedProcess(it)));
        if (termination.isComplete()) {
            // Whoever reads "stopped" may want the port at once.
            machine.released(server.assigned().port());
            if (!server.spec().cleanup().commands().isEmpty()) {
                new HookRun(machine, told).afterStop(server);
            }
            memory.forget(ServerStatus.of(server, ServerState.STOPPED));
        }
        StopResult result = new StopResult(server.key(), termination);
        told.accept(new ProgressEvent.StoppedServer(result));
        return result;
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
