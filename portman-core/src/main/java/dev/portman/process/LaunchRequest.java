package dev.portman.process;

import dev.portman.model.Command;
import dev.portman.model.StopSignal;
import java.nio.file.Path;
import java.util.Map;

/**
 * Everything a launch needs, decided.
 *
 * @param command the words, placeholders replaced
 * @param published what is added for the server's sake: its port, its siblings' ports
 * @param cookie what its processes will carry
 * @param log an existing file that takes its output
 * @param stopSignal what will ask it to end one day, and must be able to reach it
 */
public record LaunchRequest(
        Command command, Map<String, String> published, String cookie, Path log, StopSignal stopSignal) {

    /** Copies the map. */
    public LaunchRequest {
        published = Map.copyOf(published);
    }
}
