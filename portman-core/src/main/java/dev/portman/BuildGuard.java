package dev.portman;

import dev.portman.model.ProcessIdentity;
import dev.portman.process.Guardian;
import dev.portman.store.GuardianFiles;
import dev.portman.store.StateFolder;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Sees to it that this process has a guardian as soon as it starts a server that must not outlive it: one for each state folder. */
final class BuildGuard {

    /** A guardian without a reference would lose its pipe, and take that for the end of the build. */
    private static final Map<Path, Guardian> GUARDIANS = new HashMap<>();

    private BuildGuard() {}

    /** Makes sure that there is one. */
    static void watch(ProcessIdentity build, Path stateHome) {
        synchronized (GUARDIANS) {
            Guardian known = GUARDIANS.get(stateHome);
            if (known == null || !known.isAlive()) {
                GUARDIANS.put(stateHome, Guardian.of(build, stateHome, files(build, stateHome)));
            }
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
