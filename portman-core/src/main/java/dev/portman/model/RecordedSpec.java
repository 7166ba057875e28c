package dev.portman.model;

import java.nio.file.Path;
import java.util.List;

/**
 * What has to be remembered of a {@link ServerSpec} to stop its server without it.
 *
 * @param digest SHA-256 over command, folder, environment and port wish: tells whether the description has changed, tells nothing else
 * @param lifetime how long the server lives when nobody stops it
 * @param stopping how it is asked to end
 * @param logsDirectory where people find its log and status
 * @param dependsOn the servers of the same folder that it needs, by name: it is stopped before them
 * @param cleanup what is run when it is gone
 */
public record RecordedSpec(
        String digest,
        Lifetime lifetime,
        Stopping stopping,
        Path logsDirectory,
        List<String> dependsOn,
        Cleanup cleanup) {

    /** Copies the list. */
    public RecordedSpec {
        dependsOn = List.copyOf(dependsOn);
    }

    /** What stands alone. */
    public RecordedSpec(String digest, Lifetime lifetime, Stopping stopping, Path logsDirectory) {
        this(digest, lifetime, stopping, logsDirectory, List.of(), Cleanup.none(logsDirectory));
    }
}
