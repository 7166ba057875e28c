package dev.portman.port;

import dev.portman.model.PortPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What {@link PortPlanner} will say, round after round, as long as each act achieves what it is for. Pure, like the planner. */
public final class PortForecast {

    private PortForecast() {}

    /** The acts of a start in their order; the last one says on which port, or why not. */
    public static List<PortPlan> ofStart(PortSituation situation) {
        List<PortPlan> acts = new ArrayList<>();
        PortSituation expected = situation;
        Optional<PortSituation> next = Optional.of(situation);
        while (next.isPresent()) {
            expected = next.get();
            PortPlan plan = PortPlanner.plan(expected);
            acts.add(plan);
            next = after(plan, expected);
        }
        return List.copyOf(acts);
    }

    /** The same of a server that is stopped before, as all others of its call are, whatever their policies say of that. */
    public static List<PortPlan> ofRestart(PortSituation situation) {
        List<PortPlan> acts = new ArrayList<>();
        PortSituation expected = situation;
        for (PortSituation.PreviousRun previous : situation.previous()) {
            if (previous.phase() != PortSituation.Phase.TO_JOIN_ONLY) {
                acts.add(new PortPlan.Replace(previous.record()));
                expected = expected.withoutPrevious(previous.record());
            }
        }
        acts.addAll(ofStart(expected.withoutLeaving()));
        return List.copyOf(acts);
    }

    private static Optional<PortSituation> after(PortPlan plan, PortSituation before) {
        if (plan instanceof PortPlan.Replace replace) {
            return Optional.of(before.withoutPrevious(replace.previous()));
        }
        if (plan instanceof PortPlan.AwaitStop await) {
            return Optional.of(before.withoutPrevious(await.stopping()));
        }
        if (plan instanceof PortPlan.Await await) {
            return Optional.of(before.without(await.leaving()));
        }
        return plan instanceof PortPlan.Evict ? Optional.of(before.freed()) : Optional.empty();
    }
}
