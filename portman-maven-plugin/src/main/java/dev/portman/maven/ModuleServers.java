package dev.portman.maven;

import dev.portman.model.InvalidInputException;
import dev.portman.model.ServerKey;
import dev.portman.model.Side;
import dev.portman.model.UnknownServerException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What the modules of a call describe, read from their models. */
final class ModuleServers {

    private static final String KEYS = "dev.portman.keys";

    private final CalledModules modules;
    private final ModuleGoals goals;

    ModuleServers(CalledModules modules, ModuleGoals goals) {
        this.modules = modules;
        this.goals = goals;
    }

    /** Each server once: several modules may inherit one. */
    List<DescribedServer> described() {
        Map<ServerKey, DescribedServer> all = new LinkedHashMap<>();
        goals.ask(modules.projects(), AbstractServersMojo::allDescribed)
                .values()
                .forEach(each -> each.forEach(it -> all.putIfAbsent(it.spec().key(), it)));
        return List.copyOf(all.values());
    }

    /**
     * Refuses a name that no module of the call describes.
     *
     * @param known what is known already
     */
    void refuseUnknown(NamedServers named, List<ServerKey> known) {
        Set<ServerKey> all = new LinkedHashSet<>(known);
        if (modules.areSeveral()) {
            all.addAll(keys());
        }
        List<String> unknown = named.unknownAmong(all);
        if (!unknown.isEmpty()) {
            ServerLabels labels = modules.labels(all);
            throw new UnknownServerException(
                    "portman.servers names '" + unknown.get(0) + "', which is not described here; known are "
                            + all.stream().map(labels::of).collect(Collectors.joining(", ")) + ".",
                    "");
        }
    }

    /** What can be read: a description that is refused is refused where it counts. Read once for all modules that ask one after the other. */
    List<ServerKey> keys() {
        return goals
                .once(
                        KEYS,
                        () -> goals.ask(modules.projects(), ModuleServers::keysOf).values().stream()
                                .flatMap(List::stream)
                                .distinct()
                                .map(it -> List.of(
                                        it.directory().toString(),
                                        it.name(),
                                        it.side().name()))
                                .toList())
                .stream()
                .map(it -> new ServerKey(Path.of(it.get(0)), it.get(1), Side.valueOf(it.get(2))))
                .toList();
    }

    private static List<ServerKey> keysOf(AbstractServersMojo goal) {
        try {
            return goal.describedKeys();
        } catch (InvalidInputException unreadable) {
            return List.of();
        }
    }
}
