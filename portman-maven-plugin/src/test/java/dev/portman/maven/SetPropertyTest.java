package dev.portman.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Profile;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;

/** Which properties a goal comes too late for. */
class SetPropertyTest {

    private final Reactor reactor = new Reactor(Path.of("/home/anna/shop"));
    private final MavenProject parent = reactor.module("");
    private final MavenProject app = reactor.module("app");

    @Test
    void whatIsTypedWins() {
        reactor.type("port", "4711");
        declare(app, app, "port", "8000");

        assertThat(of("port")).contains(new SetProperty("4711", "on the command line"));
    }

    @Test
    void aPomItsParentsAndTheirProfilesSetProperties() {
        declare(app, app, "own", "1");
        declare(parent, app, "inherited", "2");
        Profile profile = new Profile();
        profile.setId("it");
        profile.addProperty("profiled", "3");
        parent.setActiveProfiles(List.of(profile));
        app.getProperties().setProperty("profiled", "3");

        assertThat(of("own")).contains(new SetProperty("1", "in the POM"));
        assertThat(of("inherited")).contains(new SetProperty("2", "in the POM of root"));
        assertThat(of("profiled")).contains(new SetProperty("3", "in the profile it"));
    }

    @Test
    void whatAGoalHasSetIsNotSetBefore() {
        app.getProperties().setProperty("port", "8000");

        assertThat(of("port")).isEmpty();
    }

    private Optional<SetProperty> of(String name) {
        MavenSession session = reactor.session();
        session.setCurrentProject(app);
        return SetProperty.of(session, name);
    }

    private static void declare(MavenProject pom, MavenProject effective, String name, String value) {
        pom.getOriginalModel().addProperty(name, value);
        effective.getProperties().setProperty(name, value);
    }
}
