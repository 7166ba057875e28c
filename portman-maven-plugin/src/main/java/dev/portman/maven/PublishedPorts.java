package dev.portman.maven;

import dev.portman.model.AssignedPort;
import dev.portman.model.StartResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.project.MavenProject;

/**
 * Tells the rest of the build where a server is: its module by {@code portman.NAME.port}, {@code portman.NAME.url} and the property of the user's choice, all
 * modules that are built from now on by {@code portman.MODULE.NAME.port} and {@code portman.MODULE.NAME.url}.
 */
final class PublishedPorts {

    private final MavenSession session;
    private final String module;
    private final Log log;

    /**
     * Of the servers of one module.
     *
     * @param module its artifactId
     */
    PublishedPorts(MavenSession session, String module, Log log) {
        this.session = session;
        this.module = module;
        this.log = log;
    }

    void publish(StartResult result, Optional<String> portProperty) {
        AssignedPort assigned = result.record().assigned();
        String name = result.record().key().name();
        String port = Integer.toString(assigned.port());
        Map.of("port", port, "url", assigned.url()).forEach((kind, value) -> {
            set("portman." + name + "." + kind, value);
            everywhere()
                    .forEach(
                            it -> it.getProperties().setProperty("portman." + module + "." + name + "." + kind, value));
        });
        portProperty.ifPresent(it -> set(it, port));
    }

    /** What is declared in the POM's own properties, or typed, was interpolated when the model was built: too early to be changed here. */
    void set(String name, String value) {
        SetProperty.of(session, name)
                .filter(it -> !it.value().equals(value))
                .ifPresent(it -> log.warn("The property " + name + " is already set " + it.where()
                        + ", so other plugins will see that value and not " + value + "; remove it there."));
        here().forEach(it -> it.getProperties().setProperty(name, value));
    }

    /** The module as it is now, and, in a lifecycle that was forked, the one whose clone that is. */
    private List<MavenProject> here() {
        MavenProject current = session.getCurrentProject();
        List<MavenProject> same = new ArrayList<>(List.of(current));
        everywhere().stream().filter(it -> isSame(it, current)).forEach(same::add);
        return same;
    }

    private static boolean isSame(MavenProject one, MavenProject other) {
        return one.getBasedir() != null && one.getBasedir().equals(other.getBasedir());
    }

    private List<MavenProject> everywhere() {
        List<MavenProject> all = new ArrayList<>(session.getProjects());
        all.add(session.getCurrentProject());
        Optional.ofNullable(session.getAllProjects()).ifPresent(all::addAll);
        return all;
    }
}
