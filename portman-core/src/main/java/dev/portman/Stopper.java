package dev.portman;

import dev.portman.holder.PortListeners;
import dev.portman.model.Allowances;
import dev.portman.model.Eviction;
import dev.portman.model.PortHolder;
import dev.portman.model.ProcessIdentity;
import dev.portman.model.ProgressEvent;
import dev.portman.model.ServerRecord;
import dev.portman.model.ServerState;
import dev.portman.model.ServerStatus;
import dev.portman.model.StopResult;
import dev.portman.model.StopSignal;
import dev.portman.model.Stopping;
import dev.portman.model.Termination;
import dev.portman.model.Verdict;
import dev.portman.process.KillGuard;
import dev.portman.process.Member;
import dev.portman.process.ServerLife;
import dev.portman.process.ServerTree;
import dev.portman.process.Suspect.Kinship;
import dev.portman.process.SuspectLook;
import dev.portman.process.Terminator;
import dev.portman.report.Sentences;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The acts that end processes: a recorded server with its whole tree, or the strangers on a port; always under the guard. */
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
    Verdict judge(PortHolder holder, KnownServers known, Claim claim) {
        boolean ours = known.serverOf(holder.identity())
                .map(ServerRecord::key)
                .filter(claim)
                .isPresent();
        return guard(look(known, claim), new Member(holder.identity(), 0, Member.Evidence.SOCKET), ours);
    }

    /**
     * Stops a recorded server and everything that belongs to it; forgets it only when it is gone.
     *
     * @throws dev.portman.model.RefusedException if its leader may not be stopped; the rest of its tree is left alone then, too
     */
    StopResult stop(ServerRecord server, Stopping stopping) {
        SuspectLook look = look(new KnownServers(memory.registry().all(), machine.table()), Claim.of(server.key()));
        refuseIfProtected(server, look);
        told.accept(new ProgressEvent.StoppingServer(server, stopping));
        Terminator terminator = new Terminator(machine.table(), member -> guard(look, member, true));
        Termination termination = terminator.terminate(new ServerTree(server, machine.table()), stopping);
        termination.spared().forEach(it -> told.accept(new ProgressEvent.SparedProcess(it)));
        if (termination.isComplete()) {
            memory.forget(ServerStatus.of(server, ServerState.STOPPED));
        }
        StopResult result = new StopResult(server.key(), termination);
        told.accept(new ProgressEvent.StoppedServer(result));
        return result;
    }

    private void refuseIfProtected(ServerRecord server, SuspectLook look) {
        if (server.leader().isEmpty()) {
            return;
        }
        ProcessIdentity leader = server.leader().get();
        Verdict verdict = guard(look, new Member(leader, leader.pid(), Member.Evidence.LEADER), true);
        // What has ended cannot be read and is refused, too; but it is in nobody's way.
        if (verdict instanceof Verdict.Refused refused && ServerLife.lives(leader, machine.table())) {
            throw Outcomes.mustStay(server, leader, refused);
        }
    }

    /**
     * Frees a port of the given holders: recorded servers go as they are described, with their whole tree; strangers are asked with SIGTERM, alone.
     *
     * @param grace how long strangers may take before force is used; zero means force at once for all
     */
    List<Eviction> evict(int port, List<PortHolder> holders, Duration grace, Claim claim) {
        KnownServers known = new KnownServers(memory.registry().all(), machine.table());
        Map<ServerRecord, List<PortHolder>> recorded = new LinkedHashMap<>();
        List<PortHolder> strangers = new ArrayList<>();
        for (PortHolder holder : holders) {
            known.serverOf(holder.identity())
                    .ifPresentOrElse(
                            it -> recorded.computeIfAbsent(it, key -> new ArrayList<>())
                                    .add(holder),
                            () -> strangers.add(holder));
        }
        List<Eviction> evictions = new ArrayList<>();
        recorded.forEach((server, its) -> {
            Stopping own = grace.isZero() ? Stopping.atOnce() : server.spec().stopping();
            evictions.addAll(evicted(
                    new PortEviction(port, its, own), () -> stop(server, own).termination()));
        });
        if (!strangers.isEmpty()) {
            PortEviction eviction = new PortEviction(port, strangers, new Stopping(grace, StopSignal.TERM, List.of()));
            evictions.addAll(evicted(eviction, () -> stopStrangers(eviction, look(known, claim))));
        }
        return evictions;
    }

    /** Some holders of a port that go together. */
    private record PortEviction(int port, List<PortHolder> holders, Stopping stopping) {}

    private Termination stopStrangers(PortEviction eviction, SuspectLook look) {
        Terminator terminator = new Terminator(machine.table(), member -> guard(look, member, false));
        Termination termination = terminator.terminate(
                new PortListeners(eviction.port(), eviction.holders(), machine.finder(), machine.table()),
                eviction.stopping());
        termination.spared().forEach(it -> told.accept(new ProgressEvent.SparedProcess(it)));
        return termination;
    }

    private List<Eviction> evicted(PortEviction eviction, Supplier<Termination> act) {
        int port = eviction.port();
        Stopping stopping = eviction.stopping();
        eviction.holders().forEach(it -> told.accept(new ProgressEvent.Evicting(port, it, stopping)));
        Termination termination = act.get();
        eviction.holders().forEach(it -> told.accept(new ProgressEvent.Evicted(port, it, stopping, termination)));
        return eviction.holders().stream()
                .map(it -> new Eviction(
                        it.pid(), Sentences.command(it), it.description().user(), termination.how()))
                .toList();
    }

    private SuspectLook look(KnownServers known, Claim claim) {
        return new SuspectLook(machine.table(), process -> known.leaseHolder(process, claim));
    }

    private Verdict guard(SuspectLook look, Member member, boolean ours) {
        Kinship kinship =
                !ours ? Kinship.NONE : member.evidence() == Member.Evidence.LEADER ? Kinship.LEADER : Kinship.TREE;
        return new KillGuard(look.ownUid(), allowances).judge(look.look(member.identity(), kinship));
    }
}
