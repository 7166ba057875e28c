package dev.portman.model;

import java.util.List;

/**
 * Why a port could not be used.
 *
 * @param port the port
 * @param state what kind of obstacle
 * @param holders who listens on it, as far as can be told
 * @param judged the visible holders with what the guard says of each
 * @param evictionTried whether they were asked to go and it is held nevertheless
 */
public record PortConflict(
        int port, PortState state, Holders holders, List<JudgedHolder> judged, boolean evictionTried) {

    /** Copies the list. */
    public PortConflict {
        judged = List.copyOf(judged);
    }

    /** A port that is free. */
    public static PortConflict none(int port) {
        return new PortConflict(port, PortState.FREE, new Holders.Nobody(), List.of(), false);
    }

    /** What is left of it when the previous run of the same server is gone. */
    public PortConflict withoutOwn() {
        return without(JudgedHolder.Relation.SAME_SERVER);
    }

    /** What is left of it when those are gone that the same call stops: without them it is nobody's, unless others listen as well. */
    public PortConflict withoutLeaving() {
        return judged.isEmpty() ? none(port) : without(JudgedHolder.Relation.LEAVING);
    }

    private PortConflict without(JudgedHolder.Relation gone) {
        List<JudgedHolder> others =
                judged.stream().filter(it -> it.relation() != gone).toList();
        if (others.size() == judged.size()) {
            return this;
        }
        if (holders instanceof Holders.CannotTell hidden) {
            return new PortConflict(
                    port, state, new Holders.CannotTell(hidden.reason(), visible(others)), others, evictionTried);
        }
        return others.isEmpty()
                ? none(port)
                : new PortConflict(port, state, new Holders.Known(visible(others)), others, evictionTried);
    }

    private static List<PortHolder> visible(List<JudgedHolder> judged) {
        return judged.stream().map(JudgedHolder::holder).toList();
    }
}
