package dev.portman.internal.ownership;

import dev.portman.model.ProcessIdentity;
import dev.portman.model.ServerRecord;
import dev.portman.process.Member;
import dev.portman.process.ProcessTable;
import dev.portman.store.Presence;
import java.nio.file.Path;
import java.util.Optional;

/** Whether the project folder of a recorded server is gone: nobody can go there to stop it. */
public final class LostFolder {

    private LostFolder() {}

    /** Looks. A path that leads nowhere from here proves it only where the server, as long as it lives, would see the same under it. */
    public static boolean isGone(ServerRecord server, ProcessTable table) {
        return Presence.of(server.key().directory()) == Presence.GONE && seesWhatWeSee(server, table);
    }

    /**
     * Where a server runs whose folder was moved away, for people only: its leader may have gone there by itself.
     *
     * @return the working directory of its leader; empty if that is not known, or gone, too
     */
    public static Optional<Path> whereabouts(ServerRecord server, ProcessTable table) {
        return server.leader()
                .filter(it -> Liveness.lives(it, table))
                .flatMap(it -> table.description(it.pid()))
                .flatMap(it -> it.directory())
                .filter(it -> it.getNameCount() > 0 && Presence.of(it) == Presence.THERE);
    }

    /** In plain loops: part of a status. */
    private static boolean seesWhatWeSee(ServerRecord server, ProcessTable table) {
        ProcessIdentity known = server.leader().isPresent() ? server.leader().get() : server.starter();
        ProcessIdentity self = table.self();
        if (!known.bootId().equals(self.bootId())) {
            // Nothing of it runs.
            return true;
        }
        if (!known.namespaces().equals(self.namespaces())) {
            return false;
        }
        if (Liveness.lives(known, table)) {
            return table.sharesFiles(known.pid());
        }
        for (Member member : new ServerTree(server, table).members()) {
            if (!table.sharesFiles(member.pid())) {
                return false;
            }
        }
        return true;
    }
}
