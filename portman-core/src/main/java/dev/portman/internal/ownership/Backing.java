package dev.portman.internal.ownership;

import dev.portman.model.Lifetime;
import dev.portman.model.ProcessIdentity;
import dev.portman.model.ServerRecord;
import dev.portman.process.ProcessTable;
import java.util.List;

/**
 * Who counts on a recorded server: facts of one moment.
 *
 * @param lifetime how long it was to live
 * @param users the living processes that use it
 * @param starting whether whoever starts it lives and has not come to an end with that
 * @param folderGone whether the folder is gone that it was started in
 */
public record Backing(Lifetime lifetime, List<ProcessIdentity> users, boolean starting, boolean folderGone) {

    /** Copies the list. */
    public Backing {
        users = List.copyOf(users);
    }

    /** Looks. */
    public static Backing of(ServerRecord server, ProcessTable table) {
        return new Backing(
                server.spec().lifetime(),
                LivingUsers.of(server, table),
                !server.isReady() && Liveness.lives(server.starter(), table),
                LostFolder.isGone(server, table));
    }

    /**
     * Whether nobody counts on it any more: it was to die with builds that are all gone, or to stay for whoever comes back to its folder. A
     * build may delete the folder that it runs in, and still needs its servers.
     */
    public boolean isNobodys() {
        return users.isEmpty() && (lifetime == Lifetime.BUILD || (folderGone && !starting));
    }
}
