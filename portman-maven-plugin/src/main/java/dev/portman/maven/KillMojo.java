package dev.portman.maven;

import dev.portman.Portman;
import dev.portman.config.PortText;
import dev.portman.model.InvalidInputException;
import dev.portman.model.KillResult;
import dev.portman.model.Selection;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerStatus;
import dev.portman.model.Stopping;
import dev.portman.model.Termination;
import dev.portman.model.UnknownServerException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Ends, at once and by force, whoever listens on {@code -Dportman.port=8000[,8001]}, or the servers named in {@code -Dportman.servers}. Works in any
 * folder; never takes a port from a POM. A free port is success.
 */
@Mojo(name = "kill", requiresProject = false, aggregator = true, threadSafe = true)
public final class KillMojo extends AbstractPortmanMojo {

    @Override
    void run() {
        Optional<String> ports = commandLine().value("portman.port");
        Optional<String> names = commandLine().value("portman.servers");
        if (ports.isEmpty() && names.isEmpty()) {
            throw new InvalidInputException(
                    "portman.port",
                    "",
                    "is missing: say what to kill with -Dportman.port=8000 or -Dportman.servers=NAME");
        }
        List<Integer> wanted =
                ports.map(text -> PortText.ports("portman.port", text)).orElse(List.of());
        Portman portman = portman();
        wanted.forEach(port -> killPort(portman, port));
        names.ifPresent(text -> Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .forEach(name -> killServer(portman, name)));
    }

    private void killPort(Portman portman, int port) {
        KillResult result =
                portman.kill(port, new Where(session, execution).lookedAt().get(0));
        getLog().info(
                        result.killed().isEmpty()
                                ? "Port " + port + " is free, nobody was there."
                                : "Port " + port + " is free now.");
    }

    private void killServer(Portman portman, String name) {
        Path folder = new Where(session, execution).lookedAt().get(0);
        List<ServerKey> all =
                portman.status(folder).stream().map(ServerStatus::key).toList();
        List<String> meant =
                Selection.of(name, all.stream().map(ServerKey::name).toList());
        if (meant.isEmpty()) {
            throw new UnknownServerException(
                    "No server '" + name + "' is recorded for " + folder + ".",
                    "portman:status -Dportman.all lists all.");
        }
        List<ServerKey> keys =
                all.stream().filter(key -> meant.contains(key.name())).toList();
        portman.stopAll(keys, Optional.of(Stopping.atOnce())).stream()
                .filter(it -> it.termination().how() == Termination.How.ALREADY_GONE)
                .forEach(it -> getLog().info(it.key().name() + " was not running."));
    }
}
