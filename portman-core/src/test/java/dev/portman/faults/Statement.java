package dev.portman.faults;

import dev.portman.json.Json;
import dev.portman.json.JsonReader;
import dev.portman.json.NotJsonException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a JSON document says of one server.
 *
 * @param state its word
 * @param pid empty if it is {@code null}
 * @param port empty if it is {@code null}
 */
record Statement(String name, String state, OptionalLong pid, OptionalLong port) {

    /** Of each server in a document. */
    static List<Statement> in(String document) throws NotJsonException {
        List<Statement> statements = new ArrayList<>();
        Json servers = fields(JsonReader.read(document)).getOrDefault("servers", new Json.Null());
        if (servers instanceof Json.Arr all) {
            for (Json each : all.elements()) {
                Map<String, Json> fields = fields(each);
                statements.add(new Statement(
                        text(fields, "name"), text(fields, "state"), number(fields, "pid"), number(fields, "port")));
            }
        }
        return statements;
    }

    /** Whether it says that nothing of it is there. */
    boolean isNothing() {
        return List.of("stopped", "exited", "failed").contains(state);
    }

    private static Map<String, Json> fields(Json value) {
        return value instanceof Json.Obj object ? object.fields() : Map.of();
    }

    private static String text(Map<String, Json> fields, String name) {
        return Optional.ofNullable(fields.get(name))
                .filter(Json.Text.class::isInstance)
                .map(it -> ((Json.Text) it).value())
                .orElse("");
    }

    private static OptionalLong number(Map<String, Json> fields, String name) {
        return fields.get(name) instanceof Json.Num number ? number.toLong() : OptionalLong.empty();
    }
}
