package dev.portman.maven;

import dev.portman.config.Surroundings;
import dev.portman.config.Surroundings.Folders;
import dev.portman.model.Side;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Build;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginContainer;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;

/** The folders that a goal of one module concerns itself with. */
final class Where {

    private final MavenSession session;
    private final MojoExecution execution;
    private final MavenProject module;

    Where(MavenSession session, MojoExecution execution) {
        this(session, execution, session.getCurrentProject());
    }

    /** Of another module than the current one. */
    Where(MavenSession session, MojoExecution execution, MavenProject module) {
        this.session = session;
        this.execution = execution;
        this.module = module;
    }

    /**
     * What the goal's description means: a goal in a phase works for the module that it runs in; a typed one for the POM that describes the servers, wherever
     * below it is typed.
     */
    Surroundings surroundings(Side side) {
        if (isTyped()) {
            return new Surroundings(describing(), side, defaultName(), System.getenv());
        }
        Folders folders = new Folders(module(), describing(), target().resolve("portman"));
        return new Surroundings(folders, side, defaultName(), System.getenv());
    }

    /** The folder that the goal's servers belong to. */
    Path servers() {
        return isTyped() ? describing() : module();
    }

    /** The folder of the current module; that of the call where there is no POM. */
    Path module() {
        MavenProject project = module;
        return hasFolder(project) ? real(project.getBasedir().toPath()) : base();
    }

    /**
     * The folder whose POM describes the servers of the current module: its own, or that of the ancestor that it inherits the very same
     * configuration from. A server that is inherited by ten modules is one server for whoever types a goal, not ten.
     */
    Path describing() {
        MavenProject project = describingProject();
        return hasFolder(project) ? real(project.getBasedir().toPath()) : base();
    }

    /** The name of a server that is given none: the artifactId, or the folder's name where there is no POM. */
    String defaultName() {
        MavenProject project = isTyped() ? describingProject() : module;
        if (hasFolder(project)) {
            return project.getArtifactId();
        }
        Path name = base().getFileName();
        return name == null ? "server" : name.toString();
    }

    /** Whether more than one module is built. */
    boolean isReactor() {
        return session.getProjects().size() > 1;
    }

    /** This plugin as the current module has it. */
    Optional<Plugin> plugin() {
        return plugin(module);
    }

    /** Whether the module has the plugin in its {@code pluginManagement} alone: that describes nothing, though Maven hands its values to typed goals. */
    boolean isOnlyManaged() {
        return plugin().isEmpty()
                && Optional.ofNullable(module.getPluginManagement())
                        .map(PluginContainer::getPluginsAsMap)
                        .filter(it -> it.containsKey(pluginKey()))
                        .isPresent();
    }

    private boolean isTyped() {
        return execution.getSource() == MojoExecution.Source.CLI;
    }

    private MavenProject describingProject() {
        MavenProject project = module;
        String ours = configuration(project);
        while (!ours.isEmpty()
                && project.hasParent()
                && hasFolder(project.getParent())
                && ours.equals(configuration(project.getParent()))) {
            project = project.getParent();
        }
        return project;
    }

    private Path target() {
        return Optional.ofNullable(module.getBuild())
                .map(Build::getDirectory)
                .map(it -> module().resolve(it))
                .orElseGet(() -> module().resolve("target"));
    }

    private Path base() {
        return real(Path.of(session.getExecutionRootDirectory()));
    }

    private static boolean hasFolder(MavenProject project) {
        return project.getBasedir() != null;
    }

    /** That of this execution, which holds the plugin's own; the plugin's where the POM has no such execution. */
    private String configuration(MavenProject project) {
        Optional<Plugin> plugin = plugin(project);
        return Stream.of(
                        plugin.map(Plugin::getExecutionsAsMap)
                                .map(it -> it.get(execution.getExecutionId()))
                                .map(PluginExecution::getConfiguration),
                        plugin.map(Plugin::getConfiguration))
                .flatMap(Optional::stream)
                .map(Object::toString)
                .findFirst()
                .orElse("");
    }

    private Optional<Plugin> plugin(MavenProject project) {
        return Optional.ofNullable(project.getPlugin(pluginKey()));
    }

    private String pluginKey() {
        return execution.getGroupId() + ":" + execution.getArtifactId();
    }

    /** A folder as keys of servers have it. */
    static Path real(Path folder) {
        try {
            return Files.exists(folder)
                    ? folder.toRealPath()
                    : folder.toAbsolutePath().normalize();
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + folder + " cannot be read", e);
        }
    }
}
