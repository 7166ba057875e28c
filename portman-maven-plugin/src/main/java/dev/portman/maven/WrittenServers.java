package dev.portman.maven;

import dev.portman.config.SpecReader;
import dev.portman.model.InvalidInputException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/** The servers that this plugin and its executions describe in one module, as it is written in the POM: nothing is evaluated. */
final class WrittenServers {

    private static final Set<String> STRUCTURED =
            Set.of("environmentVariables", "readiness", "beforeStart", "afterStop", "arguments");

    private final List<Written> all;

    private WrittenServers(List<Written> all) {
        this.all = List.copyOf(all);
    }

    /**
     * A server as one execution describes it.
     *
     * @param execution its id
     * @param bound whether a phase runs it
     * @param name the server's name
     * @param instances how often it is wanted; 0 if that is not said
     * @param keys what is written, by key
     */
    private record Written(String execution, boolean bound, String name, int instances, Map<String, String> keys) {

        Stream<String> names() {
            return instances == 0
                    ? Stream.of(name)
                    : IntStream.rangeClosed(1, instances).mapToObj(it -> name + "-" + it);
        }
    }

    /**
     * Those of a plugin.
     *
     * @param defaultName the name of a server that is given none
     */
    static WrittenServers of(Optional<Plugin> plugin, String defaultName) {
        List<Written> all = new ArrayList<>();
        PluginExecution none = new PluginExecution();
        none.setPhase("none");
        if (plugin.map(Plugin::getConfiguration).orElse("") instanceof Xpp3Dom root) {
            servers(root).forEach(it -> all.add(written(it, none, defaultName)));
        }
        for (PluginExecution execution : plugin.map(Plugin::getExecutions).orElse(List.of())) {
            // What a stop names is what it asks for; Maven has merged it with what the plugin describes.
            boolean names = execution.getGoals().equals(List.of("stop"));
            if (!names && execution.getConfiguration() instanceof Xpp3Dom root) {
                servers(root).forEach(it -> all.add(written(it, execution, defaultName)));
            }
        }
        return new WrittenServers(all);
    }

    /** The names of all servers and instances. */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        all.forEach(it -> it.names().forEach(names::add));
        return names;
    }

    /**
     * Refuses two executions in phases that mean different servers by one name: which of the two runs would be chance.
     *
     * @throws InvalidInputException for the first such name
     */
    void refuseContradictions() {
        Map<String, Written> first = new LinkedHashMap<>();
        for (Written each : all.stream().filter(Written::bound).toList()) {
            Written other = first.putIfAbsent(each.name(), each);
            Set<String> different = new TreeSet<>();
            if (other != null) {
                different.addAll(differences(other, each));
            }
            if (other != null && !different.isEmpty()) {
                throw new InvalidInputException(
                        "<name>",
                        each.name(),
                        "is described differently by the executions '" + other.execution() + "' and '"
                                + each.execution() + "' (" + String.join(", ", different)
                                + "); give one of the two another name");
            }
        }
    }

    private static Set<String> differences(Written one, Written other) {
        Set<String> keys = new TreeSet<>(one.keys().keySet());
        keys.addAll(other.keys().keySet());
        keys.removeIf(it -> Optional.ofNullable(one.keys().get(it))
                .equals(Optional.ofNullable(other.keys().get(it))));
        return keys;
    }

    private static List<Xpp3Dom> servers(Xpp3Dom root) {
        List<Xpp3Dom> listed = Stream.of(root.getChildren("servers"))
                .flatMap(it -> Stream.of(it.getChildren()))
                .toList();
        return listed.isEmpty() && describes(root) ? List.of(root) : listed;
    }

    /** Without a command it is a mere name. */
    private static boolean describes(Xpp3Dom server) {
        return server.getChild("command") != null || server.getChild("executable") != null;
    }

    private static Written written(Xpp3Dom server, PluginExecution execution, String defaultName) {
        Map<String, String> keys = new TreeMap<>();
        for (Xpp3Dom child : server.getChildren()) {
            if (isKey(child.getName())) {
                keys.put(child.getName(), text(child));
            }
        }
        String name = Optional.ofNullable(keys.remove("name")).orElse(defaultName);
        return new Written(
                execution.getId(),
                describes(server) && starts(execution),
                name,
                number(keys.getOrDefault("instances", "")),
                keys);
    }

    private static boolean isKey(String name) {
        return SpecReader.keys().contains(name) || SpecReader.listKeys().contains(name) || STRUCTURED.contains(name);
    }

    /** Whether a phase makes it start something; {@code none} is no phase, and only start has one of its own. */
    private static boolean starts(PluginExecution execution) {
        String phase = Optional.ofNullable(execution.getPhase()).orElse("");
        boolean inPhase = !phase.isBlank() && !phase.equals("none");
        List<String> goals = execution.getGoals();
        return (goals.contains("start") && (inPhase || execution.getPhase() == null))
                || (inPhase && (goals.contains("restart") || goals.contains("exec")));
    }

    private static int number(String written) {
        return written.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(written) : 0;
    }

    /** Where it stands in the file does not matter, nor how it got there. */
    private static String text(Xpp3Dom element) {
        StringBuilder text = new StringBuilder(
                Optional.ofNullable(element.getValue()).orElse("").strip());
        for (Xpp3Dom child : element.getChildren()) {
            text.append('<')
                    .append(child.getName())
                    .append('>')
                    .append(text(child))
                    .append("</>");
        }
        return text.toString();
    }
}
