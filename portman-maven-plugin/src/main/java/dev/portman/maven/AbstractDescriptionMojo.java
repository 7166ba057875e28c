package dev.portman.maven;

import dev.portman.config.RawServer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.maven.plugins.annotations.Parameter;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.jspecify.annotations.Nullable;

/** What a POM may say of servers, as it stands there. */
abstract class AbstractDescriptionMojo extends AbstractPortmanMojo {

    /** Several servers, each in a {@code <server>} element with the same keys as here. Use either this or the keys themselves. */
    @Parameter
    @Nullable
    PlexusConfiguration servers;

    /** The server's name; the artifactId if not given. */
    @Parameter(property = "portman.name")
    @Nullable
    String name;

    /** What to run, split into words as a shell does, without a shell; may contain {@code @{port}}, {@code @{host}}, {@code @{url}}. */
    @Parameter(property = "portman.command")
    @Nullable
    String command;

    /** The program to run, taken literally; instead of {@code command}. */
    @Parameter(property = "portman.executable")
    @Nullable
    String executable;

    /** The arguments of {@code executable}, each taken literally. */
    @Parameter(property = "portman.arguments")
    @Nullable
    List<String> arguments;

    /** Gives {@code command} to {@code /bin/sh -c}, for pipes and the like. */
    @Parameter(property = "portman.shell")
    @Nullable
    String shell;

    /** Says that the server puts itself into the background: its first process ends with 0 while the rest carries on. */
    @Parameter(property = "portman.forks")
    @Nullable
    String forks;

    /** The port the server wants, 0 for any free one. */
    @Parameter(property = "portman.port")
    @Nullable
    String port;

    /** Where the server is asked; exported to it as {@code HOST} if given. 127.0.0.1 if not. */
    @Parameter(property = "portman.host")
    @Nullable
    String host;

    /** Where to go when the port stays held: {@code 8001-8010,9000}, 0 for any, {@code none}. The ten ports after {@code port} if not given. */
    @Parameter(property = "portman.fallbackPorts")
    @Nullable
    String fallbackPorts;

    /**
     * What to do when the port is held: {@code evict}, {@code reclaim}, {@code fallback}, {@code fail} or {@code reuse}. If not given,
     * {@code evict} for a goal that was typed and {@code reclaim} for one that is bound to a phase.
     */
    @Parameter(property = "portman.onConflict")
    @Nullable
    String onConflict;

    /** How long the server may take to end before force is used: {@code 500ms}, {@code 10s}, {@code 2m}. 10s if not given. */
    @Parameter(property = "portman.stopTimeout")
    @Nullable
    String stopTimeout;

    /** The signal that asks the server to end: TERM, INT or QUIT. TERM if not given. */
    @Parameter(property = "portman.stopSignal")
    @Nullable
    String stopSignal;

    /** A command that asks the server to end, instead of a signal; force still follows after {@code stopTimeout}. */
    @Parameter(property = "portman.stopCommand")
    @Nullable
    String stopCommand;

    /** How long the server may take to become ready. 60s if not given. */
    @Parameter(property = "portman.startupTimeout")
    @Nullable
    String startupTimeout;

    /** What must hold, beyond an accepting port, before the server counts as started: {@code <http>} with path and status, {@code <log>}. */
    @Parameter
    @Nullable
    PlexusConfiguration readiness;

    /** Where the server runs. The project's folder if not given. */
    @Parameter(property = "portman.workingDirectory")
    @Nullable
    String workingDirectory;

    /** Variables added to the server's environment; never printed or stored. */
    @Parameter
    @Nullable
    Map<String, String> environmentVariables;

    /** A file of variables for the server, {@code NAME=value} in each line; several stand in {@code <servers>}. Never printed or stored. */
    @Parameter(property = "portman.envFile")
    @Nullable
    String envFile;

    /** {@code build}: the server dies with the build; {@code detached}: it lives until stopped. Detached if typed, build if bound to a phase. */
    @Parameter(property = "portman.lifetime")
    @Nullable
    String lifetime;

    /** Where people find the server's log and status. {@code logs} below the project if not given; {@code portman} below the build's folder for a goal in a phase. */
    @Parameter(property = "portman.logsDirectory")
    @Nullable
    String logsDirectory;

    /** A property that takes the port the server really got, beside {@code portman.NAME.port}. */
    @Parameter(property = "portman.portProperty")
    @Nullable
    String portProperty;

    /** How often the server is wanted: {@code NAME-1}, {@code NAME-2} and so on, on ports one after the other. */
    @Parameter(property = "portman.instances")
    @Nullable
    String instances;

    /**
     * Commands that run to their end before the server is started, in its folder and with its environment, ports included; one line, or a list of
     * elements. Split into words as a shell does, without a shell. One that does not end with 0 is the end of the start.
     */
    @Parameter
    @Nullable
    PlexusConfiguration beforeStart;

    /** Commands that run to their end when the server has been stopped; they find {@code PORT} in the environment, and no other variable of it. */
    @Parameter
    @Nullable
    PlexusConfiguration afterStop;

    /** How long each command of {@code beforeStart} and {@code afterStop} may take. 5m if not given. */
    @Parameter(property = "portman.hookTimeout")
    @Nullable
    String hookTimeout;

    /** Uses force at once, without the grace period; what is protected stays protected. */
    @Parameter(property = "portman.force", defaultValue = "false")
    boolean force;

    /** The server that is described without {@code <servers>}, by whichever keys are written. */
    final RawServer single() {
        RawServerBuilder builder = new RawServerBuilder();
        values().forEach(builder::value);
        if (readiness != null) {
            elements().readiness(builder, readiness);
        }
        if (beforeStart != null) {
            elements().add(builder, beforeStart);
        }
        if (afterStop != null) {
            elements().add(builder, afterStop);
        }
        if (arguments != null && !arguments.isEmpty()) {
            builder.list("arguments", arguments);
        }
        if (environmentVariables != null) {
            builder.environment(environmentVariables);
        }
        return builder.build();
    }

    /** Reads elements as this goal takes them. */
    final ServerElements elements() {
        return new ServerElements(Expressions.of(session, execution));
    }

    private Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        put(values, "name", name);
        put(values, "command", command);
        put(values, "executable", executable);
        put(values, "shell", shell);
        put(values, "forks", forks);
        put(values, "port", port);
        put(values, "host", host);
        put(values, "fallbackPorts", fallbackPorts);
        put(values, "onConflict", onConflict);
        put(values, "stopTimeout", stopTimeout);
        put(values, "stopSignal", stopSignal);
        put(values, "stopCommand", stopCommand);
        put(values, "startupTimeout", startupTimeout);
        put(values, "workingDirectory", workingDirectory);
        put(values, "envFile", envFile);
        put(values, "instances", instances);
        put(values, "hookTimeout", hookTimeout);
        put(values, "lifetime", lifetime);
        put(values, "logsDirectory", logsDirectory);
        put(values, "portProperty", portProperty);
        return values;
    }

    private static void put(Map<String, String> values, String key, @Nullable String value) {
        if (value != null) {
            values.put(key, value);
        }
    }
}
