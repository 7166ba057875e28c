package dev.portman.model;

import java.util.List;

/** What a start is going to do about its port. */
public sealed interface PortPlan {

    /**
     * The port is free: start on it.
     *
     * @param port the preferred port
     */
    record Use(int port) implements PortPlan {}

    /**
     * Stop these, then look again.
     *
     * @param port the preferred port
     * @param holders masters before workers
     */
    record Evict(int port, List<PortHolder> holders) implements PortPlan {
        /** Copies the list. */
        public Evict {
            holders = List.copyOf(holders);
        }
    }

    /**
     * Stop the previous run of this server, wherever it listens, then look again.
     *
     * @param previous its record
     */
    record Replace(ServerRecord previous) implements PortPlan {}

    /**
     * Wait until the stop that owns this server has ended, or finish it where its process is gone; then look again.
     *
     * @param stopping its record
     * @param underWay whether the owner of the stop is there
     */
    record AwaitStop(ServerRecord stopping, boolean underWay) implements PortPlan {}

    /**
     * A server that the same call stops in any case has the port: let it go first, then look again.
     *
     * @param leaving its record
     */
    record Await(ServerRecord leaving) implements PortPlan {}

    /**
     * Nothing to start: the server runs already, unchanged.
     *
     * @param running its record
     */
    record Reuse(ServerRecord running) implements PortPlan {}

    /**
     * Leave the preferred port to its holder and use another one.
     *
     * @param port the next candidate; 0 asks the system for any free port
     * @param conflict why
     */
    record Next(int port, PortConflict conflict) implements PortPlan {}

    /**
     * Start nothing: no other port is allowed or left.
     *
     * @param conflict why
     */
    record Refuse(PortConflict conflict) implements PortPlan {}

    /**
     * Start nothing: this server runs already, and the policy forbids to stop it.
     *
     * @param running its record
     */
    record RefuseRunning(ServerRecord running) implements PortPlan {}
}
