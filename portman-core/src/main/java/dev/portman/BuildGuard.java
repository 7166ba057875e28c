package dev.portman;

import dev.portman.model.ProcessIdentity;
import dev.portman.process.Guardian;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Sees to it that this process has a guardian as soon as it starts a server that must not outlive it: one for each state folder. */
final class BuildGuard {

    /** Held for the life of the process: a guardian without a reference would lose its pipe, and take that for the end of the build. */
    private static final Map<Path, Guardian> GUARDIANS = new ConcurrentHashMap<>();

    private BuildGuard() {}

    /** Makes sure that there is one. */
    static void watch(ProcessIdentity build, Path stateHome) {
        GUARDIANS.computeIfAbsent(stateHome, home -> Guardian.of(build, home, classPath()));
    }

    /** What the reaper needs: this library alone, wherever the front end has loaded it from. */
    private static String classPath() {
        try {
            return Path.of(BuildGuard.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the file that this library comes from has no usable name", e);
        }
    }
}
