package dev.portman.maven;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.ConfigurationContainer;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * The modules that describe servers, for somebody who looked for some elsewhere.
 *
 * @param paths of their folders, as Maven's {@code -pl} takes them
 */
record DescribingModules(List<String> paths) {

    private static final Set<String> WORDS = Set.of("command", "executable", "servers");

    DescribingModules {
        paths = List.copyOf(paths);
    }

    /** All that Maven knows of, whether they are built now or not. */
    static DescribingModules of(MavenSession session, MojoExecution execution) {
        String key = execution.getGroupId() + ":" + execution.getArtifactId();
        Path root = Where.real(Path.of(session.getExecutionRootDirectory()));
        List<MavenProject> all = Optional.ofNullable(session.getAllProjects()).orElseGet(session::getProjects);
        return new DescribingModules(all.stream()
                .filter(it -> it.getBasedir() != null && !it.equals(session.getCurrentProject()))
                .filter(it -> Optional.ofNullable(it.getPlugin(key))
                        .filter(DescribingModules::describes)
                        .isPresent())
                .map(it -> ServerLabels.path(Where.real(it.getBasedir().toPath()), root))
                .toList());
    }

    /** Whether something counts in the current module of several: what is typed for all of them counts at the root, and where it changes what is described. */
    static boolean mayDescribe(MavenSession session, MojoExecution execution) {
        MavenProject module = session.getCurrentProject();
        boolean typed = session.getUserProperties().containsKey("portman.command")
                || session.getUserProperties().containsKey("portman.executable");
        return !typed
                || module.equals(session.getTopLevelProject())
                || Optional.ofNullable(module.getPlugin(execution.getGroupId() + ":" + execution.getArtifactId()))
                        .filter(DescribingModules::describes)
                        .isPresent();
    }

    /** Where to go, as a clause; empty if there is nowhere. */
    String hint() {
        return paths.isEmpty() ? "" : "; servers are described in " + String.join(", ", paths) + ": call it there";
    }

    private static boolean describes(Plugin plugin) {
        return Stream.concat(Stream.of(plugin), plugin.getExecutions().stream())
                .map(ConfigurationContainer::getConfiguration)
                .anyMatch(it -> it instanceof Xpp3Dom written
                        && WORDS.stream().anyMatch(word -> written.getChild(word) != null));
    }
}
