package dev.portman;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portman.model.ProcessIdentity;
import dev.portman.process.Guardian;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Sees to it that this process has a guardian as soon as it starts a server that must not outlive it: one for each state folder. */
final class BuildGuard {

    /** Held for the life of the process: a guardian without a reference would lose its pipe, and take that for the end of the build. */
    private static final Map<Path, Guardian> GUARDIANS = new ConcurrentHashMap<>();

    private BuildGuard() {}

    /** Makes sure that there is one. */
    static void watch(ProcessIdentity build, Path stateHome) {
        GUARDIANS.computeIfAbsent(stateHome, home -> Guardian.of(build, home, classPath()));
    }

    /** What the reaper needs: this library and its JSON library, wherever the front end has loaded them from. */
    private static String classPath() {
        return Stream.of(BuildGuard.class, ObjectMapper.class, JsonFactory.class, JsonCreator.class)
                .map(BuildGuard::origin)
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String origin(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the file that " + type + " comes from has no usable name", e);
        }
    }
}
