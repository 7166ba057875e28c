package dev.portman;

import dev.portman.model.AssignedPort;
import dev.portman.model.DependencyOrder;
import dev.portman.model.OnConflict;
import dev.portman.model.ServerFailedException;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerSpec;
import dev.portman.model.ServerState;
import dev.portman.model.ServerStatus;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The servers of one call, what they need of each other, and what of their project runs already. */
final class JointStart {

    private final List<ServerSpec> order;
    private final Map<ServerKey, Set<ServerKey>> needed = new HashMap<>();
    private final Set<ServerKey> together = new HashSet<>();
    private final Map<ServerKey, AssignedPort> running = new HashMap<>();
    private final List<ServerSpec> siblings;

    /**
     * The start of some servers.
     *
     * @param specs in any order
     * @param observed what is known of the servers of their folders
     * @throws ServerFailedException if one needs a server that neither runs nor is among them
     */
    JointStart(List<ServerSpec> specs, Collection<ServerStatus> observed) {
        this(specs, observed, specs);
    }

    /**
     * The same beside others that are not started now.
     *
     * @param siblings whose preferred ports are left to them
     */
    JointStart(List<ServerSpec> specs, Collection<ServerStatus> observed, List<ServerSpec> siblings) {
        this.siblings = List.copyOf(siblings);
        this.order = DependencyOrder.ofStart(specs);
        specs.forEach(spec -> together.add(spec.key()));
        observed.stream()
                .filter(it -> it.state() == ServerState.RUNNING && !together.contains(it.key()))
                .forEach(it -> running.put(it.key(), it.record().orElseThrow().assigned()));
        specs.stream().filter(it -> it.onConflict() == OnConflict.REUSE).forEach(this::addJoinable);
        order.forEach(this::refuseWithout);
        order.forEach(spec -> needed.put(spec.key(), allNeeded(spec)));
    }

    /** What a server needs that the build does not have itself: a person's may do. */
    private void addJoinable(ServerSpec spec) {
        for (ServerKey needed : spec.dependencies()) {
            if (!together.contains(needed)) {
                spec.joinable(needed.name()).stream()
                        .flatMap(it -> Optional.ofNullable(running.get(it)).stream())
                        .findFirst()
                        .ifPresent(it -> running.putIfAbsent(needed, it));
            }
        }
    }

    private Set<ServerKey> allNeeded(ServerSpec spec) {
        Set<ServerKey> all = new HashSet<>(spec.dependencies());
        spec.dependencies().forEach(it -> all.addAll(needed.getOrDefault(it, Set.of())));
        return all;
    }

    /** What is needed comes before who needs it. */
    List<ServerSpec> order() {
        return order;
    }

    /** Whether one needs the other, directly or not. */
    boolean needs(ServerSpec one, ServerSpec other) {
        return needed.getOrDefault(one.key(), Set.of()).contains(other.key());
    }

    /** A server of this call is ready. */
    void started(ServerKey key, AssignedPort assigned) {
        running.put(key, assigned);
    }

    /** What a server has to know of the others, once those are ready that it needs: what else may be ready by chance is not told. */
    Surrounding surrounding(ServerSpec spec) {
        Set<Integer> preferred = new HashSet<>();
        siblings.stream()
                .filter(other -> !other.key().equals(spec.key()))
                .forEach(other -> preferred.add(other.port().preferred()));
        Map<String, AssignedPort> visible = new LinkedHashMap<>();
        running.forEach((key, assigned) -> {
            boolean byChance = together.contains(key)
                    && !needed.getOrDefault(spec.key(), Set.of()).contains(key);
            if (key.equals(spec.key().sibling(key.name())) && !byChance) {
                visible.put(key.name(), assigned);
            }
        });
        return new Surrounding(preferred, visible);
    }

    private void refuseWithout(ServerSpec spec) {
        spec.dependencies().stream()
                .filter(it -> !together.contains(it) && !running.containsKey(it))
                .findFirst()
                .ifPresent(missing -> {
                    throw new ServerFailedException(
                            spec.name() + " needs " + missing.name() + ", which is not running; " + spec.name()
                                    + " was not started.",
                            "Start " + missing.name() + " first, or both together.");
                });
    }

    /** The wanted servers, and of those that they need, directly or not, the ones that do not run. */
    static List<ServerSpec> complete(
            List<ServerSpec> wanted, List<ServerSpec> described, Collection<ServerStatus> observed) {
        Set<ServerKey> running = new HashSet<>();
        observed.stream().filter(it -> it.state() == ServerState.RUNNING).forEach(it -> running.add(it.key()));
        Map<ServerKey, ServerSpec> byKey = new LinkedHashMap<>();
        described.forEach(spec -> byKey.put(spec.key(), spec));
        wanted.forEach(spec -> byKey.put(spec.key(), spec));
        Set<ServerKey> asked = new HashSet<>();
        wanted.forEach(spec -> asked.add(spec.key()));
        Set<ServerKey> needed = DependencyOrder.needed(asked, byKey.values());
        return byKey.values().stream()
                .filter(spec -> needed.contains(spec.key()))
                .filter(spec -> asked.contains(spec.key()) || !running.contains(spec.key()))
                .toList();
    }
}
