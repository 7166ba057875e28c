package dev.portman.maven;

import dev.portman.config.SpecReader;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What may stand inside an element of the configuration.
 *
 * @param kind how it is read
 * @param members the elements that a group knows
 */
record Shape(Kind kind, Map<String, Shape> members) {

    /** How an element is read. */
    enum Kind {
        /** By Maven, which tells what is wrong. */
        ANYTHING,
        VALUE,
        LIST,
        VALUE_OR_LIST,
        /** Names and values. */
        PAIRS,
        /** Elements that are known by name. */
        GROUP,
        /** Elements that are known by name and may stand there several times. */
        GROUPS
    }

    private static final String READINESS = "readiness";

    /** All of a {@code <configuration>} in which these keys are known. */
    static Shape configuration(Collection<String> keys) {
        Shape server = server();
        Map<String, Shape> members = new TreeMap<>();
        keys.forEach(key -> members.put(key, leaf(Kind.ANYTHING)));
        for (String key : Set.of(READINESS, "environmentVariables", "beforeStart", "afterStop")) {
            members.computeIfPresent(key, (same, any) -> server.members().getOrDefault(key, any));
        }
        members.computeIfPresent("servers", (same, any) -> new Shape(Kind.GROUPS, Map.of("server", server)));
        return new Shape(Kind.GROUP, members);
    }

    /** A {@code <server>}. */
    static Shape server() {
        Map<String, Shape> members = new TreeMap<>();
        SpecReader.keys().stream()
                .filter(key -> key.indexOf('.') < 0)
                .forEach(key -> members.put(key, leaf(Kind.VALUE)));
        SpecReader.listKeys()
                .forEach(key ->
                        members.put(key, leaf(SpecReader.keys().contains(key) ? Kind.VALUE_OR_LIST : Kind.LIST)));
        members.keySet().removeAll(SpecReader.keysOfProjectFile());
        members.put("environmentVariables", leaf(Kind.PAIRS));
        members.put(READINESS, below(READINESS));
        return new Shape(Kind.GROUP, members);
    }

    /** The group of all keys that begin with a name. */
    private static Shape below(String name) {
        Map<String, Shape> members = new LinkedHashMap<>();
        for (String key : SpecReader.keys()) {
            if (key.startsWith(name + ".")) {
                String member = key.substring(name.length() + 1);
                int dot = member.indexOf('.');
                members.put(
                        dot < 0 ? member : member.substring(0, dot),
                        dot < 0 ? leaf(Kind.VALUE) : below(name + "." + member.substring(0, dot)));
            }
        }
        if (name.equals(READINESS + ".http")) {
            members.put("headers", leaf(Kind.PAIRS));
        }
        return new Shape(Kind.GROUP, new TreeMap<>(members));
    }

    private static Shape leaf(Kind kind) {
        return new Shape(kind, Map.of());
    }
}
