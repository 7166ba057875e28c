package dev.portman.maven;

import dev.portman.Portman;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerStatus;
import java.nio.file.Path;
import java.util.List;

/**
 * The servers that are recorded in some folders.
 *
 * @param portman who knows them
 * @param folders where
 */
record RecordedServers(Portman portman, List<Path> folders) {

    RecordedServers {
        folders = List.copyOf(folders);
    }

    /** What is observed of all of them. */
    List<ServerStatus> all() {
        return folders.stream().flatMap(it -> portman.status(it).stream()).toList();
    }

    /** Those of them that somebody names; all if none is named. */
    List<ServerStatus> named(NamedServers named) {
        List<ServerStatus> all = all();
        List<ServerKey> known = all.stream().map(ServerStatus::key).toList();
        return all.stream().filter(it -> named.take(it.key(), known)).toList();
    }
}
