package dev.portman.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** {@code logs/portman.env}: where the servers of a project are, as {@code NAME=value}, for whatever reads such files; never read back by us. */
public final class PortsFile {

    private static final String NAME = "portman.env";

    private PortsFile() {}

    /** Whether a folder has such a file. */
    public static boolean isIn(Path logsDirectory) {
        return Files.exists(logsDirectory.resolve(NAME));
    }

    /**
     * Replaces the file.
     *
     * @param logsDirectory an existing folder
     * @param variables names are capitals, digits and underscores, values ports and URLs: nothing that would need quotes
     * @return what went wrong, as a sentence; empty if nothing did
     */
    public static Optional<String> publish(Path logsDirectory, Map<String, String> variables) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(variables)
                .forEach((name, value) ->
                        text.append(name).append('=').append(value).append('\n'));
        try {
            if (Files.isDirectory(logsDirectory)) {
                AtomicFile.write(
                        logsDirectory.resolve(NAME),
                        text.toString().getBytes(StandardCharsets.UTF_8),
                        AtomicFile.Safety.WHOLE);
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(logsDirectory.resolve(NAME) + " could not be written: " + Causes.of(e) + ".");
        }
    }
}
