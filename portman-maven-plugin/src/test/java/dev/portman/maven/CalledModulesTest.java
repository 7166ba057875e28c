package dev.portman.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.model.ServerKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which modules a goal is about, and in which order they come. */
class CalledModulesTest {

    private static final MojoExecution TYPED = Reactor.goal("run", MojoExecution.Source.CLI);
    private static final MojoExecution BOUND = Reactor.goal("run", MojoExecution.Source.LIFECYCLE);

    @TempDir
    Path folder;

    private Path root = Path.of("");
    private Reactor reactor = new Reactor(root);
    private MavenProject parent = new MavenProject();
    private MavenProject app = new MavenProject();
    private MavenProject admin = new MavenProject();

    @BeforeEach
    void make() throws IOException {
        root = folder.toRealPath();
        reactor = new Reactor(root);
        parent = reactor.module("");
        app = reactor.module("app");
        admin = reactor.module("admin");
    }

    @Test
    void aTypedGoalIsAboutAllThatIsBuilt() {
        assertThat(new CalledModules(reactor.session(), TYPED).folders())
                .containsExactly(root, root.resolve("app"), root.resolve("admin"));
    }

    @Test
    void aBoundOneAndOneOfASingleModuleAreAboutThat() {
        MavenSession session = reactor.session();
        session.setCurrentProject(app);
        assertThat(new CalledModules(session, BOUND).projects()).containsExactly(app);

        session.setProjects(List.of(app));
        session.setCurrentProject(app);
        assertThat(new CalledModules(session, TYPED).folders()).containsExactly(root.resolve("app"));
    }

    @Test
    void whatIsInheritedUnchangedIsActedOnInTheModuleThatDescribesIt() {
        Reactor.describe(parent, "serve");
        Reactor.describe(app, "serve");
        Reactor.describe(admin, "another");
        MavenSession session = reactor.session();

        session.setCurrentProject(app);
        assertThat(new CalledModules(session, TYPED).foldersToAct()).containsExactly(root.resolve("app"));
        session.setCurrentProject(parent);
        assertThat(new CalledModules(session, TYPED).foldersToAct()).containsExactly(root);

        session.setProjects(List.of(app, admin));
        session.setCurrentProject(app);
        assertThat(new CalledModules(session, TYPED).foldersToAct())
                .as("the one that describes it is not built now")
                .containsExactly(root, root.resolve("app"));
    }

    @Test
    void variablesAreMadeOfTheArtifactId() {
        ServerKey key = new ServerKey(root.resolve("app"), "backend");

        assertThat(new CalledModules(reactor.session(), TYPED)
                        .labels(List.of(key))
                        .variables(key))
                .containsExactly("app-backend", "backend");
    }

    @Test
    void aRoundEndsInTheLastModuleWhateverTheirOrder() {
        MavenSession session = reactor.session();

        assertThat(List.of(next(session, admin), next(session, parent), next(session, app)))
                .containsExactly(TypedRound.FIRST, TypedRound.BETWEEN, TypedRound.LAST);
    }

    @Test
    void aGoalThatIsTypedTwiceMakesTwoRounds() {
        MavenSession session = reactor.session();
        session.setProjects(List.of(app, admin));

        assertThat(List.of(next(session, app), next(session, app), next(session, admin), next(session, admin)))
                .containsExactly(TypedRound.FIRST, TypedRound.FIRST, TypedRound.LAST, TypedRound.LAST);
    }

    @Test
    void theModulesThatDescribeServersAreNamed() {
        Reactor.describe(app, "serve");
        MavenSession session = reactor.session();
        session.setProjects(List.of(admin));
        session.setCurrentProject(admin);

        assertThat(DescribingModules.of(session, TYPED).hint())
                .isEqualTo("; servers are described in app: call it there");
        session.setCurrentProject(app);
        assertThat(DescribingModules.of(session, TYPED).hint()).isEmpty();
    }

    @Test
    void aCommandThatIsTypedForAllCountsAtTheRootAndWhereOneIsDescribed() {
        reactor.type("portman.command", "serve");
        Reactor.describe(admin, "another");
        MavenSession session = reactor.session();

        assertThat(List.of(parent, app, admin))
                .filteredOn(it -> {
                    session.setCurrentProject(it);
                    return DescribingModules.mayDescribe(session, TYPED);
                })
                .containsExactly(parent, admin);
    }

    private static TypedRound next(MavenSession session, MavenProject module) {
        session.setCurrentProject(module);
        return TypedRound.next(session, TYPED);
    }
}
