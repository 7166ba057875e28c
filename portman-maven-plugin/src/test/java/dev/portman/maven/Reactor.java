package dev.portman.maven;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/** A build of several modules as goals see it, made in memory. */
final class Reactor {

    private final Path root;
    private final List<MavenProject> modules = new ArrayList<>();
    private final Properties typed = new Properties();

    Reactor(Path root) {
        this.root = root;
    }

    /** One more module; the first one is the root and the parent of all others. */
    MavenProject module(String path) {
        Model model = new Model();
        model.setGroupId("com.example");
        model.setArtifactId(path.isEmpty() ? "root" : path.replace('/', '-'));
        model.setVersion("1.0");
        model.setBuild(new Build());
        MavenProject module = new MavenProject(model);
        module.setOriginalModel(model.clone());
        module.setFile(new File(root.resolve(path).toFile(), "pom.xml"));
        if (!modules.isEmpty()) {
            module.setParent(modules.get(0));
        }
        module.setExecutionRoot(modules.isEmpty());
        modules.add(module);
        return module;
    }

    /** The plugin with a command in its configuration, in a module. */
    static void describe(MavenProject module, String command) {
        Xpp3Dom configuration = new Xpp3Dom("configuration");
        Xpp3Dom element = new Xpp3Dom("command");
        element.setValue(command);
        configuration.addChild(element);
        Plugin plugin = new Plugin();
        plugin.setGroupId("dev.portman");
        plugin.setArtifactId("portman-maven-plugin");
        plugin.setConfiguration(configuration);
        module.getBuild().addPlugin(plugin);
    }

    /** As if it had been typed after -D. */
    void type(String property, String value) {
        typed.setProperty(property, value);
    }

    /** The session of all modules so far. */
    @SuppressWarnings("deprecation") // There is no other way to make one.
    MavenSession session() {
        MavenExecutionRequest request = new DefaultMavenExecutionRequest();
        request.setBaseDirectory(root.toFile());
        request.setUserProperties(typed);
        MavenSession session = new MavenSession(null, null, request, new DefaultMavenExecutionResult());
        session.setProjects(List.copyOf(modules));
        session.setAllProjects(List.copyOf(modules));
        return session;
    }

    /** A goal that somebody types, or that a phase runs. */
    static MojoExecution goal(String name, MojoExecution.Source source) {
        PluginDescriptor plugin = new PluginDescriptor();
        plugin.setGroupId("dev.portman");
        plugin.setArtifactId("portman-maven-plugin");
        MojoDescriptor goal = new MojoDescriptor();
        goal.setPluginDescriptor(plugin);
        goal.setGoal(name);
        return new MojoExecution(goal, "default-cli", source);
    }
}
