package dev.portman.maven;

import dev.portman.Portman;
import dev.portman.config.Instances;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerRecord;
import dev.portman.model.ServerStatus;
import dev.portman.report.UndescribedInstances;
import java.util.List;
import java.util.Optional;

/**
 * The instances that run beyond the number that is described now.
 *
 * @param portman who knows them
 * @param described all servers of a module
 */
record LeftInstances(Portman portman, List<DescribedServer> described) {

    LeftInstances {
        described = List.copyOf(described);
    }

    /** A build's that no living build uses are what an earlier one has left. */
    void stopThoseOfBuilds() {
        List<ServerRecord> left = found().stream()
                .filter(it -> it.key().isOfBuild() && it.users().isEmpty())
                .flatMap(it -> it.record().stream())
                .toList();
        if (!left.isEmpty()) {
            portman.releaseStarts(left, Optional.empty());
        }
    }

    /** A person's are named, with the way to stop them. */
    List<String> warning() {
        return UndescribedInstances.warning(
                found().stream().filter(it -> !it.key().isOfBuild()).toList(),
                names -> "mvn portman:stop -Dportman.servers=" + String.join(",", names));
    }

    private List<ServerStatus> found() {
        List<ServerKey> keys = described.stream().map(it -> it.spec().key()).toList();
        return Instances.undescribed(
                keys,
                keys.stream()
                        .map(ServerKey::directory)
                        .distinct()
                        .flatMap(it -> portman.status(it).stream())
                        .toList());
    }
}
