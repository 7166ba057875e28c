package dev.portman.internal.ownership;

import dev.portman.model.ServerKey;
import java.nio.file.Path;
import java.util.function.Predicate;

/** Which recorded servers a call may treat as its own, since it is made in their name or from their folder. */
@FunctionalInterface
public interface OwnershipScope extends Predicate<ServerKey> {

    /** A start or stop of one server: only that. */
    static OwnershipScope of(ServerKey server) {
        return server::equals;
    }

    /** A call from a folder: whatever is described there. */
    static OwnershipScope of(Path folder) {
        return key -> key.directory().equals(folder);
    }
}
