package dev.portman.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Searches a growing log for a line: asked again and again while a start waits, it reads each byte once per pattern. */
public final class LogScanner {

    private final Path log;
    private final Map<String, LineSearch> searches = new HashMap<>();

    /** Scans a file that may not exist yet, from its beginning. */
    public LogScanner(Path log) {
        this.log = log;
    }

    /**
     * Whether the pattern was found in any line so far; what was found once stays found. Colours are removed before matching; the last
     * line counts although it may not be complete; of a line longer than 64 KiB only its beginning counts. A file that became shorter
     * is read anew. Not for use by two threads.
     *
     * @param pattern found anywhere in a line
     * @return {@code false} also while there is no file, or none that can be read
     */
    public boolean finds(Pattern pattern) {
        return search(pattern, false).isPresent();
    }

    /**
     * The first complete line in which the pattern was found: without colours, otherwise as the server wrote it, its secrets included; a
     * line that is still being written could show the half of one, which nobody recognises.
     *
     * @param pattern found anywhere in a line
     */
    public Optional<String> firstLine(Pattern pattern) {
        return search(pattern, true);
    }

    private Optional<String> search(Pattern pattern, boolean complete) {
        LineSearch search = searches.computeIfAbsent(
                complete + ":" + pattern.flags() + ":" + pattern.pattern(), key -> new LineSearch(pattern, complete));
        try {
            return search.advance(log);
        } catch (IOException notReadableNow) {
            return Optional.empty();
        }
    }
}
