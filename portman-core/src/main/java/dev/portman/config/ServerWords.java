package dev.portman.config;

import dev.portman.model.InvalidInputException;
import dev.portman.model.Nearest;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/** The words of one server by key and type; names a key in messages as the user would look for it. */
final class ServerWords {

    static final Set<String> KEYS = Set.of(
            "name",
            "command",
            "executable",
            "shell",
            "port",
            "host",
            "fallbackPorts",
            "onConflict",
            "stopTimeout",
            "startupTimeout",
            "stopSignal",
            "stopCommand",
            "readiness.http.path",
            "readiness.http.status",
            "readiness.http.method",
            "readiness.http.body",
            "readiness.http.port",
            "readiness.http.scheme",
            "readiness.http.caFile",
            "readiness.http.trustAll",
            "readiness.tcp",
            "readiness.log",
            "readiness.command",
            "readiness.failure",
            "readiness.tryTimeout",
            "workingDirectory",
            "lifetime",
            "logsDirectory",
            "portProperty",
            "forks",
            "dependsOn",
            "envFile",
            "instances",
            "beforeStart",
            "afterStop",
            "hookTimeout",
            "restart",
            "watch");

    /** Those that only say what is done while somebody attends to a server in the foreground, which a build never does. */
    static final Set<String> ATTENDED = Set.of("restart", "watch");

    /** Those that may hold several words; all but {@code arguments} may hold a single one, too. */
    static final Set<String> LISTS = Set.of("arguments", "dependsOn", "envFile", "beforeStart", "afterStop", "watch");

    /** The only key of its depth that holds a map. */
    static final String HEADERS = "readiness.http.headers";

    /** Somebody may have tried to give a password by a key of its own. */
    private static final Pattern SECRET = Pattern.compile("(?i)pass|secret|token|key|cred|auth|header|cookie");

    private final RawServer raw;
    private final String name;
    private final boolean amongOthers;

    /** The words of a server; in a message, its name comes before the key if there are others it could be mixed up with. */
    ServerWords(RawServer raw, Surroundings where, boolean amongOthers) {
        this.raw = raw;
        this.name = ServerName.checked(written(raw, "name").orElse(where.defaultName()));
        this.amongOthers = amongOthers;
        refuseUnknown(raw.values(), KEYS);
        refuseUnknown(raw.lists(), LISTS);
    }

    String name() {
        return name;
    }

    /** How many ports after the written one it wants to be. */
    int portOffset() {
        return raw.portOffset();
    }

    Map<String, String> environment() {
        return raw.environment();
    }

    /** {@code readiness.http.headers}; their values may be secrets. */
    Map<String, String> headers() {
        return raw.headers();
    }

    /** Whether any key is written that begins so. */
    boolean anyUnder(String prefix) {
        return KEYS.stream().anyMatch(key -> key.startsWith(prefix) && text(key).isPresent());
    }

    /** How messages call a key. */
    String parameter(String key) {
        return amongOthers ? name + "." + key : key;
    }

    InvalidInputException refused(String key, String value, String allowed) {
        return new InvalidInputException(parameter(key), value, allowed);
    }

    Optional<String> text(String key) {
        return written(raw, key);
    }

    List<String> list(String key) {
        return raw.lists().getOrDefault(key, List.of());
    }

    /** Of a key that takes one or a list: what was written last, on the command line, is one. */
    List<String> several(String key) {
        return text(key).map(List::of).orElseGet(() -> list(key));
    }

    Duration duration(String key, Duration otherwise) {
        return text(key).map(it -> DurationText.parse(parameter(key), it)).orElse(otherwise);
    }

    /** One of the words of an enum, in any case. */
    <E extends Enum<E>> E choice(String key, E otherwise, Function<E, String> word) {
        E[] all = otherwise.getDeclaringClass().getEnumConstants();
        return text(key)
                .map(it -> Arrays.stream(all)
                        .filter(one -> word.apply(one).equalsIgnoreCase(it))
                        .findFirst()
                        .orElseThrow(() -> refused(key, it, "must be one of " + joined(all, word))))
                .orElse(otherwise);
    }

    boolean flag(String key) {
        String word = text(key).orElse("false");
        if (!word.equals("true") && !word.equals("false")) {
            throw refused(key, word, "must be true or false");
        }
        return word.equals("true");
    }

    /** A regular expression. */
    Optional<Pattern> pattern(String key) {
        return text(key).map(it -> {
            try {
                return Pattern.compile(it);
            } catch (PatternSyntaxException e) {
                throw refused(key, it, "must be a regular expression (" + e.getDescription() + ")");
            }
        });
    }

    /** A folder or file, relative to the one that describes the server. */
    Path folder(String key, Path base, String otherwise) {
        return path(key, base, text(key).orElse(otherwise));
    }

    /** The same of a path that is one of several. */
    Path path(String key, Path base, String written) {
        try {
            return base.resolve(written).normalize();
        } catch (InvalidPathException e) {
            throw refused(key, written, "must be a path in the encoding of this system (" + e.getReason() + ")");
        }
    }

    private static <E extends Enum<E>> String joined(E[] all, Function<E, String> word) {
        return Arrays.stream(all).map(word).collect(Collectors.joining(", "));
    }

    private static Optional<String> written(RawServer raw, String key) {
        return Optional.ofNullable(raw.values().get(key)).map(String::strip).filter(it -> !it.isEmpty());
    }

    private void refuseUnknown(Map<String, ?> written, Set<String> known) {
        written.forEach((key, value) -> {
            if (!known.contains(key)) {
                Set<String> all = new TreeSet<>(KEYS);
                all.addAll(LISTS);
                all.addAll(Set.of("environmentVariables", HEADERS));
                String meant = Nearest.of(key, all)
                        .map(it -> ", did you mean " + it + "?")
                        .orElse("");
                throw refused(
                        key,
                        SECRET.matcher(key).find() ? "" : value.toString(),
                        "is no key of a server" + meant + " (known: " + String.join(", ", all) + ")");
            }
        });
    }
}
