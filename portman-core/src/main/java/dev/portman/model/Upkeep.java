package dev.portman.model;

/**
 * What is done for a server as long as somebody attends to it in the foreground; nothing of it means anything to a start.
 *
 * @param restart whether it is started again when it has ended by itself
 */
public record Upkeep(Restart restart) {

    /** Nothing is done. */
    public static final Upkeep NONE = new Upkeep(Restart.NEVER);
}
