package dev.portman.internal.ownership;

import dev.portman.model.OnConflict;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerSpec;
import dev.portman.model.Side;
import java.nio.file.Path;

/** Which recorded servers a call may treat as its own, since it is made in their name or from their folder. */
public interface OwnershipScope {

    /**
     * Whether a server is the caller's own.
     *
     * @param used whether a living process uses it
     */
    boolean owns(ServerKey server, boolean used);

    /** Whether a server that nobody uses may go although it is not the caller's own. */
    default boolean mayEvict(ServerKey server) {
        return false;
    }

    /** Whether a server may go as far as those are concerned who count on it. */
    default boolean permits(ServerKey server, Backing backing) {
        boolean used = !backing.users().isEmpty();
        return owns(server, used) || backing.isNobodys() || (mayEvict(server) && !used);
    }

    /** A stop of one server: only that. */
    static OwnershipScope of(ServerKey server) {
        return (key, used) -> key.equals(server);
    }

    /**
     * A start of one server: that, and for a person what a build has left of that name. A build whose description says so may evict a person's
     * server of that name.
     */
    static OwnershipScope of(ServerSpec spec) {
        return new OwnershipScope() {
            @Override
            public boolean owns(ServerKey key, boolean used) {
                return key.equals(spec.key())
                        || (!spec.key().isOfBuild()
                                && !used
                                && key.equals(spec.key().on(Side.BUILD)));
            }

            @Override
            public boolean mayEvict(ServerKey key) {
                return spec.onConflict() == OnConflict.EVICT && spec.joinable().contains(key);
            }
        };
    }

    /**
     * A call from a folder: whatever is described there.
     *
     * @param usedToo whether servers of builds are meant that a living process uses
     */
    static OwnershipScope of(Path folder, boolean usedToo) {
        return (key, used) -> key.directory().equals(folder) && (!key.isOfBuild() || !used || usedToo);
    }
}
