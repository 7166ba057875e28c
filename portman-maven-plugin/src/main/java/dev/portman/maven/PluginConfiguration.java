package dev.portman.maven;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.model.PluginManagement;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * A {@code <configuration>} of this plugin with all that is written there: Maven drops what a goal does not know before the goal can see it.
 *
 * @param owner whose it is, in words
 * @param execution the execution's id; empty for the plugin's own
 * @param root the element; what stands in the plugin's own, Maven has copied into those of all its executions
 */
record PluginConfiguration(String owner, Optional<String> execution, Xpp3Dom root) {

    /** The effective ones of a project, the plugin's own first; none where the project does not name the plugin. */
    static List<PluginConfiguration> of(MavenProject project, String plugin) {
        return Optional.ofNullable(project.getPlugin(plugin))
                .or(() -> managed(project, plugin))
                .map(PluginConfiguration::of)
                .orElse(List.of());
    }

    /** Those of a plugin, the plugin's own first. */
    static List<PluginConfiguration> of(Plugin plugin) {
        List<PluginConfiguration> all = new ArrayList<>();
        if (plugin.getConfiguration() instanceof Xpp3Dom root) {
            all.add(new PluginConfiguration("the plugin", Optional.empty(), root));
        }
        for (PluginExecution execution : plugin.getExecutions()) {
            if (execution.getConfiguration() instanceof Xpp3Dom root) {
                String id = execution.getId();
                all.add(new PluginConfiguration("the execution '" + id + "'", Optional.of(id), root));
            }
        }
        return all;
    }

    /** A typed goal takes its values from there, too. */
    private static Optional<Plugin> managed(MavenProject project, String plugin) {
        return Optional.ofNullable(project.getPluginManagement())
                .map(PluginManagement::getPluginsAsMap)
                .map(it -> it.get(plugin));
    }
}
