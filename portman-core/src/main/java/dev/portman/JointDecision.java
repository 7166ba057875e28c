package dev.portman;

import dev.portman.model.PlannedKill;
import dev.portman.model.PlannedStart;
import dev.portman.model.PlannedStop;
import dev.portman.model.PortmanException;
import dev.portman.model.ProgressEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Decides on a call as a whole, before its first act: what is bound to be refused in part is refused altogether. */
final class JointDecision {

    private final List<PortmanException> refusals = new ArrayList<>();
    private final List<String> others = new ArrayList<>();

    private JointDecision() {}

    /** On starts or restarts. */
    static JointDecision onStarts(List<PlannedStart> plans) {
        JointDecision decision = new JointDecision();
        plans.forEach(it -> decision.add(it.spec().name(), it.refusal()));
        return decision;
    }

    /** On stops. */
    static JointDecision onStops(List<PlannedStop> plans) {
        return onKills(List.of(), plans);
    }

    /** On what a kill is to end. */
    static JointDecision onKills(List<PlannedKill> ports, List<PlannedStop> servers) {
        JointDecision decision = new JointDecision();
        ports.forEach(it -> decision.add("port " + it.found().port(), it.refusal()));
        servers.forEach(it -> decision.add(it.key().name(), it.refusal()));
        return decision;
    }

    private void add(String target, Optional<PortmanException> refusal) {
        refusal.ifPresentOrElse(refusals::add, () -> others.add(target));
    }

    /**
     * Why the call is refused; empty if it is not.
     *
     * @param told is told of what is left as it is because of the rest
     * @return the first refusal; further ones are suppressed in it
     */
    Optional<PortmanException> refusal(Consumer<ProgressEvent> told) {
        if (!refusals.isEmpty() && !others.isEmpty()) {
            told.accept(new ProgressEvent.NothingDone(others));
        }
        Failures all = new Failures();
        refusals.stream().distinct().forEach(all::add);
        return all.first();
    }

    /**
     * Returns if the call is not refused.
     *
     * @throws PortmanException as {@link #refusal}
     */
    void orRefuse(Consumer<ProgressEvent> told) {
        refusal(told).ifPresent(it -> {
            throw it;
        });
    }
}
