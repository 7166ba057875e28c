package dev.portman.config;

import dev.portman.model.InvalidInputException;

/** How many ports one call may free: a range that is mistyped must not end half of what runs on a machine. */
public final class KillLimit {

    private static final int MOST = 100;

    private KillLimit() {}

    /**
     * Refuses more than 100 ports.
     *
     * @param parameter the word under which the user wrote them, for the message
     * @param ports how many there are
     * @param wayOut what the user may add if all of them are meant
     * @throws InvalidInputException if there are more
     */
    public static void check(String parameter, int ports, String wayOut) {
        if (ports > MOST) {
            throw new InvalidInputException(
                    parameter,
                    "",
                    "names " + ports + " ports; to kill on more than " + MOST + " at once, add " + wayOut);
        }
    }
}
