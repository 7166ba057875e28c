package dev.portman.maven;

import dev.portman.model.InvalidInputException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.MavenPluginManager;
import org.apache.maven.plugin.Mojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.PluginConfigurationException;
import org.apache.maven.plugin.PluginContainerException;
import org.apache.maven.project.MavenProject;

/**
 * A typed goal as Maven itself would configure it in other modules than the one that it runs in, to ask it what is described there. Nothing of a module needs to
 * be built or resolved for that.
 */
final class ModuleGoals {

    private final MavenSession session;
    private final MojoExecution execution;
    private final MavenPluginManager plugins;

    ModuleGoals(MavenSession session, MojoExecution execution, MavenPluginManager plugins) {
        this.session = session;
        this.execution = execution;
        this.plugins = plugins;
    }

    /** What each module answers, in their order; of those that do not name the plugin only the root is asked, for which something may be typed. */
    <T> Map<MavenProject, T> ask(List<MavenProject> modules, Function<AbstractServersMojo, T> question) {
        Map<MavenProject, T> answers = new LinkedHashMap<>();
        for (MavenProject module : modules) {
            plugin(module)
                    .or(() -> Optional.of(new Plugin()).filter(it -> module.equals(session.getTopLevelProject())))
                    .ifPresent(it -> answers.put(module, ask(module, it, question)));
        }
        return answers;
    }

    /** What this goal has found out in this build, in words of the JDK: each module may have a class loader of its own for this plugin. */
    @SuppressWarnings("unchecked") // Nobody else uses our keys.
    List<List<String>> once(String key, Supplier<List<List<String>>> look) {
        Map<String, Object> data = session.getRequest().getData();
        String ours = key + "#" + execution.getGoal() + "@" + execution.getExecutionId();
        synchronized (session.getRequest()) {
            if (!data.containsKey(ours)) {
                data.put(ours, look.get());
            }
            return (List<List<String>>) data.get(ours);
        }
    }

    private Optional<Plugin> plugin(MavenProject module) {
        return Optional.ofNullable(module.getPlugin(execution.getGroupId() + ":" + execution.getArtifactId()));
    }

    private <T> T ask(MavenProject module, Plugin plugin, Function<AbstractServersMojo, T> question) {
        MojoExecution there =
                new MojoExecution(execution.getMojoDescriptor(), execution.getExecutionId(), MojoExecution.Source.CLI);
        there.setConfiguration(GoalConfiguration.of(plugin, execution));
        MavenProject before = session.getCurrentProject();
        MavenSession inModule = session.clone();
        inModule.setCurrentProject(module);
        try {
            Mojo goal = plugins.getConfiguredMojo(Mojo.class, inModule, there);
            try {
                return question.apply((AbstractServersMojo) goal);
            } finally {
                plugins.releaseMojo(goal, there);
            }
        } catch (PluginConfigurationException | PluginContainerException e) {
            throw new InvalidInputException(
                    "The configuration of " + module.getArtifactId(), "", "cannot be used: " + e.getMessage());
        } finally {
            // From Maven 3.8.2 on, a session and its clones share one current project per thread.
            session.setCurrentProject(before);
        }
    }
}
