package dev.portman.model;

import java.nio.file.Path;

/**
 * Whose servers a kill may end on the ports that it names.
 *
 * @param folder from where it is asked: servers described there may go, those of other projects are protected
 * @param usedToo whether a build's server of that folder may go although that build is running
 */
public record KillReach(Path folder, boolean usedToo) {

    /** What is asked from a folder without a further word. */
    public static KillReach of(Path folder) {
        return new KillReach(folder, false);
    }
}
