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
import java.util.stream.IntStream;

/** Decides what a start does about its port. Pure: no I/O, no clock; its test is the decision table of the product. */
public final class PortPlanner {

    /** Ports below need privileges; a fallback that needs them would only fail the same way (ip(7), ip_unprivileged_port_start). */
    private static final int FIRST_UNPRIVILEGED = 1024;

    private PortPlanner() {}

    /** What to do, given these facts; after an eviction or a replacement the facts are gathered anew and this is asked again. */
    public static PortPlan plan(PortSituation situation) {
        Optional<PortPlan> aboutPrevious = situation.previous().stream()
                .flatMap(previous -> aboutPrevious(situation, previous).stream())
                .findFirst();
        if (aboutPrevious.isPresent()) {
            return aboutPrevious.get();
        }
        PortConflict preferred = situation.preferred();
        if (preferred.state() == PortState.FREE) {
            return new PortPlan.Use(preferred.port());
        }
        Optional<PortPlan> await = situation.leaving(preferred.port()).map(PortPlan.Await::new);
        if (await.isPresent()) {
            return await.get();
        }
        return mayEvict(situation)
                ? new PortPlan.Evict(preferred.port(), preferred.holders().visibleHolders())
                : elsewhere(situation);
    }

    private static Optional<PortPlan> aboutPrevious(PortSituation situation, PreviousRun previous) {
        if (previous.phase() == Phase.TO_JOIN_ONLY) {
            return isKept(situation.policy(), previous)
                    ? Optional.of(new PortPlan.Reuse(previous.record()))
                    : Optional.empty();
        }
        return Optional.of(aboutOwn(situation, previous));
    }

    private static PortPlan aboutOwn(PortSituation situation, PreviousRun previous) {
        if (previous.phase() == Phase.BEING_STOPPED || previous.phase() == Phase.HALF_STOPPED) {
            return new PortPlan.AwaitStop(previous.record(), previous.phase() == Phase.BEING_STOPPED);
        }
        OnConflict policy = situation.policy();
        if (isKept(policy, previous)) {
            return new PortPlan.Reuse(previous.record());
        }
        return isReplaceable(policy, previous)
                ? new PortPlan.Replace(previous.record())
                : new PortPlan.RefuseRunning(previous.record());
    }

    private static boolean isKept(OnConflict policy, PreviousRun previous) {
        return policy == OnConflict.REUSE && previous.unchanged() && previous.usable();
    }

    private static boolean isReplaceable(OnConflict policy, PreviousRun previous) {
        return policy.mayStop() && previous.phase() == Phase.LEFT && !previous.inUse();
    }

    /** Whether a start stops the previous run in any case, wherever others of its call come to be. */
    public static boolean isBoundToGo(OnConflict policy, PreviousRun previous) {
        return !isKept(policy, previous) && isReplaceable(policy, previous);
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
        return holder.verdict().isAllowed()
                && holder.relation() != Relation.LEAVING
                && (policy == OnConflict.EVICT || holder.relation() != Relation.STRANGER);
    }

    private static PortPlan elsewhere(PortSituation situation) {
        if (situation.policy() == OnConflict.FAIL) {
            return new PortPlan.Refuse(situation.preferred());
        }
        OptionalInt next = candidates(situation)
                .filter(port -> !situation.taken().contains(port))
                .findFirst();
        if (next.isPresent()) {
            return new PortPlan.Next(next.getAsInt(), situation.preferred());
        }
        if (situation.fallback().any()) {
            return new PortPlan.Next(0, situation.preferred());
        }
        return candidates(situation)
                .boxed()
                .flatMap(port -> situation.leaving(port).stream())
                .findFirst()
                .<PortPlan>map(PortPlan.Await::new)
                .orElse(new PortPlan.Refuse(situation.preferred()));
    }

    private static IntStream candidates(PortSituation situation) {
        PortConflict preferred = situation.preferred();
        return situation
                .fallback()
                .candidates()
                .filter(port -> preferred.state() != PortState.NO_PERMISSION || port >= FIRST_UNPRIVILEGED)
                .filter(port -> port != preferred.port());
    }
}
