package dev.portman.maven;

import dev.portman.config.RawServer;
import dev.portman.config.SpecReader;
import dev.portman.model.InvalidInputException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.codehaus.plexus.configuration.PlexusConfiguration;

/** Reads {@code <server>} elements, of which Maven gives us the bare text, so that an unknown one is refused in our words and not in Maven's. */
final class ServerElements {

    private final Expressions expressions;

    /** Fills in properties as Maven does in its own parameters. */
    ServerElements(Expressions expressions) {
        this.expressions = expressions;
    }

    /** The servers of a {@code <servers>} element. */
    List<RawServer> read(PlexusConfiguration servers) {
        List<RawServer> all = new ArrayList<>();
        for (PlexusConfiguration server : servers.getChildren()) {
            if (!server.getName().equals("server")) {
                throw new InvalidInputException(
                        "<servers>", "<" + server.getName() + ">", "is unknown; it holds <server> elements");
            }
            all.add(one(server));
        }
        return all;
    }

    private RawServer one(PlexusConfiguration server) {
        RawServerBuilder builder = new RawServerBuilder();
        for (PlexusConfiguration child : server.getChildren()) {
            add(builder, child);
        }
        return builder.build();
    }

    /** One element of a server. */
    void add(RawServerBuilder builder, PlexusConfiguration child) {
        if (SpecReader.keysOfProjectFile().contains(child.getName())) {
            throw new InvalidInputException(
                    "<" + child.getName() + ">",
                    text(child),
                    "means something in a portman.yaml only: portman run attends to servers, a build does not");
        }
        if (isList(child)) {
            builder.list(child.getName(), texts(child));
            return;
        }
        switch (child.getName()) {
            case "environmentVariables" -> builder.environment(pairs(child));
            case "readiness" -> readiness(builder, child);
            default -> builder.value(child.getName(), text(child));
        }
    }

    /** Most keys that take a list take a single word, too. */
    private static boolean isList(PlexusConfiguration child) {
        return SpecReader.listKeys().contains(child.getName())
                && (child.getChildCount() > 0 || !SpecReader.keys().contains(child.getName()));
    }

    /** The same nesting as {@code portman.yaml}; one check of each kind. */
    void readiness(RawServerBuilder builder, PlexusConfiguration readiness) {
        for (PlexusConfiguration check : readiness.getChildren()) {
            if (check.getChildCount() == 0) {
                builder.value("readiness." + check.getName(), text(check));
            }
            for (PlexusConfiguration detail : check.getChildren()) {
                if (check.getName().equals("http") && detail.getName().equals("headers")) {
                    builder.headers(pairs(detail));
                    continue;
                }
                builder.value("readiness." + check.getName() + "." + detail.getName(), text(detail));
            }
        }
    }

    private List<String> texts(PlexusConfiguration parent) {
        List<String> texts = new ArrayList<>();
        for (PlexusConfiguration child : parent.getChildren()) {
            texts.add(text(child));
        }
        return texts;
    }

    private Map<String, String> pairs(PlexusConfiguration parent) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (PlexusConfiguration child : parent.getChildren()) {
            pairs.put(child.getName(), text(child));
        }
        return pairs;
    }

    private String text(PlexusConfiguration element) {
        String value = element.getValue("");
        return value == null ? "" : expressions.filled(value.strip());
    }
}
