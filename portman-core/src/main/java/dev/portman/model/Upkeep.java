package dev.portman.model;

import java.nio.file.Path;
import java.util.List;

/**
 * What is done for a server as long as somebody attends to it in the foreground; nothing of it means anything to a start.
 *
 * @param restart whether it is started again when it has ended by itself
 * @param watch the files whose change starts it anew
 * @param sources the files that its description is read from, beside the one that describes all servers
 */
public record Upkeep(Restart restart, List<FilePattern> watch, List<Path> sources) {

    /** Nothing is done. */
    public static final Upkeep NONE = new Upkeep(Restart.NEVER, List.of(), List.of());

    /** Copies the lists. */
    public Upkeep {
        watch = List.copyOf(watch);
        sources = List.copyOf(sources);
    }
}
