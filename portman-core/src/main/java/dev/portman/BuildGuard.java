package dev.portman;

import dev.portman.internal.ownership.LivingUsers;
import dev.portman.model.Lifetime;
import dev.portman.model.PortmanException;
import dev.portman.model.ProcessIdentity;
import dev.portman.model.ServerRecord;
import dev.portman.process.Guardian;
import dev.portman.process.ProcessTable;
import dev.portman.store.GuardianFiles;
import dev.portman.store.StateFolder;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Sees to it that this process has a guardian as long as a server runs that must not outlive it: one for each state folder. Both are decided under the
 * lock, together with the record that they are about, so that no record is ever without the guardian that it needs.
 */
final class BuildGuard {

    /** A guardian without a reference would lose its pipe, and take that for the end of the build. */
    private static final Map<Path, Guardian> GUARDIANS = new HashMap<>();

    private BuildGuard() {}

    /** Makes sure that there is one; called under the lock, before the record is saved. */
    static void watch(ProcessIdentity build, Path stateHome) {
        synchronized (GUARDIANS) {
            Guardian known = GUARDIANS.get(stateHome);
            if (known == null || !known.isAlive()) {
                GUARDIANS.put(stateHome, Guardian.of(build, stateHome, files(build, stateHome)));
            }
        }
    }

    /** Sends it home, unless a server needs it: a JVM may outlive its builds by weeks, as an IDE does. */
    static void dismissUnlessNeeded(Memory memory, ProcessTable table) {
        if (!isWatched(memory.home())) {
            return;
        }
        try {
            memory.leases().exclusively("dismiss the guardian", () -> {
                boolean needed = memory.registry().all().stream().anyMatch(it -> isNeeded(it, table));
                return needed || dismiss(memory.home());
            });
        } catch (PortmanException stays) {
            // One guardian too many does no harm; what was asked for is done.
            return;
        }
    }

    /** Of another class loader's servers in this process, too: each has a guardian, and any of them looks after all. */
    private static boolean isNeeded(ServerRecord server, ProcessTable table) {
        ProcessIdentity self = table.self();
        boolean used = server.users().stream().anyMatch(self::isSameProcessAs);
        // One that could not be stopped when it was released is tried again at the end.
        boolean remains = server.starter().isSameProcessAs(self)
                && LivingUsers.of(server, table).isEmpty();
        boolean ends = server.spec().lifetime() == Lifetime.BUILD;
        // Whoever has joined what another build keeps is the one to stop it once that build releases it.
        boolean mayEnd = server.key().isOfBuild() && !server.starter().isSameProcessAs(self);
        return (ends && (used || remains)) || (mayEnd && used);
    }

    private static boolean isWatched(Path stateHome) {
        synchronized (GUARDIANS) {
            return GUARDIANS.containsKey(stateHome);
        }
    }

    private static boolean dismiss(Path stateHome) {
        synchronized (GUARDIANS) {
            Guardian guardian = GUARDIANS.remove(stateHome);
            if (guardian != null) {
                guardian.dismiss();
            }
            return guardian != null;
        }
    }

    private static Guardian.Files files(ProcessIdentity build, Path stateHome) {
        GuardianFiles files = GuardianFiles.of(
                StateFolder.open(Map.of("PORTMAN_STATE_HOME", stateHome.toString())), build, library());
        return new Guardian.Files(files.library(), files.output(), files.note(), files.trail());
    }

    /** What the reaper needs: this library alone, wherever the front end has loaded it from. */
    private static Path library() {
        try {
            return Path.of(BuildGuard.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the file that this library comes from has no usable name", e);
        }
    }
}
