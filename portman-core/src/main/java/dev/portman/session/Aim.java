package dev.portman.session;

import dev.portman.model.FilePattern;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerSpec;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which files matter, and to whom; judges names only.
 *
 * @param descriptions where the servers are described: what they say counts, not that they were written
 * @param patterns the files of each server
 * @param logs folders that servers write to themselves: what happens there never counts
 */
record Aim(Set<Path> descriptions, Map<ServerKey, List<FilePattern>> patterns, Set<Path> logs) {

    /** The aim for these servers, which are described in this file, and in what it names. */
    static Aim of(Path description, List<ServerSpec> specs) {
        Set<Path> descriptions = new LinkedHashSet<>(Set.of(description));
        Map<ServerKey, List<FilePattern>> patterns = new LinkedHashMap<>();
        Set<Path> logs = new HashSet<>();
        for (ServerSpec spec : specs) {
            descriptions.addAll(spec.upkeep().sources());
            patterns.put(spec.key(), spec.upkeep().watch());
            logs.add(spec.logsDirectory());
        }
        return new Aim(descriptions, patterns, logs);
    }

    /** Where a look for files has to begin. */
    Set<Path> bases() {
        Set<Path> bases = new LinkedHashSet<>();
        patterns.values().forEach(all -> all.forEach(it -> bases.add(it.base())));
        return bases;
    }

    /** Whether a folder may hold something that matters. */
    boolean enters(Path folder) {
        return !isLog(folder)
                && patterns.values().stream().flatMap(List::stream).anyMatch(it -> it.reaches(folder));
    }

    /** Whether a file matters. */
    boolean takes(Path file) {
        return descriptions.contains(file)
                || patterns.values().stream().flatMap(List::stream).anyMatch(it -> isMeant(file, it));
    }

    /** Whether the description may have changed. */
    boolean isDescribedBy(Set<Path> changed) {
        return changed.stream().anyMatch(descriptions::contains);
    }

    /** Which servers are concerned by changes, and by which. */
    Map<ServerKey, List<Path>> concerned(Set<Path> changed) {
        Map<ServerKey, List<Path>> concerned = new LinkedHashMap<>();
        patterns.forEach((key, own) -> {
            List<Path> files = changed.stream()
                    .filter(file -> !descriptions.contains(file))
                    .filter(file -> own.stream().anyMatch(it -> isMeant(file, it)))
                    .toList();
            if (!files.isEmpty()) {
                concerned.put(key, files);
            }
        });
        return concerned;
    }

    private boolean isMeant(Path file, FilePattern pattern) {
        return pattern.matches(file) && !isLog(file);
    }

    private boolean isLog(Path path) {
        return logs.stream().anyMatch(path::startsWith);
    }
}
