package dev.portman.maven;

import dev.portman.config.RawServer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Collects the words of one server while its POM elements are walked. What Maven fills in itself is null where an element is empty. */
final class RawServerBuilder {

    private final Map<String, String> values = new LinkedHashMap<>();
    private final Map<String, List<String>> lists = new LinkedHashMap<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();

    RawServerBuilder value(String key, String value) {
        values.put(key, value);
        return this;
    }

    RawServerBuilder list(String key, List<String> words) {
        lists.put(
                key,
                words.stream().map(it -> Objects.requireNonNullElse(it, "")).toList());
        return this;
    }

    RawServerBuilder environment(Map<String, String> variables) {
        variables.forEach((name, value) -> environment.put(name, Objects.requireNonNullElse(value, "")));
        return this;
    }

    RawServerBuilder headers(Map<String, String> sent) {
        headers.putAll(sent);
        return this;
    }

    boolean isEmpty() {
        return values.isEmpty() && lists.isEmpty();
    }

    RawServer build() {
        return new RawServer(values, lists, environment, headers);
    }
}
