package dev.portman.config;

import dev.portman.model.Command;
import dev.portman.model.HealthCheck;
import dev.portman.model.Hooks;
import dev.portman.model.Nearest;
import dev.portman.model.Readiness;
import dev.portman.model.Selection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Reads which servers one server needs: those it names, and those whose place it wants to know. */
final class DependencyReader {

    private static final String KEY = "dependsOn";

    private final ServerWords words;
    private final Set<String> siblings;

    /** Reads for one server of a project. */
    DependencyReader(ServerWords words, Set<String> all) {
        this.words = words;
        this.siblings = new LinkedHashSet<>(all);
        siblings.remove(words.name());
    }

    /** What may stand in {@code @{...}}: its own place, and that of every other server. */
    Set<String> placeholders() {
        Set<String> names = new LinkedHashSet<>(List.of("port", "host", "url"));
        siblings.forEach(name -> names.addAll(List.of(name + ".port", name + ".url")));
        return names;
    }

    /** The names, each once: the written ones first. */
    List<String> read(Command command, Readiness readiness, Hooks hooks) {
        Set<String> needed = new LinkedHashSet<>();
        words.several(KEY).stream()
                .flatMap(it -> Stream.of(it.split(",", -1)))
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .forEach(it -> needed.addAll(known(it)));
        Stream.of(
                        command.argv().stream(),
                        command.environment().values().stream(),
                        hooks.beforeStart().stream().flatMap(List::stream),
                        asked(readiness))
                .flatMap(it -> it)
                .flatMap(Placeholders::names)
                .filter(it -> it.indexOf('.') > 0)
                .forEach(it -> needed.add(it.substring(0, it.lastIndexOf('.'))));
        return List.copyOf(needed);
    }

    /** A check may ask for a place, too. */
    private static Stream<String> asked(Readiness readiness) {
        return readiness.checks().stream()
                .flatMap(check -> check instanceof HealthCheck.Tcp tcp
                        ? Stream.of(tcp.port())
                        : check instanceof HealthCheck.Run run ? run.argv().stream() : Stream.empty());
    }

    /** All instances, of a server that has some. Its own name is let through: that is a cycle, and told as one. */
    private List<String> known(String name) {
        Set<String> all = new LinkedHashSet<>(siblings);
        all.add(words.name());
        List<String> meantAll = Selection.of(name, all);
        if (!meantAll.isEmpty()) {
            return meantAll;
        }
        String meant = Nearest.of(name, siblings)
                .map(it -> ", did you mean " + it + "?")
                .orElse("");
        throw words.refused(
                KEY,
                name,
                "is no server described here" + meant
                        + (siblings.isEmpty()
                                ? " (there is no other)"
                                : " (known: " + String.join(", ", new TreeSet<>(siblings)) + ")"));
    }
}
