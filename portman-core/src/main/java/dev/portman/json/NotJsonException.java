package dev.portman.json;

/** A text is not one JSON value; it says no more, since nobody vouches for what stands there. */
public final class NotJsonException extends Exception {

    private static final long serialVersionUID = 1L;

    NotJsonException() {
        super("not valid JSON");
    }
}
