package dev.portman.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Puts servers in an order in which each finds running what it needs; where nothing is said, the given order stays. */
public final class DependencyOrder<T> {

    private final Map<ServerKey, T> all = new LinkedHashMap<>();
    private final Map<ServerKey, T> sorted = new LinkedHashMap<>();
    private final List<ServerKey> path = new ArrayList<>();
    private final Function<T, List<ServerKey>> needs;

    private DependencyOrder(Collection<T> all, Function<T, ServerKey> key, Function<T, List<ServerKey>> needs) {
        all.forEach(it -> this.all.putIfAbsent(key.apply(it), it));
        this.needs = needs;
    }

    /**
     * What is needed comes before who needs it.
     *
     * @throws InvalidInputException if servers need each other in a cycle, which it names
     */
    public static List<ServerSpec> ofStart(List<ServerSpec> specs) {
        return new DependencyOrder<>(specs, ServerSpec::key, ServerSpec::dependencies).order(true);
    }

    /**
     * Who needs another one comes before it, and of the rest the last one first. Never refuses: what runs can be stopped whatever was
     * written of it.
     */
    public static List<ServerKey> ofStop(List<ServerKey> running, Function<ServerKey, List<ServerKey>> needs) {
        List<ServerKey> order =
                new ArrayList<>(new DependencyOrder<>(running, Function.identity(), needs).order(false));
        Collections.reverse(order);
        return order;
    }

    /** The keys of the wanted servers, and of all that they need, directly or not, as far as that is described. */
    public static Set<ServerKey> needed(Collection<ServerKey> wanted, Collection<ServerSpec> described) {
        Map<ServerKey, ServerSpec> byKey = new LinkedHashMap<>();
        described.forEach(it -> byKey.put(it.key(), it));
        Set<ServerKey> needed = new LinkedHashSet<>(wanted);
        Deque<ServerKey> open = new ArrayDeque<>(needed);
        while (!open.isEmpty()) {
            ServerSpec spec = byKey.get(open.remove());
            if (spec != null) {
                spec.dependencies().stream().filter(needed::add).forEach(open::add);
            }
        }
        return needed;
    }

    private List<T> order(boolean strict) {
        all.keySet().forEach(key -> visit(key, strict));
        return List.copyOf(sorted.values());
    }

    private void visit(ServerKey key, boolean strict) {
        if (sorted.containsKey(key) || !all.containsKey(key)) {
            return;
        }
        if (path.contains(key)) {
            if (strict) {
                throw cycle(key);
            }
            return;
        }
        path.add(key);
        T server = all.get(key);
        needs.apply(server).forEach(it -> visit(it, strict));
        path.remove(path.size() - 1);
        sorted.put(key, server);
    }

    private InvalidInputException cycle(ServerKey again) {
        List<ServerKey> cycle = new ArrayList<>(path.subList(path.indexOf(again), path.size()));
        cycle.add(again);
        return new InvalidInputException(
                "dependsOn",
                cycle.stream().map(ServerKey::name).collect(Collectors.joining(" -> ")),
                "is a cycle, so none of them could be started first; a placeholder such as @{"
                        + cycle.get(1).name() + ".url} counts as dependsOn, too");
    }
}
