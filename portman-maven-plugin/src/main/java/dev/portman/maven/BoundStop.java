package dev.portman.maven;

import dev.portman.Portman;
import dev.portman.model.Nearest;
import dev.portman.model.PlannedStop;
import dev.portman.model.Selection;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerRecord;
import dev.portman.model.StopResult;
import dev.portman.model.Stopping;
import dev.portman.model.UnknownServerException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A stop in a phase: releases what this build has taken here; where it has taken nothing, stops what an earlier one has left. */
final class BoundStop {

    private final BoundGoal goal;
    private final Portman portman;
    private final Set<String> named;
    private final Set<String> selected;
    private final Set<String> known;

    /**
     * The stop of one execution.
     *
     * @param named the servers that the execution names; none means all
     * @param selected those that the user has selected for the whole build; none means all
     * @param described the names in the module's POM
     */
    BoundStop(BoundGoal goal, Portman portman, Set<String> named, Set<String> selected, Set<String> described) {
        this.goal = goal;
        this.portman = portman;
        this.named = Set.copyOf(named);
        this.selected = Set.copyOf(selected);
        this.known = new LinkedHashSet<>(described);
        known.addAll(goal.namesOfModule());
        goal.observed().forEach(it -> known.add(it.key().name()));
    }

    /**
     * Refuses a name that stands for nothing.
     *
     * @param execution whose names they are
     * @param alone whether no other module is built: what the user names may be theirs
     */
    void check(String execution, boolean alone) {
        refuseUnknown(named, "The execution '" + execution + "' of portman:stop");
        if (alone) {
            refuseUnknown(selected, "portman.servers");
        }
    }

    /** Why it has nothing to do; empty if it has. */
    Optional<String> idle() {
        boolean nothing = goal.hasTaken()
                ? goal.takes(this::means).isEmpty()
                : leftovers().isEmpty();
        return nothing ? Optional.of(goal.reasonForNothing()) : Optional.empty();
    }

    /** What it would do. */
    List<PlannedStop> plan(Optional<Stopping> instead) {
        List<ServerKey> keys = goal.hasTaken()
                ? goal.toBeReleased(this::means).stream()
                        .map(Take.Server::key)
                        .filter(ServerKey::isOfBuild)
                        .toList()
                : leftovers().stream().map(ServerRecord::key).toList();
        return portman.dryRun().release(keys, instead);
    }

    /** Does it. */
    List<StopResult> run(Optional<Stopping> instead) {
        return goal.hasTaken() ? goal.release(this::means, instead) : portman.releaseStarts(leftovers(), instead);
    }

    private List<ServerRecord> leftovers() {
        return goal.leftovers().stream().filter(it -> means(it.key().name())).toList();
    }

    private boolean means(String name) {
        return isAmong(named, name) && isAmong(selected, name);
    }

    private boolean isAmong(Set<String> names, String name) {
        return names.isEmpty()
                || names.stream().anyMatch(it -> Selection.of(it, known).contains(name));
    }

    private void refuseUnknown(Set<String> names, String who) {
        names.stream()
                .filter(it -> Selection.of(it, known).isEmpty())
                .findFirst()
                .ifPresent(unknown -> {
                    throw new UnknownServerException(
                            who + " names '" + unknown + "', which is neither described nor running here; known are "
                                    + String.join(", ", known) + ".",
                            Nearest.of(unknown, known)
                                    .map(it -> "Did you mean " + it + "?")
                                    .orElse(""));
                });
    }
}
