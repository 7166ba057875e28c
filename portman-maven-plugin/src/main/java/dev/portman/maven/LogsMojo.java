package dev.portman.maven;

import dev.portman.Portman;
import dev.portman.model.InvalidInputException;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerSpec;
import dev.portman.model.ServerStatus;
import dev.portman.model.SideChoice;
import dev.portman.model.UnknownServerException;
import dev.portman.session.LogSelection;
import dev.portman.session.LogSource;
import dev.portman.session.LogStream;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Shows the last lines of what the servers of this project wrote, running or not; of several, each line with its server's name. Goes to standard output as it
 * is. Needs no POM where a server is remembered.
 */
@Mojo(name = "logs", requiresProject = false, aggregator = true, threadSafe = true)
public final class LogsMojo extends AbstractPhaseMojo {

    /** How many of the last lines of each server are shown. */
    @Parameter(property = "portman.tail", defaultValue = "50")
    String tail = "50";

    /** Goes on with what comes, until Ctrl-C. */
    @Parameter(property = "portman.follow", defaultValue = "false")
    boolean follow;

    /** Shows only lines that tell of an error, each with the stack trace behind it, from the last 8 MiB of a log. */
    @Parameter(property = "portman.errors", defaultValue = "false")
    boolean errors;

    /** What an error is: a regular expression, found anywhere in a line. ERROR, FATAL, exceptions, tracebacks and the like if not given. */
    @Parameter(property = "portman.errorPattern")
    @Nullable
    String errorPattern;

    @Override
    void run() throws MojoFailureException {
        LogSelection wanted = wanted();
        List<LogSource> sources = sources();
        List<LogSource> missing =
                sources.stream().filter(it -> !Files.exists(it.file())).toList();
        missing.forEach(it -> getLog().warn(it.server() + " has no log yet (" + it.file() + ")."));
        boolean goesOn = follow || commandLine().isSet("portman.follow");
        if (missing.size() == sources.size() && !goesOn) {
            throw new MojoFailureException("There is no log to show.");
        }
        List<String> names = sources.stream().map(LogSource::server).toList();
        try (LogStream stream = new LogStream(sources, wanted, logLines(names, names.size() > 1))) {
            if (goesOn) {
                stream.follow();
            } else {
                stream.show();
            }
        }
    }

    private LogSelection wanted() {
        Optional<String> typed = commandLine().value("portman.errorPattern");
        return errors || commandLine().isSet("portman.errors") || typed.isPresent()
                ? LogSelection.errors(
                        lines(), "portman.errorPattern", typed.or(() -> Optional.ofNullable(errorPattern)))
                : LogSelection.last(lines());
    }

    private int lines() {
        String written = commandLine().value("portman.tail").orElse(tail);
        try {
            int lines = Integer.parseInt(written);
            if (lines >= 0) {
                return lines;
            }
        } catch (NumberFormatException notANumber) {
            throw refused(written);
        }
        throw refused(written);
    }

    private static InvalidInputException refused(String written) {
        return new InvalidInputException("portman.tail", written, "must be a number of lines, 0 or more");
    }

    /** What is described, and what is remembered. */
    private List<LogSource> sources() {
        Portman portman = portman();
        List<ServerSpec> specs =
                describedInAll().stream().map(DescribedServer::spec).toList();
        Map<ServerKey, ServerStatus> known = new LinkedHashMap<>();
        List<String> joined =
                isTyped() ? List.of() : List.copyOf(bound(portman).joined().keySet());
        specs.stream()
                .filter(it -> !joined.contains(it.name()))
                .forEach(it -> known.put(it.key(), ServerStatus.unknown(it.key())));
        List<ServerStatus> remembered = isTyped()
                ? new RecordedServers(portman, modules().folders()).all()
                : bound(portman).observed();
        remembered.forEach(it -> known.put(it.key(), it));
        if (known.isEmpty()) {
            throw nothingDescribed();
        }
        List<ServerKey> all = List.copyOf(known.keySet());
        ServerLabels labels = modules().labels(all);
        NamedServers named = named();
        named.unknownAmong(all).stream().findFirst().ifPresent(unknown -> {
            throw new UnknownServerException(
                    "portman.servers names '" + unknown
                            + "', which is neither described nor remembered here; known are "
                            + all.stream().map(labels::of).distinct().collect(Collectors.joining(", ")) + ".",
                    "");
        });
        List<ServerStatus> asked =
                known.values().stream().filter(it -> named.take(it.key(), all)).toList();
        return SideChoice.toSee(asked, typedSide()).stream()
                .flatMap(it ->
                        LogSource.of(List.of(it), specs, portman).stream().map(log -> log.as(labels.of(it.key()))))
                .toList();
    }
}
