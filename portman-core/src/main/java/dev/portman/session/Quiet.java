package dev.portman.session;

import java.nio.file.Path;
import java.util.Set;
import java.util.function.Predicate;

/** Gathers changes until a moment passes without any, so that a save of several files is one change. */
final class Quiet {

    private Snapshot heeded;
    private Snapshot last;

    Quiet(Snapshot first) {
        this.heeded = first;
        this.last = first;
    }

    /** How all was when it was told last. */
    Snapshot heeded() {
        return heeded;
    }

    /** Whether something has changed that was not told yet. */
    boolean isAwaited() {
        return !last.equals(heeded);
    }

    /** What has changed since it was told last; nothing as long as two looks differ. */
    Set<Path> heed(Snapshot now) {
        boolean quiet = now.equals(last);
        last = now;
        if (!quiet) {
            return Set.of();
        }
        Set<Path> changed = now.changedSince(heeded);
        heeded = now;
        return changed;
    }

    /** From now on other files count; {@code now} shows all of them. */
    void refocus(Predicate<Path> wanted, Snapshot now) {
        heeded = heeded.refocused(wanted, now);
        last = now;
    }
}
