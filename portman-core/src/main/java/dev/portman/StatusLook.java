package dev.portman;

import dev.portman.health.ListenerProof;
import dev.portman.model.ServerRecord;
import dev.portman.model.ServerState;
import dev.portman.model.ServerStatus;
import dev.portman.process.ServerLife;

/** Observes one recorded server: the process is proven, then the port. */
final class StatusLook {

    private final Machine machine;
    private final ListenerProof listeners;

    StatusLook(Machine machine) {
        this.machine = machine;
        this.listeners = new ListenerProof(machine.finder(), machine.table());
    }

    ServerStatus of(ServerRecord record) {
        return ServerStatus.of(record, state(record));
    }

    private ServerState state(ServerRecord record) {
        return switch (ServerLife.of(record, machine.table())) {
            case INTENDED -> ServerState.STARTING;
            case ENDED -> ServerState.EXITED;
            case ELSEWHERE -> ServerState.UNHEALTHY;
            case LIVES -> stateOfLiving(record);
        };
    }

    private ServerState stateOfLiving(ServerRecord record) {
        if (!record.isReady() && ServerLife.lives(record.starter(), machine.table())) {
            return ServerState.STARTING;
        }
        boolean leaderListens = record.leader().isPresent()
                && machine.finder()
                        .isOwnedBy(record.leader().get(), record.assigned().port());
        return leaderListens || listeners.look(record).proven() ? ServerState.RUNNING : ServerState.UNHEALTHY;
    }
}
