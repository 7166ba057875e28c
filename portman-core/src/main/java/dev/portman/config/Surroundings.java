package dev.portman.config;

import dev.portman.model.Caller;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a description of servers means depends on where it stands and who asks.
 *
 * @param directory the real path of the folder that describes the servers; relative paths are resolved against it
 * @param caller decides the defaults of {@code onConflict} and {@code lifetime}
 * @param defaultName the name of a server that has none of its own
 * @param environment our own, which wins over files of variables; {@link System#getenv()} as a rule
 */
public record Surroundings(Path directory, Caller caller, String defaultName, Map<String, String> environment) {

    /** Copies the map. */
    public Surroundings {
        environment = Map.copyOf(environment);
    }

    /** Without any value of the environment. */
    @Override
    public String toString() {
        return "Surroundings[directory=" + directory + ", caller=" + caller + ", defaultName=" + defaultName + "]";
    }
}
