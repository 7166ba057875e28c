package dev.portman.maven;

import dev.portman.model.ServerKey;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;

/** The modules that a goal is about: all that are built where it was typed, else the one that it runs in. */
final class CalledModules {

    private final MavenSession session;
    private final MojoExecution execution;

    CalledModules(MavenSession session, MojoExecution execution) {
        this.session = session;
        this.execution = execution;
    }

    /** Those modules, in the order in which they are built. */
    List<MavenProject> projects() {
        return areSeveral() ? session.getProjects() : List.of(session.getCurrentProject());
    }

    /** Whether the goal is about more than one. */
    boolean areSeveral() {
        return execution.getSource() == MojoExecution.Source.CLI
                && session.getProjects().size() > 1;
    }

    /** The folder that Maven was called in, or for. */
    Path root() {
        return Where.real(Path.of(session.getExecutionRootDirectory()));
    }

    /** Where to look for what is recorded: each module's own folder, and the one that describes what it inherits. */
    List<Path> folders() {
        Set<Path> folders = new LinkedHashSet<>();
        projects().forEach(it -> folders.addAll(foldersOf(it)));
        return List.copyOf(folders);
    }

    /** The same of one module; of no project, the folder that Maven was called in. */
    List<Path> foldersOf(MavenProject module) {
        Set<Path> folders = new LinkedHashSet<>(Set.of(where(module).describing()));
        Optional.ofNullable(module.getBasedir())
                .map(it -> Where.real(it.toPath()))
                .ifPresent(folders::add);
        return List.copyOf(folders);
    }

    /** Where the current module acts when all of them do one after the other: each folder is one module's. */
    List<Path> foldersToAct() {
        List<Path> own = projects().stream()
                .flatMap(it -> Optional.ofNullable(it.getBasedir()).stream())
                .map(it -> Where.real(it.toPath()))
                .toList();
        MavenProject current = session.getCurrentProject();
        return foldersOf(current).stream()
                .filter(it -> !own.contains(it) || isFolderOf(current, it))
                .toList();
    }

    private static boolean isFolderOf(MavenProject module, Path folder) {
        return module.getBasedir() != null
                && Where.real(module.getBasedir().toPath()).equals(folder);
    }

    /** What their servers are called. */
    ServerLabels labels(Collection<ServerKey> servers) {
        Map<Path, String> artifacts = new LinkedHashMap<>();
        for (MavenProject module : projects()) {
            Optional<MavenProject> next = Optional.of(module);
            while (next.isPresent()) {
                MavenProject each = next.get();
                Optional.ofNullable(each.getBasedir())
                        .ifPresent(it -> artifacts.putIfAbsent(Where.real(it.toPath()), each.getArtifactId()));
                next = Optional.ofNullable(each.getParent());
            }
        }
        return new ServerLabels(root(), artifacts, servers);
    }

    private Where where(MavenProject module) {
        return new Where(session, execution, module);
    }
}
