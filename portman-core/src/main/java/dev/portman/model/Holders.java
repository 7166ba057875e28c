package dev.portman.model;

import java.util.List;

/** Who listens on a port: three answers that must never be mixed up, and the failure to look. */
public sealed interface Holders {

    /**
     * Every listener was found.
     *
     * @param holders at least one; masters before their workers
     */
    record Known(List<PortHolder> holders) implements Holders {
        /** Copies the list. */
        public Known {
            holders = List.copyOf(holders);
        }
    }

    /** Nobody listens. */
    record Nobody() implements Holders {}

    /**
     * Somebody listens whose process is not visible to us: another user's, another namespace's, hidden by mount options.
     *
     * @param reason in words, naming the user where the system tells it
     * @param visible the holders that could be seen beside it; perhaps none
     */
    record CannotTell(String reason, List<PortHolder> visible) implements Holders {
        /** Copies the list. */
        public CannotTell {
            visible = List.copyOf(visible);
        }
    }

    /**
     * Looking itself failed.
     *
     * @param reason what went wrong, in words
     */
    record LookFailed(String reason) implements Holders {}

    /** The holders that could be seen; empty does not mean that there are none. */
    default List<PortHolder> visibleHolders() {
        if (this instanceof Known known) {
            return known.holders();
        }
        return this instanceof CannotTell hidden ? hidden.visible() : List.of();
    }
}
