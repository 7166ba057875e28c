package dev.portman.config;

import dev.portman.model.HealthCheck;
import dev.portman.model.PortRange;
import dev.portman.model.PortRequest;
import dev.portman.model.Readiness;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads when a server counts as started. */
final class ReadinessReader {

    private static final String LOG = "readiness.log";
    private static final String TCP = "readiness.tcp";
    private static final String COMMAND = "readiness.command";
    private static final String TRY_TIMEOUT = "readiness.tryTimeout";
    private static final String STARTUP_TIMEOUT = "startupTimeout";
    private static final Pattern TCP_FORM = Pattern.compile(
            "(?:(?<host>[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]|@\\{host}):)?(?<port>\\d{1,5}|@\\{(?:[^{}]*\\.)?port})");
    private static final Pattern LOOPBACK =
            Pattern.compile("(?i)localhost|127(?:\\.\\d{1,3}){3}|::1|(?:0{1,4}:){7}0{0,3}1");

    private final ServerWords words;
    private final CommandReader commands;
    private final Collection<String> placeholders;

    /** Reads one server's checks, which may use the given placeholders. */
    ReadinessReader(ServerWords words, Collection<String> placeholders) {
        this.words = words;
        this.commands = new CommandReader(words, placeholders);
        this.placeholders = placeholders;
    }

    Readiness read(Path directory, PortRequest port) {
        Optional<Duration> bound = words.text(TRY_TIMEOUT).map(it -> moreThanZero(TRY_TIMEOUT, Duration.ZERO));
        Duration bySocket = bound.orElse(HealthCheck.DEFAULT_TIMEOUT);
        List<HealthCheck> checks = new ArrayList<>();
        words.text(TCP).ifPresent(it -> checks.add(tcp(it, port, bySocket)));
        new HttpReader(words, directory).read(bySocket).ifPresent(checks::add);
        words.pattern(LOG).ifPresent(it -> checks.add(new HealthCheck.Log(it)));
        List<String> argv = commands.line(COMMAND, placeholders);
        if (!argv.isEmpty()) {
            checks.add(new HealthCheck.Run(argv, bound.orElse(HealthCheck.Run.DEFAULT_TIMEOUT)));
        }
        return new Readiness(
                checks,
                words.pattern("readiness.failure"),
                moreThanZero(STARTUP_TIMEOUT, Readiness.DEFAULT_STARTUP_TIMEOUT));
    }

    private Duration moreThanZero(String key, Duration otherwise) {
        Duration duration = words.duration(key, otherwise);
        if (duration.isZero()) {
            throw words.refused(key, words.text(key).orElse("0"), "must be more than 0");
        }
        return duration;
    }

    /** Asks this machine only: a check is no way to reach out into a network. */
    private HealthCheck tcp(String text, PortRequest own, Duration timeout) {
        Placeholders.check(words.parameter(TCP), text, placeholders);
        Matcher form = TCP_FORM.matcher(text);
        if (!form.matches() || !isPort(form.group("port"))) {
            throw words.refused(TCP, text, "must be a port or host:port, such as 5432 or localhost:@{database.port}");
        }
        Optional<String> host = Optional.ofNullable(form.group("host"))
                .filter(it -> !it.equals("@{host}"))
                .map(it -> it.startsWith("[") ? it.substring(1, it.length() - 1) : it);
        host.filter(it -> !LOOPBACK.matcher(it).matches() && !it.equalsIgnoreCase(own.hostOrDefault()))
                .ifPresent(stranger -> {
                    throw words.refused(
                            TCP, text, "must ask this machine: localhost, 127.0.0.1, [::1] or the host of the server");
                });
        return new HealthCheck.Tcp(host, form.group("port"), timeout);
    }

    private static boolean isPort(String text) {
        if (text.startsWith("@")) {
            return true;
        }
        int port = Integer.parseInt(text);
        return port >= 1 && port <= PortRange.MAX_PORT;
    }
}
