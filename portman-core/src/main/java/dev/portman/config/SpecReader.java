package dev.portman.config;

import dev.portman.model.Command;
import dev.portman.model.DependencyOrder;
import dev.portman.model.FallbackPorts;
import dev.portman.model.Hooks;
import dev.portman.model.InvalidInputException;
import dev.portman.model.Lifetime;
import dev.portman.model.OnConflict;
import dev.portman.model.PortRange;
import dev.portman.model.PortRequest;
import dev.portman.model.Readiness;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerSpec;
import dev.portman.model.Side;
import dev.portman.model.StopSignal;
import dev.portman.model.Stopping;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Turns descriptions into specs, in one place, so that every front end means the same by the same words. */
public final class SpecReader {

    /** Where logs lie, below the folder of the project, unless it says something else. */
    public static final String LOGS = "logs";

    /** A name, an IPv4 or an IPv6 address; a single colon would be a port. */
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+|[0-9A-Fa-f]*:[0-9A-Fa-f.:]*:[0-9A-Fa-f.:]*");

    private static final Set<String> EVERYWHERE = ServerWords.KEYS.stream()
            .filter(key -> !ServerWords.ATTENDED.contains(key))
            .collect(Collectors.toUnmodifiableSet());

    private final Surroundings where;

    private SpecReader(Surroundings where) {
        this.where = where;
    }

    /**
     * Checks all servers of a project, each by itself and against each other, before any of them can be started.
     *
     * @param servers in any order; a command may use the placeholders of itself and of every other server, which then is started before
     * @param where they are described, and who asks
     * @return one spec per server and instance, in the same order
     * @throws InvalidInputException for the first fault, in one line that names the key, the value and what is allowed
     */
    public static List<ServerSpec> read(List<RawServer> servers, Surroundings where) {
        SpecReader reader = new SpecReader(where);
        List<RawServer> each = Instances.expanded(servers, where.defaultName());
        List<ServerWords> all = each.stream()
                .map(raw -> new ServerWords(raw, where, each.size() > 1))
                .toList();
        Set<String> names =
                new LinkedHashSet<>(all.stream().map(ServerWords::name).toList());
        Siblings siblings = new Siblings();
        List<ServerSpec> specs = new ArrayList<>();
        for (ServerWords words : all) {
            ServerSpec spec = reader.read(words, new DependencyReader(words, names));
            siblings.add(spec, words);
            specs.add(spec);
        }
        DependencyOrder.ofStart(specs);
        return List.copyOf(specs);
    }

    /** The keys of a server that take a list of words. */
    public static Set<String> listKeys() {
        return ServerWords.LISTS;
    }

    /** The keys of a server that take one word or line, wherever it is described. */
    public static Set<String> keys() {
        return EVERYWHERE;
    }

    /** The keys that mean something in a {@code portman.yaml} only. */
    public static Set<String> keysOfProjectFile() {
        return ServerWords.ATTENDED;
    }

    private ServerSpec read(ServerWords words, DependencyReader dependencies) {
        Side side = where.side();
        EnvFileReader envFiles = new EnvFileReader(words, where);
        Map<String, String> variables = envFiles.read();
        PortRequest port = port(words, variables);
        CommandReader reader = new CommandReader(words, dependencies.placeholders());
        Command command = reader.read(where.directory(), variables);
        Readiness readiness = new ReadinessReader(words, dependencies.placeholders()).read(where.directory(), port);
        Hooks hooks = new HookReader(words, reader).read(dependencies.placeholders());
        return new ServerSpec(
                new ServerKey(where.directory(), words.name(), side),
                command,
                port,
                words.choice("onConflict", OnConflict.defaultFor(side), OnConflict::word),
                readiness,
                new Stopping(
                        words.duration("stopTimeout", Stopping.DEFAULT_TIMEOUT), signal(words), reader.stopCommand()),
                words.choice("lifetime", Lifetime.defaultFor(side), Lifetime::word),
                logs(words),
                dependencies.read(command, readiness, hooks),
                hooks,
                new UpkeepReader(words, where.directory()).read(command, envFiles.files()),
                where.place().describedIn());
    }

    private Path logs(ServerWords words) {
        return words.text("logsDirectory")
                .map(it -> where.describedLogs(words.path("logsDirectory", where.directory(), it)))
                .orElse(where.place().logs());
    }

    private static PortRequest port(ServerWords words, Map<String, String> variables) {
        String written = words.text("port")
                .or(() -> Optional.ofNullable(variables.get("PORT")))
                .orElseThrow(() -> words.refused(
                        "port",
                        "",
                        "must be set, here or as PORT in an envFile: a number from 0 to 65535, 0 for any free port"));
        int preferred = counted(PortText.port(words.parameter("port"), written), words);
        FallbackPorts fallback = words.text("fallbackPorts")
                .map(it -> PortText.fallback(words.parameter("fallbackPorts"), it))
                .orElseGet(() -> FallbackPorts.defaultFor(preferred));
        words.text("host").filter(it -> !HOST.matcher(it).matches()).ifPresent(it -> {
            throw words.refused("host", it, "must be a host name or an IP address, without scheme and port");
        });
        return new PortRequest(preferred, fallback, words.text("host"));
    }

    /** Instances want ports one after the other; any port is any port. */
    private static int counted(int first, ServerWords words) {
        int port = first == 0 ? 0 : first + words.portOffset();
        if (port > PortRange.MAX_PORT) {
            throw words.refused(
                    "port", Integer.toString(port), "is beyond 65535; begin lower, or with 0 for any free ports");
        }
        return port;
    }

    /** {@code TERM} and {@code SIGTERM} mean the same. */
    private static StopSignal signal(ServerWords words) {
        String prefix = words.text("stopSignal")
                        .filter(it -> it.toUpperCase(Locale.ROOT).startsWith("SIG"))
                        .isPresent()
                ? "SIG"
                : "";
        return words.choice("stopSignal", StopSignal.TERM, it -> prefix + it.posixName());
    }
}
