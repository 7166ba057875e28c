package dev.portman.session;

import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * How files were at one moment; what has no content of interest, only whether it is another one than before.
 *
 * @param files those that were there
 */
record Snapshot(Map<Path, Stamp> files) {

    Snapshot {
        files = Map.copyOf(files);
    }

    /**
     * What tells one state of a file from another.
     *
     * @param modified when it was written last
     * @param size in bytes
     * @param identity changes when another file takes its place
     */
    record Stamp(FileTime modified, long size, String identity) {

        static Stamp of(BasicFileAttributes file) {
            return new Stamp(file.lastModifiedTime(), file.size(), String.valueOf(file.fileKey()));
        }
    }

    /** Files that are not as they were, that are new, and that are gone. */
    Set<Path> changedSince(Snapshot earlier) {
        Set<Path> changed = new TreeSet<>();
        files.forEach((path, stamp) -> {
            if (!stamp.equals(earlier.files.get(path))) {
                changed.add(path);
            }
        });
        earlier.files.keySet().stream().filter(it -> !files.containsKey(it)).forEach(changed::add);
        return changed;
    }

    /** The same moment seen with other eyes: what is looked at for the first time in {@code later} was always so, what is not wanted any more never was. */
    Snapshot refocused(Predicate<Path> wanted, Snapshot later) {
        Map<Path, Stamp> all = new HashMap<>(later.files);
        files.forEach((path, stamp) -> {
            if (wanted.test(path)) {
                all.put(path, stamp);
            }
        });
        return new Snapshot(all);
    }
}
