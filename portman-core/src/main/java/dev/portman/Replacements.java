package dev.portman;

import dev.portman.internal.ownership.LivingUsers;
import dev.portman.model.ProgressEvent;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerRecord;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stops the previous runs that a call replaces, each once: its own server may want that, and another one that is to have its port. */
final class Replacements {

    private final Means means;
    private final JointPlan plan;
    private final Map<ServerKey, Object> locks = new ConcurrentHashMap<>();
    private final List<ServerRecord> gone = new CopyOnWriteArrayList<>();

    /** For the starts of one call. */
    Replacements(JointPlan plan, Means means) {
        this.plan = plan;
        this.means = means;
    }

    /** Lets a previous run of another server go, before that one does. */
    void stop(ServerRecord leaving) {
        stop(leaving, plan.changes(leaving));
    }

    /**
     * Returns when it is gone.
     *
     * @param changes what is described otherwise than it was started
     * @throws dev.portman.model.PortmanException if it may not be stopped, or survives that
     */
    void stop(ServerRecord previous, List<String> changes) {
        synchronized (locks.computeIfAbsent(previous.key(), key -> new Object())) {
            if (gone.stream().anyMatch(previous::isSameStart)) {
                return;
            }
            if (!changes.isEmpty()) {
                means.told().accept(new ProgressEvent.Changed(previous.key().name(), changes));
            }
            var termination = means.stopper()
                    .stop(previous, previous.spec().stopping().orAtOnce(means.force()), this::isUnused)
                    .termination();
            if (!termination.isComplete()) {
                throw Outcomes.stillThere(previous, termination);
            }
            gone.add(previous);
        }
    }

    /** A build may have joined it since it was decided that it goes; then the facts are other ones, and are gathered once more. */
    private boolean isUnused(ServerRecord now) {
        return LivingUsers.others(now, means.machine().table()).isEmpty();
    }
}
