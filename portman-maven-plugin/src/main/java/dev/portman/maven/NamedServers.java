package dev.portman.maven;

import dev.portman.model.Selection;
import dev.portman.model.ServerKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The servers that somebody named: {@code NAME} of whatever module, or {@code path/of/module:NAME}; either may stand for all instances of a server.
 *
 * @param names as they were written; none means all servers
 * @param root the folder that paths are relative to
 */
record NamedServers(List<String> names, Path root) {

    NamedServers {
        names = List.copyOf(names);
    }

    /** Those of a list with commas. */
    static NamedServers of(String text, Path root) {
        List<String> names = new ArrayList<>();
        for (String each : text.split(",", -1)) {
            if (!each.isBlank() && !names.contains(each.strip())) {
                names.add(each.strip());
            }
        }
        return new NamedServers(names, root);
    }

    /** Whether a server is meant. */
    boolean take(ServerKey server, Collection<ServerKey> known) {
        return names.isEmpty() || names.stream().anyMatch(it -> means(it, server, known));
    }

    /** The names that stand for none of these servers. */
    List<String> unknownAmong(Collection<ServerKey> known) {
        return names.stream()
                .filter(name -> known.stream().noneMatch(it -> means(name, it, known)))
                .toList();
    }

    /** The names as the module in a folder knows them; those that name another module stay as they are, and are no server's there. */
    List<String> in(Path folder) {
        return names.stream()
                .map(it -> pathOf(it)
                        .filter(folder::equals)
                        .map(path -> nameIn(it))
                        .orElse(it))
                .distinct()
                .toList();
    }

    private boolean means(String written, ServerKey server, Collection<ServerKey> known) {
        boolean elsewhere =
                pathOf(written).filter(it -> !it.equals(server.directory())).isPresent();
        List<String> siblings = known.stream()
                .filter(it -> it.directory().equals(server.directory()))
                .map(ServerKey::name)
                .toList();
        return !elsewhere && Selection.of(nameIn(written), siblings).contains(server.name());
    }

    private Optional<Path> pathOf(String written) {
        int colon = written.lastIndexOf(':');
        return colon < 0
                ? Optional.empty()
                : Optional.of(root.resolve(written.substring(0, colon)).normalize());
    }

    private static String nameIn(String written) {
        return written.substring(written.lastIndexOf(':') + 1);
    }
}
