package dev.portman.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One server in the words that the user wrote, before anything is checked: the common ground of a POM and a {@code portman.yaml}.
 * The keys are {@code name}, {@code command}, {@code executable}, {@code shell}, {@code port}, {@code host}, {@code fallbackPorts},
 * {@code onConflict}, {@code stopTimeout}, {@code startupTimeout}, {@code stopSignal}, {@code stopCommand},
 * those of {@code readiness} such as {@code readiness.http.path}, {@code workingDirectory}, {@code lifetime},
 * {@code logsDirectory}, {@code dependsOn}, {@code envFile}, {@code instances}, {@code beforeStart}, {@code afterStop}, {@code hookTimeout}, {@code portProperty}, which means
 * something to builds only, {@code restart} and {@code watch}, which mean nothing to them.
 *
 * @param values one word or line per key; absent or blank means that the user wrote nothing
 * @param lists the keys that hold several words: {@code arguments}, {@code dependsOn}, {@code envFile}, {@code beforeStart}, {@code afterStop}, {@code watch}
 * @param environment {@code environmentVariables}; never printed, its values may be secrets
 * @param headers {@code readiness.http.headers}; likewise
 * @param portOffset how many ports after the written one it wants to be: instances count up
 */
public record RawServer(
        Map<String, String> values,
        Map<String, List<String>> lists,
        Map<String, String> environment,
        Map<String, String> headers,
        int portOffset) {

    /** Copies the collections, order kept. */
    public RawServer {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        lists = Collections.unmodifiableMap(new LinkedHashMap<>(lists));
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /** A server whose check sends no headers. */
    public RawServer(Map<String, String> values, Map<String, List<String>> lists, Map<String, String> environment) {
        this(values, lists, environment, Map.of());
    }

    /** A server that is the only one of its kind. */
    public RawServer(
            Map<String, String> values,
            Map<String, List<String>> lists,
            Map<String, String> environment,
            Map<String, String> headers) {
        this(values, lists, environment, headers, 0);
    }

    /** A server with plain values only. */
    public static RawServer of(Map<String, String> values) {
        return new RawServer(values, Map.of(), Map.of());
    }

    /** Its name; empty if it has none yet. */
    public String name() {
        return values.getOrDefault("name", "");
    }

    /** The same server with other plain values. */
    public RawServer withValues(Map<String, String> others) {
        return new RawServer(others, lists, environment, headers, portOffset);
    }

    /** The same server at the very port that is written. */
    public RawServer withoutOffset() {
        return new RawServer(values, lists, environment, headers, 0);
    }

    /** The same server with another list. */
    public RawServer withList(String key, List<String> words) {
        Map<String, List<String>> others = new LinkedHashMap<>(lists);
        others.put(key, List.copyOf(words));
        Map<String, String> without = new LinkedHashMap<>(values);
        without.remove(key);
        return new RawServer(without, others, environment, headers, portOffset);
    }

    /** Without any value of the environment and of the headers. */
    @Override
    public String toString() {
        return "RawServer[values=" + values + ", lists=" + lists + ", environment=" + environment.keySet()
                + ", headers=" + headers.keySet() + "]";
    }
}
