package dev.portman.maven;

import dev.portman.model.ProgressEvent;
import dev.portman.model.ServerKey;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What to say where a build's server falls back because of a person's: a test that knows the port by heart reaches the other one. */
final class LiteralPort {

    private LiteralPort() {}

    /**
     * The warning, if there is anything to warn of.
     *
     * @param place where the port of a server is found, as in {@code ${portman.backend.port}}
     */
    static List<String> warning(ProgressEvent event, Function<ServerKey, String> place) {
        return event instanceof ProgressEvent.FallingBack falling ? warning(falling, place) : List.of();
    }

    private static List<String> warning(ProgressEvent.FallingBack falling, Function<ServerKey, String> place) {
        Optional<ServerKey> persons = falling.conflict().judged().stream()
                .flatMap(it -> it.server().stream())
                .filter(it -> !it.isOfBuild())
                .findFirst();
        int port = falling.conflict().port();
        return persons
                .map(it -> "Port " + port + " is that of " + it.name() + " in " + it.directory()
                        + ", which a person has started: a test with the literal port " + port
                        + " reaches that one. Let it use "
                        + place.apply(falling.server()) + " (" + falling.port() + ").")
                .stream()
                .toList();
    }
}
