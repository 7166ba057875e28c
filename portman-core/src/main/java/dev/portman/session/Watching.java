package dev.portman.session;

import dev.portman.model.PortmanException;
import dev.portman.model.ProgressEvent;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerSpec;
import dev.portman.process.Deadline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Notices what changes on the disk while servers run: their description, and the files that they are watched by. */
public final class Watching implements AutoCloseable {

    private static final Duration QUIET = Duration.ofMillis(200);
    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final Duration BLIND = Duration.ofSeconds(1);

    private final Path description;
    private final Supplier<Described> reader;
    private final WatchedFiles files = WatchedFiles.open();
    private Aim aim;
    private final Quiet quiet;
    private Deadline blind = Deadline.in(BLIND);
    private boolean toldOfBlindness;
    private Optional<String> refused = Optional.empty();

    /**
     * What is new.
     *
     * @param description whether that may have changed
     * @param touched the files that have changed, by server
     */
    record News(boolean description, Map<ServerKey, List<Path>> touched) {

        static final News NONE = new News(false, Map.of());

        boolean isNone() {
            return !description && touched.isEmpty();
        }
    }

    /**
     * Watches from now on.
     *
     * @param description the file that describes the servers
     * @param specs what it says now
     * @param reader reads it again
     * @throws PortmanException if that is not possible
     */
    public Watching(Path description, List<ServerSpec> specs, Supplier<Described> reader) {
        this.description = description;
        this.reader = reader;
        this.aim = Aim.of(description, specs);
        this.quiet = new Quiet(files.look(aim));
    }

    /** What is told in the beginning. */
    ProgressEvent begun() {
        int others = (int) quiet.heeded().files().keySet().stream()
                .filter(it -> !it.equals(description))
                .count();
        return new ProgressEvent.Watching(description, others);
    }

    /** How long to wait until the next look. */
    Duration pause() {
        return quiet.isAwaited() ? QUIET : PAUSE;
    }

    /** What has changed, once it has come to rest. */
    News news(Audience audience) {
        boolean stirred = files.stir();
        boolean due = files.unwatched().isPresent() && blind.isOver();
        if (!stirred && !due && !quiet.isAwaited()) {
            return News.NONE;
        }
        blind = Deadline.in(BLIND);
        try {
            Set<Path> changed = quiet.heed(files.look(aim));
            tellOfBlindness(audience);
            boolean again = refused.isPresent() && !quiet.isAwaited();
            return new News(again || aim.isDescribedBy(changed), aim.concerned(changed));
        } catch (PortmanException e) {
            audience.failed().accept(e);
            return News.NONE;
        }
    }

    /** What is described now; empty if that cannot be read, which is told, once for each fault. */
    Optional<Described> read(Audience audience) {
        try {
            Described now = reader.get();
            refused = Optional.empty();
            return Optional.of(now);
        } catch (PortmanException e) {
            Optional<String> fault = Optional.of(String.valueOf(e.getMessage()));
            if (!fault.equals(refused)) {
                refused = fault;
                audience.failed().accept(e);
                audience.told().accept(new ProgressEvent.DescriptionRefused(description));
            }
            return Optional.empty();
        }
    }

    /** Watches for these servers from now on. */
    void refocus(List<ServerSpec> specs, Audience audience) {
        Aim next = Aim.of(description, specs);
        try {
            quiet.refocus(next::takes, files.look(next));
            aim = next;
        } catch (PortmanException e) {
            audience.failed().accept(e);
        }
    }

    private void tellOfBlindness(Audience audience) {
        if (files.unwatched().isPresent() && !toldOfBlindness) {
            toldOfBlindness = true;
            audience.told()
                    .accept(new ProgressEvent.WatchedSlowly(files.unwatched().get()));
        }
    }

    @Override
    public void close() {
        files.close();
    }
}
