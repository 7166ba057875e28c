package dev.portman.log;

import dev.portman.model.ServerFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The logs that earlier runs of a server left, found by the names that {@link ServerLog} and {@link LogBound} give them and by no other. */
public final class OldLogs {

    /** As long as somebody may still ask what happened. */
    private static final Duration KEPT = Duration.ofDays(14);

    private OldLogs() {}

    /**
     * Those that nobody has written to for two weeks; a link is none.
     *
     * @param log of the server's current run, which is never among them
     */
    public static List<Path> beside(Path log) {
        List<Path> old = new ArrayList<>();
        names(log).map(log::resolveSibling).filter(OldLogs::isOld).forEach(old::add);
        return old;
    }

    private static Stream<String> names(Path log) {
        String name = String.valueOf(log.getFileName());
        Stream<String> previous =
                IntStream.rangeClosed(1, LogFolder.PREVIOUS_KEPT).mapToObj(n -> name + "." + n);
        return Stream.concat(previous, Stream.of(name + LogBound.CUT));
    }

    private static boolean isOld(Path file) {
        try {
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    && Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)
                            .toInstant()
                            .isBefore(Instant.now().minus(KEPT));
        } catch (IOException goneOrUnreadable) {
            return false;
        }
    }

    /** How large a file is; 0 if it is gone. */
    public static long bytes(Path file) {
        return file.toFile().length();
    }

    /**
     * Removes one; none is success.
     *
     * @throws ServerFailedException if it cannot be removed
     */
    public static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new ServerFailedException(
                    "The log " + file + " cannot be removed: " + LogFolder.reason(e) + ".",
                    "Make its folder writable.");
        }
    }
}
