package dev.portman.model;

import java.nio.file.Path;
import java.util.List;

/**
 * What has to be remembered of a {@link ServerSpec} to stop its server without it.
 *
 * @param digests of what makes the running server another one: they tell which parts of the description have changed, and nothing else
 * @param lifetime how long the server lives when nobody stops it
 * @param stopping how it is asked to end
 * @param logsDirectory where people find its log and status
 * @param dependsOn the servers of the same folder that it needs, by name: it is stopped before them
 * @param cleanup what is run when it is gone
 */
public record RecordedSpec(
        SpecDigests digests,
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
    public RecordedSpec(SpecDigests digests, Lifetime lifetime, Stopping stopping, Path logsDirectory) {
        this(digests, lifetime, stopping, logsDirectory, List.of(), Cleanup.none(logsDirectory));
    }

    /** The same with lifetime {@link Lifetime#BUILD}. */
    public RecordedSpec endingWithUsers() {
        return new RecordedSpec(digests, Lifetime.BUILD, stopping, logsDirectory, dependsOn, cleanup);
    }
}
