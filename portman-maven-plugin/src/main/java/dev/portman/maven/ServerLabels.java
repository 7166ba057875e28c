package dev.portman.maven;

import dev.portman.config.PortVariables;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerStatus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the servers of several modules are called: by their name where it is unique, else {@code path/of/module:name}. */
final class ServerLabels {

    private final Path root;
    private final Map<Path, String> modules;
    private final Map<String, Set<Path>> places = new HashMap<>();
    private final Map<String, Set<ServerKey>> byVariable = new HashMap<>();

    /**
     * Labels for the servers that one call is about.
     *
     * @param root the folder that the paths of modules are relative to
     * @param modules the artifactId of the module in each folder
     */
    ServerLabels(Path root, Map<Path, String> modules, Collection<ServerKey> servers) {
        this.root = root;
        this.modules = Map.copyOf(modules);
        servers.forEach(
                it -> places.computeIfAbsent(it.name(), name -> new HashSet<>()).add(it.directory()));
        servers.forEach(server -> candidates(server)
                .forEach(it -> byVariable
                        .computeIfAbsent(PortVariables.prefix(it), prefix -> new HashSet<>())
                        .add(server)));
    }

    /** What people and programs read. */
    String of(ServerKey server) {
        return isUnique(server) ? server.name() : path(server.directory(), root) + ":" + server.name();
    }

    /** A status under its label. */
    ServerStatus labelled(ServerStatus status) {
        ServerKey key = status.key();
        return new ServerStatus(
                new ServerKey(key.directory(), of(key), key.side()),
                status.state(),
                status.record(),
                status.exitCode(),
                status.folderGone(),
                status.users());
    }

    /** The names that variables with its port and its address are made of; none that would be another server's, too, and is not its own name. */
    List<String> variables(ServerKey server) {
        return candidates(server).stream()
                .filter(it -> it.equals(server.name())
                        || byVariable
                                        .getOrDefault(PortVariables.prefix(it), Set.of())
                                        .size()
                                < 2)
                .toList();
    }

    /** Its own name only where it is unique; the last one wins where two are the same variable. */
    private List<String> candidates(ServerKey server) {
        Set<String> names = new LinkedHashSet<>();
        Optional.ofNullable(modules.get(server.directory())).ifPresent(it -> names.add(it + "-" + server.name()));
        if (isUnique(server)) {
            names.add(server.name());
        }
        return new ArrayList<>(names);
    }

    private boolean isUnique(ServerKey server) {
        return places.getOrDefault(server.name(), Set.of()).size() < 2;
    }

    /** A folder as it is written in front of a name; a dot for the root. */
    static String path(Path folder, Path root) {
        String path = root.relativize(folder).toString();
        return path.isEmpty() ? "." : path;
    }
}
