package dev.portman.maven;

import dev.portman.config.Instances;
import dev.portman.config.RawServer;
import dev.portman.config.SpecReader;
import dev.portman.model.InvalidInputException;
import dev.portman.model.Selection;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the user says of servers on the command line: which ones are meant, and what of them is other than the POM says. */
final class TypedServers {

    private static final Set<String> FOR_ONE_SERVER = Set.of(
            "name",
            "command",
            "executable",
            "port",
            "host",
            "portProperty",
            "dependsOn",
            "instances",
            "beforeStart",
            "afterStop");

    private final CommandLineProperties typed;
    private final String defaultName;
    private final Set<String> selection;

    /**
     * What was typed.
     *
     * @param defaultName the name of a server that is given none
     * @param selection the names of those that are meant; none means all
     */
    TypedServers(CommandLineProperties typed, String defaultName, Set<String> selection) {
        this.typed = typed;
        this.defaultName = defaultName;
        this.selection = Set.copyOf(selection);
    }

    /** Refuses what is typed for one server where several modules would take it. */
    void refuseWhatFitsOneOnly(List<DescribedServer> selected) {
        boolean several = selected.stream()
                        .map(it -> it.spec().key().directory())
                        .distinct()
                        .count()
                > 1;
        FOR_ONE_SERVER.stream()
                .filter(it -> several && typed.value("portman." + it).isPresent())
                .sorted()
                .findFirst()
                .ifPresent(it -> {
                    throw onlyForOne(it);
                });
    }

    /** Whether something is typed that fits one server only. */
    boolean isAnyForOne() {
        return FOR_ONE_SERVER.stream()
                .anyMatch(it -> typed.value("portman." + it).isPresent());
    }

    private InvalidInputException onlyForOne(String key) {
        return new InvalidInputException(
                "portman." + key,
                typed.value("portman." + key).orElse(""),
                "fits one server only; select it with -Dportman.servers=NAME");
    }

    /** A server that nobody but the user describes. */
    RawServer alone() {
        return overridden(new RawServerBuilder().build(), Set.of());
    }

    /** What is typed for the only server there is, or the only one selected, is for all of its instances; anything else for each one selected. */
    List<RawServer> over(List<RawServer> written) {
        Set<String> whole = written.size() == 1 && selection.isEmpty() ? Set.of(name(written.get(0))) : selection;
        if (whole.size() == 1 && written.stream().anyMatch(it -> whole.contains(name(it)))) {
            return Instances.expanded(
                    written.stream()
                            .map(it -> whole.contains(name(it)) ? overridden(it, Set.of()) : it)
                            .toList(),
                    defaultName);
        }
        List<RawServer> all = Instances.expanded(written, defaultName);
        List<String> known = all.stream().map(this::name).toList();
        List<String> selected =
                known.stream().filter(it -> isSelected(it, known)).toList();
        Set<String> notForThese = selected.size() > 1 ? FOR_ONE_SERVER : Set.of("instances");
        return all.stream()
                .map(it -> selected.contains(name(it)) ? inPlace(overridden(it, notForThese)) : it)
                .toList();
    }

    /** A port that is typed for one instance is the one it wants. */
    private RawServer inPlace(RawServer server) {
        return typed.value("portman.port").isPresent() ? server.withoutOffset() : server;
    }

    /** What it is called. */
    String name(RawServer server) {
        return server.values().getOrDefault("name", defaultName);
    }

    /** Whether it is asked for: by name, as an instance, or because nothing is named. */
    private boolean isSelected(String name, Collection<String> known) {
        return selection.isEmpty()
                || selection.stream().anyMatch(it -> Selection.of(it, known).contains(name));
    }

    /** Maven lets a literal of the POM win over {@code -D}; users expect the opposite. */
    private RawServer overridden(RawServer server, Set<String> notForAll) {
        Map<String, String> values = new LinkedHashMap<>(server.values());
        for (String key : SpecReader.keys()) {
            typed.value("portman." + key).ifPresent(value -> {
                if (notForAll.contains(key)) {
                    throw onlyForOne(key);
                }
                values.put(key, value);
            });
        }
        return server.withValues(values);
    }
}
