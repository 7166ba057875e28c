package dev.portman.model;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What people need to recognise a process; for messages only, never proof of anything, since argv can be forged.
 *
 * @param name the executable's file name, or the kernel's short name where the executable cannot be read
 * @param user the user's name, or the number if it has none
 * @param startedAt by the wall clock, empty where unknown
 * @param commandLine argv as the process shows it
 * @param executable the file it runs
 * @param directory its working directory
 */
public record ProcessDescription(
        String name,
        String user,
        Optional<Instant> startedAt,
        List<String> commandLine,
        Optional<Path> executable,
        Optional<Path> directory) {

    /** Copies the list. */
    public ProcessDescription {
        commandLine = List.copyOf(commandLine);
    }
}
