package dev.portman.config;

import dev.portman.model.Side;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a description of servers means depends on where it stands and who asks.
 *
 * @param place the folders that count
 * @param side whose servers they are; decides the defaults of {@code onConflict} and {@code lifetime}
 * @param defaultName the name of a server that has none of its own
 * @param environment our own, which wins over files of variables; {@link System#getenv()} as a rule
 */
public record Surroundings(Folders place, Side side, String defaultName, Map<String, String> environment) {

    /** The folder of logs of a build, below the one that is described, or below the default one. */
    private static final String OF_BUILD = "build";

    /** Copies the map. */
    public Surroundings {
        environment = Map.copyOf(environment);
    }

    /** Of servers that belong to the folder that describes them, with their files below it. */
    public Surroundings(Path directory, Side side, String defaultName, Map<String, String> environment) {
        this(Folders.of(directory, side), side, defaultName, environment);
    }

    /**
     * The folders that a description concerns, as real paths.
     *
     * @param directory the one that the servers belong to; relative paths are resolved against it
     * @param describedIn the one that describes them: another one where a module inherits its servers
     * @param logs where their files lie unless the description says something else
     */
    public record Folders(Path directory, Path describedIn, Path logs) {

        /** Of servers that belong to the folder that describes them, with their files below it. */
        public static Folders of(Path directory, Side side) {
            return new Folders(directory, directory, logsOf(side, directory.resolve(SpecReader.LOGS)));
        }
    }

    /** The folder that the servers belong to. */
    Path directory() {
        return place.directory();
    }

    /** Where the files lie of a folder of logs that is described: those of a build apart from those of a person. */
    Path describedLogs(Path logs) {
        return logsOf(side, logs);
    }

    private static Path logsOf(Side side, Path logs) {
        return side == Side.BUILD ? logs.resolve(OF_BUILD) : logs;
    }

    /** Without any value of the environment. */
    @Override
    public String toString() {
        return "Surroundings[place=" + place + ", side=" + side + ", defaultName=" + defaultName + "]";
    }
}
