package dev.portman.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Strict access to one JSON object: exactly these fields, each of the type and in the range that was written, or nothing at all. */
final class Fields {

    private final ObjectNode object;

    /** Refuses an object with more or fewer fields than {@code names}. */
    Fields(JsonNode node, String... names) throws Unbelievable {
        if (!(node instanceof ObjectNode whole)) {
            throw new Unbelievable("it has no object where one belongs");
        }
        this.object = whole;
        Set<String> found = new LinkedHashSet<>();
        for (Iterator<String> each = whole.fieldNames(); each.hasNext(); ) {
            found.add(each.next());
        }
        if (!found.equals(new LinkedHashSet<>(List.of(names)))) {
            throw new Unbelievable("its fields are not " + String.join(", ", names));
        }
    }

    JsonNode node(String name) {
        return object.path(name);
    }

    Fields object(String name, String... names) throws Unbelievable {
        return new Fields(node(name), names);
    }

    Optional<Fields> objectOrNull(String name, String... names) throws Unbelievable {
        return node(name).isNull() ? Optional.empty() : Optional.of(object(name, names));
    }

    List<JsonNode> array(String name) throws Unbelievable {
        require(name, node(name).isArray());
        List<JsonNode> elements = new ArrayList<>();
        node(name).forEach(elements::add);
        return elements;
    }

    String text(String name) throws Unbelievable {
        require(name, node(name).isTextual());
        return node(name).textValue();
    }

    List<String> texts(String name) throws Unbelievable {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : array(name)) {
            require(name, element.isTextual());
            texts.add(element.textValue());
        }
        return texts;
    }

    boolean flag(String name) throws Unbelievable {
        require(name, node(name).isBoolean());
        return node(name).booleanValue();
    }

    long number(String name, long least, long most) throws Unbelievable {
        return number(name, node(name), least, most);
    }

    static long number(String name, JsonNode node, long least, long most) throws Unbelievable {
        boolean good = node.isIntegralNumber()
                && node.canConvertToLong()
                && node.longValue() >= least
                && node.longValue() <= most;
        require(name, good);
        return node.longValue();
    }

    <E extends Enum<E>> E word(String name, Class<E> type) throws Unbelievable {
        String word = text(name);
        return Arrays.stream(type.getEnumConstants())
                .filter(it -> it.name().equals(word))
                .findFirst()
                .orElseThrow(() -> absurd(name));
    }

    Instant instant(String name) throws Unbelievable {
        try {
            return Instant.parse(text(name));
        } catch (DateTimeException e) {
            throw absurd(name);
        }
    }

    /** An absolute path without {@code .} and {@code ..}, as portman writes them. */
    Path path(String name) throws Unbelievable {
        try {
            Path path = Path.of(text(name));
            require(name, path.isAbsolute() && path.equals(path.normalize()));
            return path;
        } catch (InvalidPathException e) {
            throw new Unbelievable(
                    "its " + name + " is no path in the encoding of this system (run under a UTF-8 locale)");
        }
    }

    static void require(String name, boolean holds) throws Unbelievable {
        if (!holds) {
            throw absurd(name);
        }
    }

    private static Unbelievable absurd(String name) {
        return new Unbelievable("its " + name + " is absurd");
    }
}
