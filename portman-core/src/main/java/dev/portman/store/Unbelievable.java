package dev.portman.store;

/** A file must not be obeyed; the message says why, as the second half of "... is not believed: it is empty". */
final class Unbelievable extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean newer;

    Unbelievable(String reason) {
        this(reason, false);
    }

    private Unbelievable(String reason, boolean newer) {
        super(reason);
        this.newer = newer;
    }

    /** It was written by a version that knows more than this one: to be left in place for it. */
    static Unbelievable newer(String schema) {
        return new Unbelievable("it was written by a newer version of portman (schema " + schema + ")", true);
    }

    /** It was written by a version whose form of a record is not read any more. */
    static Unbelievable older(String schema) {
        return new Unbelievable("it was written by an older version of portman (schema " + schema + ")");
    }

    boolean isNewer() {
        return newer;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
