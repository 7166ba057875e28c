package dev.portman;

import dev.portman.internal.ownership.Liveness;
import dev.portman.internal.ownership.LivingUsers;
import dev.portman.model.Lifetime;
import dev.portman.model.ProcessIdentity;
import dev.portman.model.ProgressEvent;
import dev.portman.model.ServerRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Counts this process in among those that use a running server, and out again: under the lock, so that whoever was the last one knows it, and
 * nobody joins what is about to be stopped.
 */
final class Sharing {

    private final Means means;

    Sharing(Means means) {
        this.means = means;
    }

    /**
     * Takes a server that runs; its side and its lifetime stay what they are.
     *
     * @param seen the server as it was found
     * @param asUser whether this process is counted in
     * @return its newer record; empty if it was stopped, replaced, or given up by all its users since it was seen
     */
    Optional<ServerRecord> join(ServerRecord seen, boolean asUser) {
        return means.memory()
                .leases()
                .exclusively(
                        "use " + seen.key().name(),
                        () -> means.memory()
                                .registry()
                                .find(seen.key())
                                .filter(it -> it.isSameStart(seen) && isThere(it))
                                .map(it -> asUser ? joined(it) : it));
    }

    private ServerRecord joined(ServerRecord server) {
        ServerRecord newer = server.usedBy(withSelf(server));
        if (newer.spec().lifetime() == Lifetime.BUILD || newer.key().isOfBuild()) {
            BuildGuard.watch(means.machine().table().self(), means.memory().home());
        }
        if (!newer.equals(server)) {
            means.memory().registry().save(newer);
        }
        return newer;
    }

    private List<ProcessIdentity> withSelf(ServerRecord server) {
        if (isUsed(server)) {
            return server.users();
        }
        List<ProcessIdentity> users =
                new ArrayList<>(LivingUsers.others(server, means.machine().table()));
        users.add(means.machine().table().self());
        return users;
    }

    /**
     * Counts this process out; a server that nobody uses any more is free to be stopped then.
     *
     * @param seen the server as it was taken, or found; a later start of it is not this process's to release
     * @return whether it has to be left running: others use it, or it was to stay and only reused here
     */
    boolean leave(ServerRecord seen) {
        // Another part of this process may have counted it out since: what was only joined is not to be stopped for
        // that.
        boolean taken = isUsed(seen);
        return left(seen, server -> {
            List<ProcessIdentity> others = countOut(server, isBuildsOwn(server));
            boolean stays = !others.isEmpty() || ((taken || isUsed(server)) && isJoinedToStay(server));
            return stays ? Optional.of(new ProgressEvent.LeftRunning(server, others)) : Optional.empty();
        });
    }

    /**
     * Counts this process out of a server that stays in any case.
     *
     * @param seen the server as it was taken; a later start of it is not this process's to release
     */
    void leaveRunning(ServerRecord seen) {
        left(seen, server -> Optional.of(new ProgressEvent.LeftRunning(server, countOut(server, false))));
    }

    private boolean left(ServerRecord seen, Function<ServerRecord, Optional<ProgressEvent.LeftRunning>> act) {
        Optional<ProgressEvent.LeftRunning> left = means.memory()
                .leases()
                .exclusively(
                        "release " + seen.key().name(),
                        () -> means.memory()
                                .registry()
                                .find(seen.key())
                                .filter(it -> it.isSameStart(seen) && isThere(it))
                                .flatMap(act));
        // Not under the lock: whoever is told may take his time.
        left.ifPresent(means.told());
        return left.isPresent();
    }

    /**
     * Takes this process from the users.
     *
     * @param endsWithThem whether the last of those who still use it is the one to stop it
     * @return those
     */
    private List<ProcessIdentity> countOut(ServerRecord server, boolean endsWithThem) {
        List<ProcessIdentity> others =
                LivingUsers.others(server, means.machine().table());
        if (isUsed(server)) {
            ServerRecord rest = server.usedBy(others);
            means.memory().registry().save(endsWithThem ? rest.endingWithUsers() : rest);
        }
        return others;
    }

    private boolean isJoinedToStay(ServerRecord server) {
        return server.spec().lifetime() == Lifetime.DETACHED && !isBuildsOwn(server);
    }

    /** Whether this process has started it for a build, which then is the one to stop it, whatever its lifetime. */
    private boolean isBuildsOwn(ServerRecord server) {
        return server.key().isOfBuild()
                && server.starter().isSameProcessAs(means.machine().table().self());
    }

    /** Whether this process counts on a server. */
    boolean isUsed(ServerRecord server) {
        ProcessIdentity self = means.machine().table().self();
        return server.users().stream().anyMatch(self::isSameProcessAs);
    }

    private boolean isThere(ServerRecord server) {
        return server.stop().isEmpty()
                && Liveness.of(server, means.machine().table()) == Liveness.LIVES
                && !LivingUsers.areGone(server, means.machine().table());
    }
}
