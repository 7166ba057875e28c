package dev.portman.model;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Files by a path or a glob: a path means itself and whatever lies below it, a glob the files that it matches, with {@code **} for any
 * number of folders. Judges names only and looks at no file.
 */
public final class FilePattern {

    private static final String ANY_DEPTH = "**";
    private static final Pattern GLOB = Pattern.compile("[*?\\[{\\\\]");

    /** What tools keep for themselves: large, or changed by the very server that is watched. */
    private static final Set<String> BY_NAME_ONLY =
            Set.of("node_modules", "target", "build", "dist", "__pycache__", "venv");

    private final String written;
    private final Path base;
    private final List<String> rest;
    private final List<PathMatcher> matchers;

    private FilePattern(String written, Path base, List<String> rest) {
        this.written = written;
        this.base = base;
        this.rest = List.copyOf(rest);
        this.matchers = this.rest.stream()
                .map(it -> FileSystems.getDefault().getPathMatcher("glob:" + it))
                .toList();
    }

    /**
     * Reads a pattern.
     *
     * @param folder what it is relative to, absolute
     * @throws PatternSyntaxException if it is no glob
     * @throws java.nio.file.InvalidPathException if it is no path
     */
    public static FilePattern of(Path folder, String written) {
        Path base = written.startsWith("/") ? folder.getRoot() : folder;
        List<String> rest = new ArrayList<>();
        for (String segment : written.split("/", -1)) {
            if (rest.isEmpty() && !GLOB.matcher(segment).find()) {
                base = base.resolve(segment);
            } else if (!segment.isEmpty()) {
                rest.add(segment);
            }
        }
        return new FilePattern(written, base.normalize(), rest);
    }

    /** As the user wrote it. */
    public String written() {
        return written;
    }

    /** The part without wildcards: all that it matches is this, or lies below. */
    public Path base() {
        return base;
    }

    /** Whether it means a file, absolute and normalized. */
    public boolean matches(Path file) {
        return file.startsWith(base)
                && isNamed(file, file.getNameCount() - 1)
                && (rest.isEmpty() || matches(file, base.getNameCount(), 0));
    }

    /** Whether it may mean anything below a folder, so that this is worth a look. */
    public boolean reaches(Path folder) {
        if (base.startsWith(folder)) {
            return true;
        }
        return folder.startsWith(base)
                && isNamed(folder, folder.getNameCount())
                && (rest.isEmpty() || reaches(folder, base.getNameCount(), 0));
    }

    /** Some folders are meant only by who says their names. */
    private boolean isNamed(Path path, int folders) {
        for (int name = base.getNameCount(); name < folders; name++) {
            String folder = path.getName(name).toString();
            if (!rest.contains(folder) && (folder.startsWith(".") || BY_NAME_ONLY.contains(folder))) {
                return false;
            }
        }
        return true;
    }

    private boolean matches(Path file, int name, int segment) {
        if (segment == rest.size()) {
            return name == file.getNameCount();
        }
        if (rest.get(segment).equals(ANY_DEPTH)) {
            return matches(file, name, segment + 1) || (name < file.getNameCount() && matches(file, name + 1, segment));
        }
        return name < file.getNameCount()
                && matchers.get(segment).matches(file.getName(name))
                && matches(file, name + 1, segment + 1);
    }

    private boolean reaches(Path folder, int name, int segment) {
        if (segment == rest.size()) {
            return false;
        }
        if (name == folder.getNameCount() || rest.get(segment).equals(ANY_DEPTH)) {
            return true;
        }
        return matchers.get(segment).matches(folder.getName(name)) && reaches(folder, name + 1, segment + 1);
    }

    @Override
    public String toString() {
        return written;
    }
}
