package dev.portman.cli;

import dev.portman.Portman;
import dev.portman.model.InvalidInputException;
import dev.portman.model.OnConflict;
import dev.portman.model.Side;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What a start does otherwise than {@code portman.yaml} says. */
final class StartOptions {

    @Option(
            names = {"-p", "--port"},
            paramLabel = "PORT",
            description = "The port wanted, 0 for any free one; for one server only.")
    Optional<String> port = Optional.empty();

    @Option(
            names = "--strict-port",
            description = "This port or none: stops nothing, uses no other port (--on-conflict fail).")
    boolean strictPort;

    @Option(
            names = "--on-conflict",
            paramLabel = "POLICY",
            description = "What to do when the port is held: evict, reclaim, fallback, fail or reuse.")
    Optional<String> onConflict = Optional.empty();

    @Option(
            names = "--force",
            description = "Stops the holder of the port at once, without a grace period. What is protected stays so.")
    boolean force;

    @Option(
            names = {"-t", "--timeout"},
            paramLabel = "TIME",
            description = "How long a server may take to become ready: 500ms, 10s, 2m.")
    Optional<String> timeout = Optional.empty();

    @Option(
            names = {"-e", "--env-file"},
            paramLabel = "FILE",
            description =
                    "A file of variables, NAME=value, instead of those that portman.yaml names; once more for several.")
    List<Path> envFiles = List.of();

    /** The servers asked for, as this call wants them. */
    Wanted wanted(Project project, Side side, List<String> names) {
        return project.wanted(
                side,
                names,
                typed(),
                envFiles.stream().map(it -> it.toAbsolutePath().toString()).toList());
    }

    /** How this call wants them started. */
    Portman asWanted(Portman portman) {
        return force ? portman.forcefully() : portman;
    }

    private Map<String, String> typed() {
        Map<String, String> typed = new LinkedHashMap<>();
        port.ifPresent(it -> typed.put("port", it));
        timeout.ifPresent(it -> typed.put("startupTimeout", it));
        if (strictPort && force) {
            throw new InvalidInputException(
                    "--strict-port", "", "contradicts --force: one stops nobody, the other whoever is there");
        }
        onConflict.ifPresent(it -> typed.put("onConflict", it));
        if (strictPort) {
            typed.put("onConflict", meant(OnConflict.FAIL, "--strict-port"));
        }
        if (force) {
            typed.put("onConflict", meant(OnConflict.EVICT, "--force"));
        }
        return typed;
    }

    private String meant(OnConflict policy, String option) {
        if (onConflict.isPresent() && !onConflict.get().equalsIgnoreCase(policy.word())) {
            throw new InvalidInputException(
                    "--on-conflict", onConflict.get(), "contradicts " + option + ", which means " + policy.word());
        }
        return policy.word();
    }
}
