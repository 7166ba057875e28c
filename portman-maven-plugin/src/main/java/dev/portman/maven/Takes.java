package dev.portman.maven;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * All that a build counts on, in the order in which it was taken. Decides what a stop means, and when a server has been released by the last of
 * those who took it.
 *
 * @param all the takes
 */
record Takes(List<Take> all) {

    /** Copies the list. */
    Takes {
        all = List.copyOf(all);
    }

    /** One more; none more if the same execution has taken the server already and not released it. */
    Takes with(Take take) {
        if (all.stream().anyMatch(take::isSameAs)) {
            return this;
        }
        List<Take> more = new ArrayList<>(all);
        more.add(take);
        return new Takes(more);
    }

    /** The server that was taken for a module by a name. */
    Optional<Take.Server> held(String module, String name) {
        return all.stream()
                .filter(it -> it.isOf(module, name))
                .map(Take::server)
                .findFirst();
    }

    /** What was taken for a module, in whatever lifecycle. */
    List<Take> of(String module) {
        return all.stream().filter(it -> it.scope().module().equals(module)).toList();
    }

    /** What a stop releases: what its own lifecycle took, and what forks of it took and left when they ended. */
    List<Take> within(Take.Scope scope, Predicate<String> named) {
        return all.stream()
                .filter(it -> scope.contains(it.scope()) && named.test(it.name()))
                .toList();
    }

    /** The rest after a release. */
    Takes without(Collection<Take> released) {
        return new Takes(all.stream().filter(it -> !released.contains(it)).toList());
    }

    /** The servers that nobody counts on any more after a release, in the order in which they were taken. */
    List<Take.Server> last(Collection<Take> released) {
        List<Take.Server> kept =
                without(released).all().stream().map(Take::server).toList();
        return released.stream()
                .map(Take::server)
                .distinct()
                .filter(it -> !kept.contains(it))
                .toList();
    }

    /** The same after a server of a module was started once more, since it had ended: whoever counted on it counts on the new start. */
    Takes moved(String module, String name, Take.Server now) {
        return new Takes(
                all.stream().map(it -> it.isOf(module, name) ? it.of(now) : it).toList());
    }
}
