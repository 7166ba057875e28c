package dev.portman.config;

import dev.portman.model.Caller;
import java.nio.file.Path;

/**
 * What a description of servers means depends on where it stands and who asks.
 *
 * @param directory the real path of the folder that describes the servers; relative paths are resolved against it
 * @param caller decides the defaults of {@code onConflict} and {@code lifetime}
 * @param defaultName the name of a server that has none of its own
 */
public record Surroundings(Path directory, Caller caller, String defaultName) {}
