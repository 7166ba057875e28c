package dev.portman.faults;

import java.util.List;
import java.util.UUID;

/**
 * Finds every process of a trial, whoever started it, by a word in its command line.
 *
 * @param word unique
 */
record Marked(String word) implements AutoCloseable {

    static Marked fresh() {
        return new Marked("mark-" + UUID.randomUUID());
    }

    /** The living ones that listen or were to: without the shells and JVMs around them. */
    List<ProcessHandle> processes() {
        return ProcessHandle.allProcesses()
                .filter(it -> it.info()
                        .command()
                        .filter(path -> path.contains("python"))
                        .isPresent())
                .filter(it -> it.info()
                        .arguments()
                        .filter(all -> List.of(all).contains(word))
                        .isPresent())
                .toList();
    }

    @Override
    public void close() {
        processes().forEach(ProcessHandle::destroyForcibly);
    }
}
