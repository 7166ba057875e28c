package dev.portman.cli;

import dev.portman.model.Side;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option {@code --build}: the servers of builds are meant, also where a build is running. */
final class BuildOption {

    @Option(
            names = "--build",
            description =
                    "The servers of builds (exec, or a Maven phase) and no others, also those that a running build uses.")
    boolean wanted;

    Optional<Side> side() {
        return wanted ? Optional.of(Side.BUILD) : Optional.empty();
    }
}
