package dev.portman.maven;

import dev.portman.Portman;
import dev.portman.config.Instances;
import dev.portman.config.RawServer;
import dev.portman.config.SpecReader;
import dev.portman.config.Surroundings;
import dev.portman.model.InvalidInputException;
import dev.portman.model.OnConflict;
import dev.portman.model.Selection;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerSpec;
import dev.portman.session.Colour;
import dev.portman.session.LogLines;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.inject.Inject;
import org.apache.maven.plugin.MavenPluginManager;
import org.apache.maven.plugins.annotations.Parameter;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.jspecify.annotations.Nullable;

/** The description of servers, as the POM and the command line give it; shared by the goals that work on described servers. */
abstract class AbstractServersMojo extends AbstractPortmanMojo {

    private static final Set<String> FOR_ONE_SERVER = Set.of(
            "name",
            "command",
            "executable",
            "port",
            "host",
            "portProperty",
            "dependsOn",
            "instances",
            "beforeStart",
            "afterStop");

    /** Configures this goal as it would be in other modules. */
    @Inject
    MavenPluginManager plugins;

    private Optional<ServerLabels> labels = Optional.empty();

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

    /**
     * The same server, its holder evicted if force is wanted.
     *
     * @throws InvalidInputException if another policy was typed as well
     */
    final ServerSpec asForced(ServerSpec spec) {
        if (!force) {
            return spec;
        }
        commandLine()
                .value("portman.onConflict")
                .filter(typed -> !typed.equalsIgnoreCase(OnConflict.EVICT.word()))
                .ifPresent(typed -> {
                    throw new InvalidInputException(
                            "portman.onConflict", typed, "contradicts portman.force, which means evict");
                });
        return spec.withOnConflict(OnConflict.EVICT);
    }

    final Where where() {
        return new Where(session, execution);
    }

    /** The described servers in their order, validated; those selected by {@code -Dportman.servers}, or all. */
    final List<DescribedServer> described() {
        return selected(allDescribed());
    }

    /** The modules that this goal is about. */
    final CalledModules modules() {
        return new CalledModules(session, execution);
    }

    /** The servers that all modules describe which this goal is about, each once. */
    final List<DescribedServer> describedInAll() {
        if (!modules().areSeveral()) {
            return allDescribed();
        }
        return new ModuleServers(modules(), goals()).described();
    }

    /** What servers of several modules are called from now on. */
    final ServerLabels label(List<ServerKey> all) {
        ServerLabels known = modules().labels(all);
        labels = Optional.of(known);
        return known;
    }

    /** The same of all that the modules describe, for a goal that acts in one after the other. */
    final void labelAll() {
        if (modules().areSeveral()) {
            label(new ModuleServers(modules(), goals()).keys());
        }
    }

    /** The names that its variables are made of. */
    final List<String> variablesOf(ServerKey server) {
        return labels.map(it -> it.variables(server)).orElseGet(() -> List.of(server.name()));
    }

    @Override
    final String nameOf(ServerKey server) {
        return labels.map(it -> it.of(server)).orElseGet(server::name);
    }

    /** This goal as it would be in other modules. */
    final ModuleGoals goals() {
        return new ModuleGoals(session, execution, plugins);
    }

    /** All described servers in their order, validated. */
    final List<DescribedServer> allDescribed() {
        return allDescribed(where().surroundings(side()));
    }

    /** The same as they would be described elsewhere, or for somebody else. */
    final List<DescribedServer> allDescribed(Surroundings surroundings) {
        List<RawServer> raw = rawServers();
        if (raw.isEmpty()) {
            return List.of();
        }
        List<ServerSpec> specs = SpecReader.read(raw, surroundings);
        List<DescribedServer> all = new ArrayList<>();
        for (int i = 0; i < specs.size(); i++) {
            all.add(new DescribedServer(
                    specs.get(i), Optional.ofNullable(raw.get(i).values().get("portProperty"))));
        }
        return all;
    }

    /** What to say where nothing can be done without a description. */
    final InvalidInputException nothingDescribed() {
        return new InvalidInputException(
                "command",
                "",
                "is missing: no server is described; give <command> and <port>, or <servers>, or -Dportman.command=..."
                        + new InputCheck(session, execution).hintAtExecutions()
                        + DescribingModules.of(session, execution).hint());
    }

    /** The servers of {@code -Dportman.servers}, wherever they are. */
    final NamedServers named() {
        return NamedServers.of(
                commandLine().value("portman.servers").orElse(""), modules().root());
    }

    /** The names of {@code -Dportman.servers}, as the current module knows them; empty means all. */
    final Set<String> selection() {
        return new LinkedHashSet<>(named().in(where().describing()));
    }

    /** Takes what servers write to standard output, where Maven's own prefixes do not get in its way. */
    final LogLines logLines(List<String> names, boolean prefixed) {
        boolean coloured = Colour.isWanted(!session.getRequest().isInteractiveMode()) && Colour.OUT.isTerminal();
        return new LogLines(names, prefixed, coloured, StandardOutput::print);
    }

    /** Refuses what is typed for one server where several modules would take it. */
    final void refuseWhatFitsOneOnly(List<DescribedServer> selected) {
        boolean several = selected.stream()
                        .map(it -> it.spec().key().directory())
                        .distinct()
                        .count()
                > 1;
        FOR_ONE_SERVER.stream()
                .filter(it -> several && commandLine().value("portman." + it).isPresent())
                .sorted()
                .findFirst()
                .ifPresent(it -> {
                    throw onlyForOne(it);
                });
    }

    /** Whether something is typed that fits one server only. */
    final boolean isAnyTypedForOne() {
        return FOR_ONE_SERVER.stream()
                .anyMatch(it -> commandLine().value("portman." + it).isPresent());
    }

    private InvalidInputException onlyForOne(String key) {
        return new InvalidInputException(
                "portman." + key,
                commandLine().value("portman." + key).orElse(""),
                "fits one server only; select it with -Dportman.servers=NAME");
    }

    /** Those selected, and what they depend on as far as it does not run. */
    final List<DescribedServer> needed(List<DescribedServer> described, Portman portman) {
        List<ServerSpec> needed = portman.withDependencies(
                selected(described).stream().map(DescribedServer::spec).toList(),
                described.stream().map(DescribedServer::spec).toList());
        return described.stream().filter(it -> needed.contains(it.spec())).toList();
    }

    /** Those of {@code -Dportman.servers}, or all; one that another module describes is no mistake. */
    final List<DescribedServer> selected(List<DescribedServer> all) {
        NamedServers named = named();
        List<ServerKey> known = all.stream().map(it -> it.spec().key()).toList();
        List<String> unknown = named.unknownAmong(known);
        if (!unknown.isEmpty()) {
            new ModuleServers(modules(), goals()).refuseUnknown(new NamedServers(unknown, named.root()), known);
        }
        return all.stream().filter(it -> named.take(it.spec().key(), known)).toList();
    }

    private List<RawServer> rawServers() {
        if (!mayDescribe()) {
            return List.of();
        }
        checkProperties();
        return asTyped(written(), where().defaultName());
    }

    /** Which servers are described, whatever else may be wrong with them. */
    final List<ServerKey> describedKeys() {
        List<RawServer> written = mayDescribe() ? written() : List.of();
        return Instances.expanded(written, where().defaultName()).stream()
                .map(it -> new ServerKey(where().servers(), name(it), side()))
                .toList();
    }

    private boolean mayDescribe() {
        return !modules().areSeveral() || DescribingModules.mayDescribe(session, execution);
    }

    private List<RawServer> written() {
        boolean managed = where().isOnlyManaged();
        List<RawServer> listed =
                servers == null || managed ? List.of() : elements().read(servers);
        RawServer single = managed ? overridden(new RawServerBuilder().build(), Set.of()) : single();
        boolean described =
                single.values().containsKey("command") || single.values().containsKey("executable");
        return listed.isEmpty() && described ? List.of(single) : listed;
    }

    private ServerElements elements() {
        return new ServerElements(Expressions.of(session, execution));
    }

    /** Of what counts: no default of the plugin, and nothing that something else was typed for. */
    private void checkProperties() {
        PlexusConfiguration defaults = execution.getMojoDescriptor().getMojoConfiguration();
        boolean shellTyped = commandLine().isSet("portman.shell");
        UndefinedProperties.check(
                Expressions.of(session, execution),
                execution.getConfiguration(),
                it -> commandLine().value("portman." + it.getName()).isPresent()
                        || (shellTyped && it.getName().equals("command"))
                        || Optional.ofNullable(defaults.getChild(it.getName(), false))
                                .filter(byDefault -> Objects.equals(byDefault.getValue(), it.getValue()))
                                .isPresent());
    }

    /** What is typed for the only server there is, or the only one selected, is for all of its instances; anything else for each one selected. */
    private List<RawServer> asTyped(List<RawServer> written, String defaultName) {
        Set<String> whole = written.size() == 1 && selection().isEmpty() ? Set.of(name(written.get(0))) : selection();
        if (whole.size() == 1 && written.stream().anyMatch(it -> whole.contains(name(it)))) {
            return Instances.expanded(
                    written.stream()
                            .map(it -> whole.contains(name(it)) ? overridden(it, Set.of()) : it)
                            .toList(),
                    defaultName);
        }
        List<RawServer> all = Instances.expanded(written, defaultName);
        List<String> known = all.stream().map(this::name).toList();
        List<String> selected =
                known.stream().filter(it -> isSelected(it, known)).toList();
        Set<String> notForThese = selected.size() > 1 ? FOR_ONE_SERVER : Set.of("instances");
        return all.stream()
                .map(it -> selected.contains(name(it)) ? inPlace(overridden(it, notForThese)) : it)
                .toList();
    }

    /** A port that is typed for one instance is the one it wants. */
    private RawServer inPlace(RawServer server) {
        return commandLine().isSet("portman.port") ? server.withoutOffset() : server;
    }

    private String name(RawServer server) {
        return server.values().getOrDefault("name", where().defaultName());
    }

    /** Whether it is asked for: by name, as an instance, or because nothing is named. */
    final boolean isSelected(String name, Collection<String> known) {
        Set<String> names = selection();
        return names.isEmpty()
                || names.stream().anyMatch(it -> Selection.of(it, known).contains(name));
    }

    private RawServer single() {
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

    /** Maven lets a literal of the POM win over {@code -D}; users expect the opposite. */
    private RawServer overridden(RawServer server, Set<String> notForAll) {
        Map<String, String> values = new LinkedHashMap<>(server.values());
        for (String key : SpecReader.keys()) {
            commandLine().value("portman." + key).ifPresent(typed -> {
                if (notForAll.contains(key)) {
                    throw onlyForOne(key);
                }
                values.put(key, typed);
            });
        }
        return server.withValues(values);
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
