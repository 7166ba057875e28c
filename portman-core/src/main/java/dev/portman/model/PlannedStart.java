package dev.portman.model;

import java.util.List;
import java.util.Optional;

/**
 * What a start is going to do, as far as that can be told without doing it.
 *
 * @param spec what is launched, with its port filled in where that is known
 * @param acts in their order; the last one says on which port, or why not
 * @param changes what is described otherwise than the run that is replaced was started; empty if nothing is
 * @param force whether who has to go is given no time
 * @param refusal what the start would fail with already now
 */
public record PlannedStart(
        ServerSpec spec, List<PortPlan> acts, List<String> changes, boolean force, Optional<PortmanException> refusal) {

    /** Copies the lists. */
    public PlannedStart {
        acts = List.copyOf(acts);
        changes = List.copyOf(changes);
    }

    /** The same with more of its description known. */
    public PlannedStart of(ServerSpec filled) {
        return new PlannedStart(filled, acts, changes, force, refusal);
    }

    /** The same, refused. */
    public PlannedStart refusedBy(PortmanException reason) {
        return new PlannedStart(spec, acts, changes, force, Optional.of(reason));
    }

    /** How strangers on the port are asked to go. */
    public Stopping asked() {
        return Stopping.within(spec.stopping().timeout()).orAtOnce(force);
    }

    /** How a previous run is stopped. */
    public Stopping how(ServerRecord previous) {
        return previous.spec().stopping().orAtOnce(force);
    }

    /** The port; 0 if the system is going to choose it; empty if there is no start. */
    public Optional<Integer> port() {
        PortPlan last = acts.get(acts.size() - 1);
        if (last instanceof PortPlan.Use use) {
            return Optional.of(use.port());
        }
        if (last instanceof PortPlan.Next next) {
            return Optional.of(next.port());
        }
        return last instanceof PortPlan.Reuse reuse
                ? Optional.of(reuse.running().assigned().port())
                : Optional.empty();
    }
}
