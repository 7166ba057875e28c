package dev.portman.maven;

import dev.portman.Portman;
import dev.portman.config.Instances;
import dev.portman.config.RawServer;
import dev.portman.config.SpecReader;
import dev.portman.config.Surroundings;
import dev.portman.model.InvalidInputException;
import dev.portman.model.OnConflict;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerSpec;
import dev.portman.session.Colour;
import dev.portman.session.LogLines;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.inject.Inject;
import org.apache.maven.plugin.MavenPluginManager;
import org.codehaus.plexus.configuration.PlexusConfiguration;

/** Reads the description of servers, as the POM and the command line give it; shared by the goals that work on described servers. */
abstract class AbstractServersMojo extends AbstractDescriptionMojo {

    /** Configures this goal as it would be in other modules. */
    @Inject
    MavenPluginManager plugins;

    private Optional<ServerLabels> labels = Optional.empty();

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

    /** What of these servers was typed. */
    final TypedServers typed() {
        return new TypedServers(commandLine(), where().defaultName(), selection());
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
        return typed().over(written());
    }

    /** Which servers are described, whatever else may be wrong with them. */
    final List<ServerKey> describedKeys() {
        List<RawServer> written = mayDescribe() ? written() : List.of();
        return Instances.expanded(written, where().defaultName()).stream()
                .map(it -> new ServerKey(where().servers(), typed().name(it), side()))
                .toList();
    }

    private boolean mayDescribe() {
        return !modules().areSeveral() || DescribingModules.mayDescribe(session, execution);
    }

    private List<RawServer> written() {
        boolean managed = where().isOnlyManaged();
        List<RawServer> listed =
                servers == null || managed ? List.of() : elements().read(servers);
        RawServer single = managed ? typed().alone() : single();
        boolean described =
                single.values().containsKey("command") || single.values().containsKey("executable");
        return listed.isEmpty() && described ? List.of(single) : listed;
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
}
