package dev.portman.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Servers whose folder is gone: since nobody can go there, they are known by their names everywhere. Pure.
 *
 * @param servers as they were observed
 */
public record LostServers(List<ServerStatus> servers) {

    /** Copies the list. */
    public LostServers {
        servers = List.copyOf(servers);
    }

    /**
     * What a name stands for, of one folder: the server, or all its instances; those that run rather than those that have ended.
     *
     * @return none if it stands for nothing
     * @throws UnknownServerException if it is the name of servers of several folders
     */
    public List<ServerStatus> named(String name) {
        List<ServerStatus> named = named(name, true);
        if (named.isEmpty()) {
            named = named(name, false);
        }
        if (named.stream().map(it -> it.key().directory()).distinct().count() > 1) {
            throw new UnknownServerException(
                    "'" + name + "' is the name of several servers whose folder is gone: "
                            + named.stream().map(LostServers::title).collect(Collectors.joining("; ")) + ".",
                    "Say which: portman stop -C FOLDER " + name + ", or portman stop --all for all servers.");
        }
        return named;
    }

    private List<ServerStatus> named(String name, boolean up) {
        Map<Path, List<ServerStatus>> byFolder = new LinkedHashMap<>();
        for (ServerStatus each : servers) {
            if (each.state().isUp() == up) {
                byFolder.computeIfAbsent(each.key().directory(), folder -> new ArrayList<>())
                        .add(each);
            }
        }
        List<ServerStatus> found = new ArrayList<>();
        for (List<ServerStatus> together : byFolder.values()) {
            List<String> meant = Selection.of(
                    name, together.stream().map(it -> it.key().name()).toList());
            together.stream().filter(it -> meant.contains(it.key().name())).forEach(found::add);
        }
        return found;
    }

    /** {@code backend (pid 4711, port 8000) of /home/anna/old}. */
    public static String title(ServerStatus server) {
        List<String> facts = new ArrayList<>();
        server.pid().ifPresent(it -> facts.add("pid " + it));
        server.record().ifPresent(it -> facts.add("port " + it.assigned().port()));
        return server.key().name() + (facts.isEmpty() ? "" : " (" + String.join(", ", facts) + ")") + " of "
                + Printable.escape(server.key().directory().toString());
    }
}
