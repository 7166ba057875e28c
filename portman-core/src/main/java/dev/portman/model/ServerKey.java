package dev.portman.model;

import java.nio.file.Path;

/**
 * What makes two starts the same server: where it is described, and its name.
 *
 * @param directory the real path of the folder whose POM or {@code portman.yaml} describes the server
 * @param name its name there
 */
public record ServerKey(Path directory, String name) {

    /** The key of another server that is described in the same folder. */
    public ServerKey sibling(String other) {
        return new ServerKey(directory, other);
    }

    /** The file of its log in a folder of logs. */
    public Path logIn(Path logsDirectory) {
        return logsDirectory.resolve(name + ".log");
    }
}
