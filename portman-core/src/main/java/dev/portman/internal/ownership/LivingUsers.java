package dev.portman.internal.ownership;

import dev.portman.model.Lifetime;
import dev.portman.model.ProcessIdentity;
import dev.portman.model.ServerRecord;
import dev.portman.process.ProcessTable;
import java.util.ArrayList;
import java.util.List;

/** Which of the processes that a record names as users of its server live. */
public final class LivingUsers {

    private LivingUsers() {}

    /** All of them. */
    public static List<ProcessIdentity> of(ServerRecord server, ProcessTable table) {
        // A plain loop, as this is part of every status.
        List<ProcessIdentity> living = new ArrayList<>();
        for (ProcessIdentity user : server.users()) {
            if (Liveness.lives(user, table)) {
                living.add(user);
            }
        }
        return List.copyOf(living);
    }

    /** Those beside this process. */
    public static List<ProcessIdentity> others(ServerRecord server, ProcessTable table) {
        ProcessIdentity self = table.self();
        return of(server, table).stream()
                .filter(it -> !it.isSameProcessAs(self))
                .toList();
    }

    /** Whether a server was to die with builds that are all proven dead, or have released it. */
    public static boolean areGone(ServerRecord server, ProcessTable table) {
        return server.spec().lifetime() == Lifetime.BUILD && of(server, table).isEmpty();
    }
}
