package dev.portman.maven;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;

/** The folders that a goal of one module concerns itself with. */
final class Where {

    private final MavenSession session;
    private final MojoExecution execution;

    Where(MavenSession session, MojoExecution execution) {
        this.session = session;
        this.execution = execution;
    }

    /**
     * The folder whose POM describes the servers of the current module: its own, or that of the ancestor that it inherits the very same
     * configuration from. A server that is inherited by ten modules is one server, not ten.
     */
    Path describing() {
        MavenProject project = session.getCurrentProject();
        String ours = configuration(project);
        while (!ours.isEmpty()
                && project.hasParent()
                && hasFolder(project.getParent())
                && ours.equals(configuration(project.getParent()))) {
            project = project.getParent();
        }
        return real(hasFolder(project) ? project.getBasedir().toPath() : base());
    }

    /** Where to look for running servers: our own folder, then that of the reactor's root; never a sibling's. */
    List<Path> lookedAt() {
        List<Path> folders = new ArrayList<>(List.of(describing()));
        Path root = real(Path.of(session.getExecutionRootDirectory()));
        if (!folders.contains(root)) {
            folders.add(root);
        }
        return folders;
    }

    /** The name of a server that is given none: the artifactId, or the folder's name where there is no POM. */
    String defaultName() {
        MavenProject project = session.getCurrentProject();
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

    private Path base() {
        return real(Path.of(session.getExecutionRootDirectory()));
    }

    private static boolean hasFolder(MavenProject project) {
        return project.getBasedir() != null;
    }

    private String configuration(MavenProject project) {
        Plugin plugin = project.getPlugin(execution.getGroupId() + ":" + execution.getArtifactId());
        return Optional.ofNullable(plugin)
                .map(Plugin::getConfiguration)
                .map(Object::toString)
                .orElse("");
    }

    private static Path real(Path folder) {
        try {
            return Files.exists(folder)
                    ? folder.toRealPath()
                    : folder.toAbsolutePath().normalize();
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + folder + " cannot be read", e);
        }
    }
}
