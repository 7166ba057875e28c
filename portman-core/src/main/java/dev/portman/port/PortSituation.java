package dev.portman.port;

import dev.portman.model.FallbackPorts;
import dev.portman.model.OnConflict;
import dev.portman.model.PortConflict;
import dev.portman.model.PortState;
import dev.portman.model.ServerRecord;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All the facts that decide about a port, gathered beforehand.
 *
 * @param policy what the user wants in a conflict
 * @param preferred what was found on the preferred port; its state is {@link PortState#FREE} if it can be had
 * @param fallback where else the server may go
 * @param taken ports that cannot be had: listened on, leased, preferred by a sibling, tried in vain
 * @param previous the live previous runs of the same server, wherever they listen, in the order in which they are dealt with
 * @param leaving the servers that the same call stops in any case, by the ports that can be had then
 */
public record PortSituation(
        OnConflict policy,
        PortConflict preferred,
        FallbackPorts fallback,
        Set<Integer> taken,
        List<PreviousRun> previous,
        Map<Integer, ServerRecord> leaving) {

    /** Copies the collections. */
    public PortSituation {
        taken = Set.copyOf(taken);
        previous = List.copyOf(previous);
        leaving = Map.copyOf(leaving);
    }

    /** The facts of a start that is the only one of its call. */
    public PortSituation(
            OnConflict policy,
            PortConflict preferred,
            FallbackPorts fallback,
            Set<Integer> taken,
            Optional<PreviousRun> previous) {
        this(policy, preferred, fallback, taken, previous.stream().toList(), Map.of());
    }

    /** Who leaves a port. */
    Optional<ServerRecord> leaving(int port) {
        return Optional.ofNullable(leaving.get(port));
    }

    /** The facts as they will be when a previous run is gone: whatever it held can be had. */
    PortSituation withoutPrevious(ServerRecord gone) {
        Set<Integer> rest = new HashSet<>(taken);
        rest.remove(gone.assigned().port());
        return new PortSituation(
                policy,
                preferred.withoutOwn(),
                fallback,
                rest,
                previous.stream().filter(it -> !it.record().isSameStart(gone)).toList(),
                leaving);
    }

    /** The facts as they will be when a server is gone that the same call stops. */
    PortSituation without(ServerRecord gone) {
        Map<Integer, ServerRecord> stay = new HashMap<>(leaving);
        stay.values().removeIf(gone::isSameStart);
        Set<Integer> rest = new HashSet<>(taken);
        leaving.keySet().stream().filter(it -> !stay.containsKey(it)).forEach(rest::remove);
        boolean had = leaving.containsKey(preferred.port()) && !stay.containsKey(preferred.port());
        return new PortSituation(policy, had ? preferred.withoutLeaving() : preferred, fallback, rest, previous, stay);
    }

    /** The facts as they will be when all are gone that the same call stops. */
    PortSituation withoutLeaving() {
        PortSituation left = this;
        for (ServerRecord each : leaving.values()) {
            left = left.without(each);
        }
        return left;
    }

    /** The facts as they will be when the preferred port is let go. */
    PortSituation freed() {
        return new PortSituation(policy, PortConflict.none(preferred.port()), fallback, taken, previous, leaving);
    }

    /**
     * A live previous run of the same server.
     *
     * @param record its record, proven
     * @param unchanged whether it was started from the same description
     * @param usable whether it is ready and its port is listened on by its tree
     * @param phase what others are doing with it
     * @param inUse whether other living processes count on it
     */
    public record PreviousRun(ServerRecord record, boolean unchanged, boolean usable, Phase phase, boolean inUse) {

        /** The same, to be replaced even where it could be kept. */
        public PreviousRun notToBeKept() {
            return new PreviousRun(record, unchanged, false, phase, inUse);
        }

        /** The same, to be joined or left alone. */
        public PreviousRun toJoinOnly() {
            return new PreviousRun(record, unchanged, usable, Phase.TO_JOIN_ONLY, inUse);
        }
    }

    /** What other processes are doing with a previous run at this moment. */
    public enum Phase {
        /** Nothing: it runs, or whoever started it has not come to an end with that. */
        LEFT,
        /** Another living process is in the middle of starting it. */
        BEING_STARTED,
        /** A stop that is under way owns it. */
        BEING_STOPPED,
        /** It is gone, but the stop that owned it was cut short before the hooks. */
        HALF_STOPPED,
        /** A person's, which a build may join and otherwise leaves alone, whatever becomes of it. */
        TO_JOIN_ONLY
    }
}
