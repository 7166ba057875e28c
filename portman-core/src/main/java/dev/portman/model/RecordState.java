package dev.portman.model;

import java.util.EnumSet;
import java.util.Set;

/**
 * Where a recorded server is in its life, and who may move it where. That it has ended is said by having no record: only the owner of a stop,
 * or whoever proves that nothing of it is left, removes one.
 */
public enum RecordState {
    /** A start has leased the port; hooks that come before the launch may run. Its starter moves it on, a stop may claim it. */
    INTENDED,
    /** Launched; its described checks have not all passed yet. Its starter, or a health check, moves it on; a stop may claim it. */
    STARTING,
    /** Its described checks have all passed once. A stop may claim it. */
    RUNNING,
    /** A stop owns it, until the last hook has ended. Its owner gives it back if the server is not gone; a dead owner's is claimed again. */
    STOPPING;

    /** Whether a record of this state may be saved in place of one of {@code before}, of the same start. */
    public boolean mayFollow(RecordState before) {
        return allowedAfter(before).contains(this);
    }

    private static Set<RecordState> allowedAfter(RecordState before) {
        return switch (before) {
            case INTENDED -> EnumSet.of(INTENDED, STARTING, RUNNING, STOPPING);
            case STARTING -> EnumSet.of(STARTING, RUNNING, STOPPING);
            case RUNNING -> EnumSet.of(RUNNING, STOPPING);
            case STOPPING -> EnumSet.allOf(RecordState.class);
        };
    }
}
