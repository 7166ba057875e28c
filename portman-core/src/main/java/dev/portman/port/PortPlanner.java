package dev.portman.port;

import dev.portman.model.Holders;
import dev.portman.model.JudgedHolder;
import dev.portman.model.JudgedHolder.Relation;
import dev.portman.model.OnConflict;
import dev.portman.model.PortConflict;
import dev.portman.model.PortPlan;
import dev.portman.model.PortState;
import dev.portman.port.PortSituation.Phase;
import dev.portman.port.PortSituation.PreviousRun;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Decides what a start does about its port. Pure: no I/O, no clock; its test is the decision table of the product. */
public final class PortPlanner {

    /** Ports below need privileges; a fallback that needs them would only fail the same way (ip(7), ip_unprivileged_port_start). */
    private static final int FIRST_UNPRIVILEGED = 1024;

    private PortPlanner() {}

    /** What to do, given these facts; after an eviction or a replacement the facts are gathered anew and this is asked again. */
    public static PortPlan plan(PortSituation situation) {
        Optional<PortPlan> aboutPrevious = situation.previous().map(previous -> aboutPrevious(situation, previous));
        if (aboutPrevious.isPresent()) {
            return aboutPrevious.get();
        }
        PortConflict preferred = situation.preferred();
        if (preferred.state() == PortState.FREE) {
            return new PortPlan.Use(preferred.port());
        }
        return mayEvict(situation)
                ? new PortPlan.Evict(preferred.port(), preferred.holders().visibleHolders())
                : elsewhere(situation);
    }

    private static PortPlan aboutPrevious(PortSituation situation, PreviousRun previous) {
        if (previous.phase() == Phase.BEING_STOPPED || previous.phase() == Phase.HALF_STOPPED) {
            return new PortPlan.AwaitStop(previous.record());
        }
        OnConflict policy = situation.policy();
        if (policy == OnConflict.REUSE && previous.unchanged() && previous.usable()) {
            return new PortPlan.Reuse(previous.record());
        }
        return policy.mayStop() && previous.phase() == Phase.LEFT && !previous.inUse()
                ? new PortPlan.Replace(previous.record())
                : new PortPlan.RefuseRunning(previous.record());
    }

    /** All or nothing: stopping some of the holders would free nothing. */
    private static boolean mayEvict(PortSituation situation) {
        PortConflict preferred = situation.preferred();
        List<JudgedHolder> judged = preferred.judged();
        return preferred.state() == PortState.LISTENING
                && situation.policy().mayStop()
                && !preferred.evictionTried()
                && !judged.isEmpty()
                && preferred.holders() instanceof Holders.Known
                && judged.stream().allMatch(holder -> isFairGame(situation.policy(), holder));
    }

    private static boolean isFairGame(OnConflict policy, JudgedHolder holder) {
        return holder.verdict().isAllowed() && (policy == OnConflict.EVICT || holder.relation() != Relation.STRANGER);
    }

    private static PortPlan elsewhere(PortSituation situation) {
        if (situation.policy() == OnConflict.FAIL) {
            return new PortPlan.Refuse(situation.preferred());
        }
        OptionalInt next = situation
                .fallback()
                .candidates()
                .filter(port -> isCandidate(situation, port))
                .findFirst();
        if (next.isPresent()) {
            return new PortPlan.Next(next.getAsInt(), situation.preferred());
        }
        return situation.fallback().any()
                ? new PortPlan.Next(0, situation.preferred())
                : new PortPlan.Refuse(situation.preferred());
    }

    private static boolean isCandidate(PortSituation situation, int port) {
        boolean permitted = situation.preferred().state() != PortState.NO_PERMISSION || port >= FIRST_UNPRIVILEGED;
        return permitted
                && port != situation.preferred().port()
                && !situation.taken().contains(port);
    }
}
