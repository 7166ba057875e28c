package dev.portman.maven;

import dev.portman.model.InvalidInputException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.maven.model.BuildBase;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.Profile;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * Finds servers that Maven has put together from parts of different ones: where {@code <servers>} stands in several places, it merges the first
 * {@code <server>} of one with the first of the other, whatever their names are.
 */
final class ServerMerge {

    private static final String WAY_OUT = "write <servers combine.children=\"append\"> to keep both,"
            + " <servers combine.self=\"override\"> to keep the later ones only, or put all servers into one place";

    /** A {@code <server>} as somebody wrote it. */
    private record Written(String name, String place, Set<String> parts) {}

    private final Map<String, Written> writtenAt = new LinkedHashMap<>();

    /**
     * Knows the servers of these models.
     *
     * @param models as they were written: that of a project and those of its parents
     * @param plugin group and artifact of this plugin
     * @param evaluated what becomes of a name with a property in it
     */
    ServerMerge(List<Model> models, String plugin, UnaryOperator<String> evaluated) {
        models.stream()
                .flatMap(ServerMerge::plugins)
                .filter(it -> it.getKey().equals(plugin))
                .flatMap(it -> PluginConfiguration.of(it).stream())
                .flatMap(it -> servers(it.root()))
                .map(it -> written(it, evaluated))
                .forEach(server -> server.parts().forEach(part -> writtenAt.put(part, server)));
    }

    /**
     * Refuses a configuration in which a server has parts of another one.
     *
     * @throws InvalidInputException with both places, what was merged, and the ways out
     */
    void check(PluginConfiguration effective) {
        servers(effective.root()).forEach(this::check);
    }

    private void check(Xpp3Dom server) {
        Map<Written, Set<String>> origins = new LinkedHashMap<>();
        for (Xpp3Dom key : server.getChildren()) {
            for (String part : parts(key)) {
                Optional.ofNullable(writtenAt.get(part))
                        .ifPresent(it -> origins.computeIfAbsent(it, same -> new LinkedHashSet<>())
                                .add("<" + key.getName() + ">"));
            }
        }
        String name = value(server, "name");
        List<Written> named =
                origins.keySet().stream().filter(it -> !it.name().isEmpty()).toList();
        Optional<Written> own = named.stream()
                .filter(it -> origins.getOrDefault(it, Set.of()).contains("<name>"))
                .findFirst();
        own.flatMap(mine -> named.stream()
                        .filter(it -> !it.name().equals(mine.name()))
                        .findFirst()
                        .map(other -> refused(name, mine, other, origins.getOrDefault(other, Set.of()))))
                .ifPresent(it -> {
                    throw it;
                });
    }

    private static InvalidInputException refused(String name, Written mine, Written other, Set<String> taken) {
        return new InvalidInputException(
                "<servers>",
                "",
                "was merged by Maven part by part: server '" + name + "' (" + mine.place() + ") would take "
                        + String.join(", ", taken) + " from server '" + other.name() + "' (" + other.place() + "); "
                        + WAY_OUT);
    }

    private static Stream<Plugin> plugins(Model model) {
        List<BuildBase> builds = new ArrayList<>();
        Optional.ofNullable(model.getBuild()).ifPresent(builds::add);
        model.getProfiles().stream()
                .flatMap((Profile it) -> Optional.ofNullable(it.getBuild()).stream())
                .forEach(builds::add);
        return builds.stream()
                .flatMap(it -> Stream.concat(
                        it.getPlugins().stream(),
                        Optional.ofNullable(it.getPluginManagement())
                                .map(managed -> managed.getPlugins().stream())
                                .orElse(Stream.empty())));
    }

    private static Stream<Xpp3Dom> servers(Xpp3Dom configuration) {
        return Stream.of(configuration.getChildren("servers")).flatMap(it -> Stream.of(it.getChildren("server")));
    }

    private static Written written(Xpp3Dom server, UnaryOperator<String> evaluated) {
        return new Written(
                evaluated.apply(value(server, "name")),
                PomPlace.of(server).orElse("pom.xml"),
                Set.copyOf(parts(server)));
    }

    /** The places of all values below an element. */
    private static Set<String> parts(Xpp3Dom element) {
        if (element.getChildCount() == 0) {
            return PomPlace.exactly(element).map(Set::of).orElse(Set.of());
        }
        Set<String> all = new LinkedHashSet<>();
        for (Xpp3Dom child : element.getChildren()) {
            all.addAll(parts(child));
        }
        return all;
    }

    private static String value(Xpp3Dom parent, String child) {
        return Optional.ofNullable(parent.getChild(child))
                .map(Xpp3Dom::getValue)
                .map(String::strip)
                .orElse("");
    }
}
