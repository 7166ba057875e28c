package dev.portman.model;

import java.util.List;

/** Who listens on a port: three answers that must never be mixed up, and the failure to look. */
public sealed interface Holders extends Worded {

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

        @Override
        public String word() {
            return "known";
        }
    }

    /** Nobody listens. */
    record Nobody() implements Holders {
        @Override
        public String word() {
            return "nobody";
        }
    }

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

        @Override
        public String word() {
            return "cannot_tell";
        }
    }

    /**
     * Looking itself failed.
     *
     * @param reason what went wrong, in words
     */
    record LookFailed(String reason) implements Holders {
        @Override
        public String word() {
            return "look_failed";
        }
    }

    /** The holders that could be seen; empty does not mean that there are none. */
    default List<PortHolder> visibleHolders() {
        if (this instanceof Known known) {
            return known.holders();
        }
        return this instanceof CannotTell hidden ? hidden.visible() : List.of();
    }
}
