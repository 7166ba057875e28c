package dev.portman.maven;

import dev.portman.model.InvalidInputException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Model;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;

/** Refuses what a project says and nobody may obey, or nobody understands, before a goal does anything. */
final class InputCheck {

    private final MavenSession session;
    private final MojoExecution execution;

    InputCheck(MavenSession session, MojoExecution execution) {
        this.session = session;
        this.execution = execution;
    }

    /**
     * Checks who has set the properties that only the user may set.
     *
     * @throws InvalidInputException for one that a file sets, with the file
     */
    void checkTyped(Collection<String> properties) {
        TypedProperties typed = new TypedProperties(CallWords.ofThisJvm(), MvnFolder.files(root()));
        for (String property : properties) {
            typed.objection(property, session.getUserProperties().containsKey(property))
                    .ifPresent(it -> {
                        throw new InvalidInputException(property, "", it);
                    });
        }
    }

    /**
     * Checks the spelling of what the user has typed: a selection that means nothing would mean all servers.
     *
     * @throws InvalidInputException for a property that is nearly one of ours and that no POM knows
     */
    void checkSpelling() {
        TypedWords words = TypedWords.of(
                execution.getMojoDescriptor().getPluginDescriptor().getMojos());
        for (String property : session.getUserProperties().stringPropertyNames()) {
            words.meant(property).filter(it -> !isKnownToPoms(property)).ifPresent(it -> {
                throw new InvalidInputException(property, "", "is no property of portman; the nearest is " + it);
            });
        }
    }

    private boolean isKnownToPoms(String property) {
        return lineage(session.getCurrentProject()).stream()
                .flatMap(it -> Optional.ofNullable(it.getFile()).stream())
                .anyMatch(it -> mentions(it, property));
    }

    private static boolean mentions(File pom, String property) {
        try {
            return Files.readString(pom.toPath()).contains(property);
        } catch (IOException unreadable) {
            return true;
        }
    }

    /**
     * Checks that no POM sets properties that only the user may set.
     *
     * @throws InvalidInputException for one that does, with the POM
     */
    void checkPoms(Collection<String> properties) {
        Set<String> active = session.getCurrentProject().getInjectedProfileIds().values().stream()
                .flatMap(List::stream)
                .collect(Collectors.toSet());
        for (MavenProject project : lineage(session.getCurrentProject())) {
            Model pom = project.getOriginalModel();
            Set<Object> set = new HashSet<>(pom.getProperties().keySet());
            pom.getProfiles().stream()
                    .filter(it -> active.contains(it.getId()))
                    .forEach(it -> set.addAll(it.getProperties().keySet()));
            properties.stream().filter(set::contains).findFirst().ifPresent(it -> {
                throw new InvalidInputException(
                        it,
                        "",
                        "counts only when you type it; remove it from the properties of " + pom.getArtifactId());
            });
        }
    }

    /**
     * Checks the configuration of this plugin, whichever goals it is for: a bound goal in its module, a typed one in all that are built.
     *
     * @throws InvalidInputException for what is unknown, or merged from parts that do not belong together
     */
    void checkConfiguration(boolean typed) {
        KeyCheck keys = new KeyCheck(KeyCheck.keys(
                execution.getMojoDescriptor().getPluginDescriptor().getMojos()));
        List<MavenProject> projects = typed ? session.getProjects() : List.of(session.getCurrentProject());
        for (MavenProject project : projects) {
            List<PluginConfiguration> all = PluginConfiguration.of(project, plugin());
            all.forEach(keys::check);
            if (!all.isEmpty()) {
                ServerMerge merge = merge(project);
                all.forEach(merge::check);
            }
        }
    }

    /** How the executions that describe servers are called, for somebody who called none of them; empty if there are none. */
    String hintAtExecutions() {
        Set<String> describing = Set.of("command", "executable", "servers");
        List<String> ids = new ArrayList<>();
        for (PluginConfiguration each : PluginConfiguration.of(session.getCurrentProject(), plugin())) {
            each.execution()
                    .filter(id -> describing.stream().anyMatch(it -> each.root().getChild(it) != null))
                    .ifPresent(ids::add);
        }
        return ids.isEmpty()
                ? ""
                : "; or call an execution that describes one: mvn portman:" + execution.getGoal() + "@"
                        + String.join(", mvn portman:" + execution.getGoal() + "@", ids);
    }

    private ServerMerge merge(MavenProject project) {
        Expressions expressions = Expressions.of(session, execution);
        return new ServerMerge(
                lineage(project).stream().map(MavenProject::getOriginalModel).toList(), plugin(), expressions::filled);
    }

    /** A project and its parents, as far as they have a POM. */
    private static List<MavenProject> lineage(MavenProject project) {
        List<MavenProject> all = new ArrayList<>();
        Optional<MavenProject> next = Optional.of(project);
        while (next.isPresent()) {
            next.filter(it -> it.getOriginalModel() != null).ifPresent(all::add);
            next = next.map(MavenProject::getParent);
        }
        return all;
    }

    private String plugin() {
        return execution.getGroupId() + ":" + execution.getArtifactId();
    }

    /** Where Maven looks for {@code .mvn}, wherever below it was called. */
    private Path root() {
        return Optional.ofNullable(session.getRequest().getMultiModuleProjectDirectory())
                .map(it -> it.toPath())
                .orElseGet(() -> Path.of(session.getExecutionRootDirectory()));
    }
}
