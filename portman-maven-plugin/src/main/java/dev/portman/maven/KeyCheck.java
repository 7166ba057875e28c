package dev.portman.maven;

import dev.portman.config.SpecReader;
import dev.portman.model.InvalidInputException;
import dev.portman.model.Nearest;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/** Refuses elements of a configuration that mean nothing: Maven ignores them, and a server would be treated as nobody wanted. */
final class KeyCheck {

    /** Written like a key, these would let a file say what only the user may. */
    private static final Set<String> TYPED_ONLY = Set.of("all", "allow", "allInRange", "side");

    private final Shape shape;

    /** Checks against these keys. */
    KeyCheck(Set<String> keys) {
        this.shape = Shape.configuration(keys);
    }

    /** The keys that may be written for some goal: one configuration serves several. */
    static Set<String> keys(List<MojoDescriptor> goals) {
        return goals.stream()
                .flatMap(it -> Optional.ofNullable(it.getParameters()).stream().flatMap(List::stream))
                .filter(Parameter::isEditable)
                .flatMap(it -> Stream.of(it.getName(), it.getAlias()))
                .filter(it -> it != null && !it.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Refuses the first element that is not known, stands twice, or holds what nobody reads.
     *
     * @throws InvalidInputException with the nearest key and the place
     */
    void check(PluginConfiguration configuration) {
        check(configuration.root(), shape, configuration);
    }

    private void check(Xpp3Dom element, Shape as, PluginConfiguration in) {
        boolean values = element.getChildCount() == 0;
        switch (as.kind()) {
            case ANYTHING -> {}
            case VALUE -> {
                if (!values) {
                    throw refused(element, "takes a value, no elements", in);
                }
            }
            case VALUE_OR_LIST -> children(element).forEach(it -> checkValue(it, in));
            case LIST, PAIRS -> {
                checkNoText(element, in);
                children(element).forEach(it -> checkValue(it, in));
            }
            case GROUP, GROUPS -> checkGroup(element, as, in);
        }
    }

    private void checkGroup(Xpp3Dom element, Shape as, PluginConfiguration in) {
        checkNoText(element, in);
        Map<String, Shape> members = as.members();
        for (String attribute : element.getAttributeNames()) {
            if (members.containsKey(attribute)) {
                throw refused(element, "must have <" + attribute + "> as an element, not as an attribute", in);
            }
        }
        Set<String> seen = new HashSet<>();
        for (Xpp3Dom child : element.getChildren()) {
            Shape known = members.get(child.getName());
            if (known == null) {
                throw unknown(child, element, members.keySet(), in);
            }
            if (!seen.add(child.getName()) && as.kind() == Shape.Kind.GROUP) {
                throw refused(child, "stands twice in <" + element.getName() + ">; Maven would take the last one", in);
            }
            check(child, known, in);
        }
    }

    private static void checkValue(Xpp3Dom element, PluginConfiguration in) {
        if (element.getChildCount() > 0) {
            throw refused(element, "takes a value, no elements", in);
        }
    }

    private static void checkNoText(Xpp3Dom element, PluginConfiguration in) {
        if (Optional.ofNullable(element.getValue()).filter(it -> !it.isBlank()).isPresent()) {
            throw refused(element, "takes elements, no text", in);
        }
    }

    private static InvalidInputException unknown(
            Xpp3Dom element, Xpp3Dom parent, Set<String> known, PluginConfiguration in) {
        String name = element.getName();
        if (SpecReader.keysOfProjectFile().contains(name)) {
            return new InvalidInputException(
                    "<" + name + ">",
                    String.valueOf(element.getValue()),
                    at(element, in)
                            + " means something in a portman.yaml only: portman run attends to servers, a build does not");
        }
        boolean inConfiguration = parent.getName().equals(in.root().getName());
        if (inConfiguration && TYPED_ONLY.contains(name)) {
            return refused(element, "is for the command line only: -Dportman." + name, in);
        }
        if (inConfiguration && Shape.server().members().containsKey(name)) {
            return refused(element, "has a meaning in a <server> of <servers> only", in);
        }
        String meant = Nearest.of(name.replaceFirst("^portman\\.", ""), known)
                .map(it -> "; the nearest is <" + it + ">")
                .orElseGet(() -> " (known: " + String.join(", ", known) + ")");
        return refused(
                element, "is no key of " + (inConfiguration ? "portman" : "<" + parent.getName() + ">") + meant, in);
    }

    private static InvalidInputException refused(Xpp3Dom element, String why, PluginConfiguration in) {
        return new InvalidInputException("<" + element.getName() + ">", "", at(element, in) + " " + why);
    }

    private static String at(Xpp3Dom element, PluginConfiguration in) {
        return "in the configuration of " + in.owner()
                + PomPlace.of(element).map(it -> " (" + it + ")").orElse("");
    }

    private static List<Xpp3Dom> children(Xpp3Dom element) {
        return List.of(element.getChildren());
    }
}
