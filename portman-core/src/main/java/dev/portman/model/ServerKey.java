package dev.portman.model;

import java.nio.file.Path;

/**
 * What makes two starts the same server: where it is described, its name, and whose it is.
 *
 * @param directory the real path of the folder whose POM or {@code portman.yaml} describes the server
 * @param name its name there
 * @param side whose it is
 */
public record ServerKey(Path directory, String name, Side side) {

    /** The key of a person's server. */
    public ServerKey(Path directory, String name) {
        this(directory, name, Side.PERSON);
    }

    /** The key of another server of the same folder and side. */
    public ServerKey sibling(String other) {
        return new ServerKey(directory, other, side);
    }

    /** The key of the server of the same folder and name on a side. */
    public ServerKey on(Side other) {
        return new ServerKey(directory, name, other);
    }

    /** Whether it is a build's. */
    public boolean isOfBuild() {
        return side == Side.BUILD;
    }

    /** The file of its log in a folder of logs. */
    public Path logIn(Path logsDirectory) {
        return logsDirectory.resolve(name + ".log");
    }
}
