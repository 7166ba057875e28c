package dev.portman.session;

import dev.portman.model.ServerKey;
import dev.portman.model.ServerSpec;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a project describes at one moment.
 *
 * @param wanted the servers that are asked for
 * @param all of the project, in their order
 */
public record Described(List<ServerSpec> wanted, List<ServerSpec> all) {

    /** Copies the lists. */
    public Described {
        wanted = List.copyOf(wanted);
        all = List.copyOf(all);
    }

    /** The wanted ones, and those that they need, directly or not. */
    Set<ServerKey> needed() {
        Map<ServerKey, ServerSpec> byKey = new LinkedHashMap<>();
        all.forEach(it -> byKey.put(it.key(), it));
        Deque<ServerKey> open =
                new ArrayDeque<>(wanted.stream().map(ServerSpec::key).toList());
        Set<ServerKey> needed = new HashSet<>(open);
        while (!open.isEmpty()) {
            ServerSpec spec = byKey.get(open.remove());
            if (spec != null) {
                spec.dependencies().stream().filter(needed::add).forEach(open::add);
            }
        }
        return needed;
    }
}
