package dev.portman.session;

import dev.portman.model.DependencyOrder;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerSpec;
import java.util.List;
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
        return DependencyOrder.needed(wanted.stream().map(ServerSpec::key).toList(), all);
    }
}
