package dev.portman.maven;

import dev.portman.Portman;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerSpec;
import dev.portman.model.ServerStatus;
import dev.portman.model.Side;
import dev.portman.model.SideChoice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Described servers whose checks a person asks: that person's, and those of the same name that a build has. */
record AskedServers(Portman portman, List<ServerSpec> specs) {

    AskedServers {
        specs = List.copyOf(specs);
    }

    /**
     * Asks the checks of those that are meant; what a build alone has counts for a person as well.
     *
     * @param recorded what is known of the folders of the modules
     */
    List<ServerStatus> statuses(List<ServerStatus> recorded, Optional<Side> side) {
        Map<ServerKey, ServerSpec> all = new LinkedHashMap<>();
        specs.forEach(it -> all.put(it.key(), it));
        recorded.stream()
                .map(ServerStatus::key)
                .filter(ServerKey::isOfBuild)
                .forEach(key -> describing(key).ifPresent(it -> all.put(key, it.as(key))));
        return SideChoice.toSee(portman.health(new ArrayList<>(all.values())), side);
    }

    /** A build has a server in its module's folder, also where another one describes it. */
    private Optional<ServerSpec> describing(ServerKey ofBuild) {
        List<ServerSpec> same =
                specs.stream().filter(it -> it.name().equals(ofBuild.name())).toList();
        return same.stream()
                .filter(it -> it.key().directory().equals(ofBuild.directory()))
                .findFirst()
                .or(() -> same.stream().filter(it -> same.size() == 1).findFirst());
    }
}
