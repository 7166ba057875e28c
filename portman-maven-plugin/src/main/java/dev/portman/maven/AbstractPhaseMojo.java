package dev.portman.maven;

import dev.portman.Portman;
import dev.portman.config.Surroundings;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerSpec;
import dev.portman.model.ServerStatus;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.codehaus.plexus.configuration.PlexusConfiguration;

/** What the goals share that mean the servers of a build where a phase runs them, and a person's where they are typed. */
abstract class AbstractPhaseMojo extends AbstractServersMojo {

    /** This goal in its phase. */
    final BoundGoal bound(Portman portman) {
        return new BoundGoal(session, execution, portman, buildLog());
    }

    /** What the build remembers. */
    final BuildState buildState() {
        return new BuildState(session.getRequest());
    }

    /** What all executions of the plugin describe in this module. */
    final WrittenServers writtenServers() {
        return WrittenServers.of(where().plugin(), where().defaultName());
    }

    /**
     * Refuses what would take one server of this module for another, before anything is started.
     *
     * @throws dev.portman.model.InvalidInputException if two executions in phases describe it differently
     */
    final void refuseContradictions() {
        if (!isTyped()) {
            writtenServers().refuseContradictions();
        }
    }

    /** The described and selected servers, those that the build has joined as persons have them. */
    final List<ServerSpec> specsOfBuild(BoundGoal goal) {
        Map<String, ServerStatus> joined = goal.joined();
        List<ServerSpec> specs = new ArrayList<>();
        for (DescribedServer server : described()) {
            specs.add(Optional.ofNullable(joined.get(server.spec().name()))
                    .map(it -> described(it.key()))
                    .orElse(server.spec()));
        }
        return specs;
    }

    private ServerSpec described(ServerKey key) {
        return allDescribed(new Surroundings(key.directory(), key.side(), where().defaultName(), System.getenv()))
                .stream()
                .map(DescribedServer::spec)
                .filter(it -> it.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    /** The names that stand in the configuration of this execution, or that it inherits; none means all servers. */
    final Set<String> namesOfExecution() {
        Set<String> names = new LinkedHashSet<>();
        if (servers != null && servers.getChildCount() > 0) {
            for (PlexusConfiguration server : servers.getChildren()) {
                names.add(Optional.ofNullable(server.getChild("name", false))
                        .flatMap(it -> Optional.ofNullable(it.getValue()))
                        .orElseGet(() -> where().defaultName()));
            }
        } else {
            commandLine()
                    .value("portman.name")
                    .or(() -> Optional.ofNullable(name))
                    .ifPresent(names::add);
        }
        return names;
    }
}
