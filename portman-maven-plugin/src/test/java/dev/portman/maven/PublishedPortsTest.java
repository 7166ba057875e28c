package dev.portman.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Properties;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;

/** Which modules see a property that a goal sets. */
class PublishedPortsTest {

    private final Reactor reactor = new Reactor(Path.of("/home/anna/shop"));
    private final MavenProject app = reactor.module("app");
    private final MavenProject later = reactor.module("later");

    @Test
    void whatAForkedLifecycleSetsReachesTheModuleItself() {
        MavenSession session = reactor.session();
        MavenProject fork = app.clone();
        fork.getModel().setProperties(new Properties());
        session.setCurrentProject(fork);

        new PublishedPorts(session, "app", new SystemStreamLog()).set("port", "8001");

        assertThat(fork.getProperties()).containsEntry("port", "8001");
        assertThat(app.getProperties()).containsEntry("port", "8001");
        assertThat(later.getProperties()).doesNotContainKey("port");
    }
}
