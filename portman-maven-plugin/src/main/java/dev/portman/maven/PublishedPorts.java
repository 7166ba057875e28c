package dev.portman.maven;

import dev.portman.model.AssignedPort;
import dev.portman.model.StartResult;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.project.MavenProject;

/** Tells the rest of the build where a server is: {@code portman.NAME.port}, {@code portman.NAME.url}, and the property of the user's choice. */
final class PublishedPorts {

    private final MavenProject project;
    private final Properties typed;
    private final Log log;

    PublishedPorts(MavenProject project, Properties typed, Log log) {
        this.project = project;
        this.typed = typed;
        this.log = log;
    }

    void publish(StartResult result, Optional<String> portProperty) {
        AssignedPort assigned = result.record().assigned();
        String prefix = "portman." + result.record().key().name();
        String port = Integer.toString(assigned.port());
        Map.of(prefix + ".port", port, prefix + ".url", assigned.url()).forEach(this::set);
        portProperty.ifPresent(name -> set(name, port));
    }

    /** What is declared in the POM's own properties, or typed, was interpolated when the model was built: too early to be changed here. */
    void set(String name, String value) {
        if (typed.containsKey(name)
                || project.getOriginalModel().getProperties().containsKey(name)) {
            log.warn("The property " + name + " is already set "
                    + (typed.containsKey(name) ? "on the command line" : "in the POM")
                    + ", so other plugins will see that value and not " + value + "; remove it there.");
        }
        project.getProperties().setProperty(name, value);
    }
}
