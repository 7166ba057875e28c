package dev.portman.store;

import dev.portman.json.Json;
import dev.portman.model.UtcTime;
import dev.portman.model.Worded;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Strict access to one JSON object: exactly these fields, each of the type and in the range that was written, or nothing at all. */
final class Fields {

    private static final Json ABSENT = new Json.Null();

    private final Json.Obj object;

    /** Refuses an object with more or fewer fields than {@code names}. */
    Fields(Json value, String... names) throws Unbelievable {
        if (!(value instanceof Json.Obj whole)) {
            throw new Unbelievable("it has no object where one belongs");
        }
        boolean complete = whole.fields().size() == names.length;
        for (String name : names) {
            complete &= whole.fields().containsKey(name);
        }
        if (!complete) {
            throw new Unbelievable("its fields are not " + String.join(", ", names));
        }
        this.object = whole;
    }

    private Json value(String name) {
        return object.fields().getOrDefault(name, ABSENT);
    }

    Fields object(String name, String... names) throws Unbelievable {
        return new Fields(value(name), names);
    }

    Optional<Fields> objectOrNull(String name, String... names) throws Unbelievable {
        return isNull(name) ? Optional.empty() : Optional.of(object(name, names));
    }

    boolean isNull(String name) {
        return value(name) instanceof Json.Null;
    }

    List<Json> array(String name) throws Unbelievable {
        if (value(name) instanceof Json.Arr array) {
            return array.elements();
        }
        throw absurd(name);
    }

    String text(String name) throws Unbelievable {
        return text(name, value(name));
    }

    List<String> texts(String name) throws Unbelievable {
        List<String> texts = new ArrayList<>();
        for (Json element : array(name)) {
            texts.add(text(name, element));
        }
        return texts;
    }

    private static String text(String name, Json value) throws Unbelievable {
        if (value instanceof Json.Text text) {
            return text.value();
        }
        throw absurd(name);
    }

    boolean flag(String name) throws Unbelievable {
        if (value(name) instanceof Json.Flag flag) {
            return flag.value();
        }
        throw absurd(name);
    }

    long number(String name, long least, long most) throws Unbelievable {
        return number(name, value(name), least, most);
    }

    static long number(String name, Json value, long least, long most) throws Unbelievable {
        OptionalLong number = value instanceof Json.Num num ? num.toLong() : OptionalLong.empty();
        require(name, number.isPresent() && number.getAsLong() >= least && number.getAsLong() <= most);
        return number.getAsLong();
    }

    /** The one of {@code all} whose word was written. */
    <W extends Worded> W word(String name, W[] all) throws Unbelievable {
        String word = text(name);
        for (W one : all) {
            if (one.word().equals(word)) {
                return one;
            }
        }
        throw absurd(name);
    }

    Instant instant(String name) throws Unbelievable {
        Optional<Instant> instant = UtcTime.parse(text(name));
        require(name, instant.isPresent());
        return instant.get();
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
