package dev.portman.cli;

import dev.portman.Portman;
import dev.portman.model.ServerSpec;
import java.util.List;

/**
 * The servers that a call asks for, among those that are described.
 *
 * @param specs those asked for
 * @param described all of the project
 */
record Wanted(List<ServerSpec> specs, List<ServerSpec> described) {

    /** Those asked for, and what they depend on as far as it does not run. */
    List<ServerSpec> toStart(Portman portman) {
        return portman.withDependencies(specs, described);
    }
}
