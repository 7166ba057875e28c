package dev.portman;

import dev.portman.health.ListenerProof;
import dev.portman.holder.Leader;
import dev.portman.internal.ownership.Liveness;
import dev.portman.internal.ownership.ProcessScan;
import dev.portman.model.CheckResult;
import dev.portman.model.ProcessIdentity;
import dev.portman.model.ServerRecord;
import dev.portman.model.ServerState;
import dev.portman.model.ServerStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Observes recorded servers: whether the leader holds the port, then whether it still is the leader; the whole tree only if need be. Of
 * its checks counts what they said last.
 */
final class StatusLook {

    private final Machine machine;
    private final ListenerProof listeners;
    private final ProcessScan scan;

    StatusLook(Machine machine) {
        this.machine = machine;
        this.listeners = new ListenerProof(machine.finder(), machine.table());
        this.scan = new ProcessScan(machine.table());
    }

    /** In the order of the records. */
    List<ServerStatus> of(List<ServerRecord> records) {
        List<Leader> leaders = new ArrayList<>();
        for (ServerRecord record : records) {
            // Before the launch nobody leads; its starter only keeps the place here.
            leaders.add(new Leader(
                    record.leader().orElse(record.starter()), record.assigned().port()));
        }
        boolean[] listening = machine.finder().own(leaders);
        List<ServerStatus> statuses = new ArrayList<>();
        for (int i = 0; i < listening.length; i++) {
            ServerRecord record = records.get(i);
            statuses.add(status(record, listening[i] && record.leader().isPresent()));
        }
        return statuses;
    }

    private ServerStatus status(ServerRecord recorded, boolean listening) {
        ServerState state = state(recorded, listening);
        ServerRecord record = state.isUp() && !listening ? served(recorded) : recorded;
        if (state == ServerState.STOPPING
                && !listening
                && record.leader().filter(this::isGone).isPresent()) {
            // What runs after the stop of a server is none of its processes.
            return ServerStatus.of(record.unled(), state);
        }
        return state == ServerState.EXITED
                ? new ServerStatus(
                        record.key(),
                        state,
                        Optional.of(record),
                        machine.children().exitCode(record))
                : ServerStatus.of(record, state);
    }

    /** The record, led by the process that serves where the recorded one has ended, or was never recorded. */
    private ServerRecord served(ServerRecord record) {
        boolean led = record.leader()
                .filter(it -> !isHere(it) || Liveness.lives(it, machine.table()))
                .isPresent();
        boolean launching = record.leader().isEmpty() && Liveness.lives(record.starter(), machine.table());
        return led || launching || !isHere(record.starter())
                ? record
                : listeners.serving(record).map(record::launched).orElse(record);
    }

    private boolean isGone(ProcessIdentity process) {
        return isHere(process) && !Liveness.lives(process, machine.table());
    }

    private boolean isHere(ProcessIdentity process) {
        return process.namespaces().equals(machine.table().self().namespaces());
    }

    /** A leader that was found listening was found alive; only where the numbers mean something else here has it to be looked at again. */
    private ServerState state(ServerRecord record, boolean listening) {
        if (listening
                && isHere(record.leader().orElse(record.starter()))
                && record.isReady()
                && record.stop().isEmpty()) {
            return judged(record);
        }
        return switch (scan.lifeOf(record)) {
            case INTENDED -> ServerState.STARTING;
            case STOPPING -> ServerState.STOPPING;
            case ENDED -> ServerState.EXITED;
            case ELSEWHERE -> ServerState.UNHEALTHY;
            case LIVES -> stateOfLiving(record, listening);
        };
    }

    private ServerState stateOfLiving(ServerRecord record, boolean listening) {
        if (!record.isReady()) {
            return ServerState.STARTING;
        }
        return listening || listeners.look(record).proven() ? judged(record) : ServerState.UNHEALTHY;
    }

    /** By what its checks said when they were asked last; a plain loop, as this is part of every status. */
    private static ServerState judged(ServerRecord record) {
        for (CheckResult check : record.report().checks()) {
            if (!check.ok()) {
                return ServerState.UNHEALTHY;
            }
        }
        return ServerState.RUNNING;
    }
}
