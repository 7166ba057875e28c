package dev.portman.model;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What people need to recognise a process; for messages only, never proof of anything, since argv can be forged.
 *
 * @param name what messages call it
 * @param shortName the kernel's name of it, up to 15 bytes; empty where unknown
 * @param user the user's name, or the number if it has none
 * @param startedAt by the wall clock, empty where unknown
 * @param commandLine argv as the process shows it
 * @param executable the file it runs
 * @param directory its working directory
 */
public record ProcessDescription(
        String name,
        String shortName,
        String user,
        Optional<Instant> startedAt,
        List<String> commandLine,
        Optional<Path> executable,
        Optional<Path> directory) {

    /** Copies the list. */
    public ProcessDescription {
        commandLine = List.copyOf(commandLine);
    }

    /** The file name of its executable; empty if that cannot be read. */
    public String executableName() {
        return executable.map(Path::getFileName).map(Path::toString).orElse("");
    }

    /** All names that people know it by: that of its file, the kernel's, and the one in its title. */
    public Set<String> names() {
        Set<String> names = new HashSet<>(Set.of(executableName()));
        names.add(shortName);
        names.add(ProcessTitle.program(commandLine));
        names.remove("");
        return names;
    }
}
