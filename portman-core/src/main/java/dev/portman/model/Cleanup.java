package dev.portman.model;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What has to be remembered of {@link Hooks} so that whoever stops the server can run what comes after; without any variable, they may be
 * secrets. Plain loops: it is read with every record.
 *
 * @param commands as words, placeholders filled
 * @param workingDirectory where they run
 * @param timeout how long each of them may take
 * @param preceded whether others came before the start: what they have left running is older than the server, and belongs to it
 */
public record Cleanup(List<List<String>> commands, Path workingDirectory, Duration timeout, boolean preceded) {

    /** Copies the lists. */
    public Cleanup {
        List<List<String>> copies = new ArrayList<>();
        for (List<String> words : commands) {
            copies.add(List.copyOf(words));
        }
        commands = List.copyOf(copies);
    }

    /** Without what sounds like a secret. */
    @Override
    public String toString() {
        return "Cleanup[" + commands.stream().map(SecretText::withoutThoseOf).toList() + ", " + workingDirectory + ", "
                + timeout + "]";
    }

    /** Nothing is run. */
    public static Cleanup none(Path workingDirectory) {
        return new Cleanup(List.of(), workingDirectory, Duration.ZERO, false);
    }
}
