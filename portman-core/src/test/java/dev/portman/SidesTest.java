package dev.portman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portman.model.KillReach;
import dev.portman.model.Lifetime;
import dev.portman.model.OnConflict;
import dev.portman.model.PortHeldException;
import dev.portman.model.ProgressEvent;
import dev.portman.model.RefusedException;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerSpec;
import dev.portman.model.ServerStatus;
import dev.portman.model.Side;
import dev.portman.model.StartResult;
import dev.portman.testing.FreePort;
import dev.portman.testing.LaunchedServer;
import dev.portman.testing.PythonServer;
import dev.portman.testing.SpecBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A person's server and a build's of one folder and name are two: neither takes the other away. */
class SidesTest extends RealServers {

    private static final Map<String, String> CHANGED = Map.of("CHANGED", "yes");

    private int port;
    private int other;
    private final AtomicBoolean joined = new AtomicBoolean();

    @BeforeEach
    void choosePorts() {
        port = FreePort.any();
        other = FreePort.any();
    }

    @ParameterizedTest
    @EnumSource(
            value = OnConflict.class,
            names = {"RECLAIM", "FALLBACK", "REUSE"})
    void aBuildLeavesAPersonsServerAlone(OnConflict policy) {
        StartResult persons = portman.start(persons().build());
        ServerSpec wanted = builds().onConflict(policy).environment(CHANGED).build();

        StartResult builds = portman.start(wanted);

        assertThat(builds.record().assigned().port()).isEqualTo(other);
        assertThat(sides()).containsExactlyInAnyOrder(Side.PERSON, Side.BUILD);
        assertThat(portman.releaseStarts(List.of(builds.record()), AS_DESCRIBED))
                .hasSize(1);
        assertThat(isAlive(persons)).isTrue();
        assertThat(isAlive(builds)).isFalse();
    }

    @Test
    void aBuildEvictsItWhereItsDescriptionSaysSo() {
        StartResult persons = portman.start(persons().build());

        StartResult builds = portman.start(builds().onConflict(OnConflict.EVICT).build());

        assertThat(builds.record().assigned().port()).isEqualTo(port);
        assertThat(isAlive(persons)).isFalse();
        assertThat(sides()).containsExactly(Side.BUILD);
    }

    @Test
    void noBuildEvictsAnotherServerOfAPerson() throws IOException {
        Path elsewhere = Files.createDirectory(folder.toRealPath().resolve("elsewhere"));
        StartResult persons = portman.start(new SpecBuilder(elsewhere, "backend")
                .port(port)
                .python(PythonServer.PLAIN)
                .build());

        portman.start(builds().onConflict(OnConflict.EVICT).build());

        assertThat(isAlive(persons)).isTrue();
    }

    @Test
    void noBuildEvictsWhatAPersonRunsInTheForeground() throws IOException {
        long running = inAnotherJvm("start", "backend", Lifetime.BUILD);

        StartResult builds = portman.start(builds().onConflict(OnConflict.EVICT).build());

        assertThat(builds.record().assigned().port()).isEqualTo(other);
        assertThat(LaunchedServer.isAlive(running)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = OnConflict.class,
            names = {"EVICT", "RECLAIM", "REUSE"})
    void aPersonLeavesTheServerOfALivingBuildAlone(OnConflict policy) throws IOException {
        long builds = inAnotherJvm("start", "backend@build", Lifetime.BUILD);

        StartResult persons = portman.start(persons().onConflict(policy).build());

        assertThat(persons.record().assigned().port()).isEqualTo(other);
        assertThat(persons.reused()).isFalse();
        assertThat(LaunchedServer.isAlive(builds)).isTrue();
    }

    @Test
    void aPersonReplacesWhatABuildHasLeftWhereverItListens() throws Exception {
        long left = inAnotherJvm("start", "backend@build", Lifetime.DETACHED);
        jvms.get(0).destroyForcibly().waitFor();
        ServerSpec wanted = server("backend").port(other).build();
        assertThat(portman.dryRun().start(List.of(wanted)).get(0).acts()).hasSize(2);

        StartResult persons = portman.start(wanted);

        assertThat(persons.record().assigned().port()).isEqualTo(other);
        assertThat(LaunchedServer.isAlive(left)).isFalse();
        assertThat(sides()).containsExactly(Side.PERSON);
    }

    @Test
    void aRestartOfAPersonReplacesItToo() throws Exception {
        long left = inAnotherJvm("start", "backend@build", Lifetime.DETACHED);
        jvms.get(0).destroyForcibly().waitFor();

        portman.restartAll(
                List.of(server("backend").port(port).onConflict(OnConflict.FAIL).build()));

        assertThat(LaunchedServer.isAlive(left)).isFalse();
        assertThat(sides()).containsExactly(Side.PERSON);
    }

    @Test
    void aBuildJoinsAPersonsServerAndLeavesItRunning() {
        StartResult persons = portman.start(persons().build());

        StartResult joined = portman.start(builds().onConflict(OnConflict.REUSE).build());

        assertThat(joined.reused()).isTrue();
        assertThat(pid(joined)).isEqualTo(pid(persons));
        assertThat(joined.record().key().side()).isEqualTo(Side.PERSON);
        assertThat(joined.record().spec().lifetime()).isEqualTo(Lifetime.DETACHED);
        assertThat(portman.releaseStarts(List.of(joined.record()), AS_DESCRIBED))
                .isEmpty();
        assertThat(told).anySatisfy(event -> assertThat(event).isInstanceOf(ProgressEvent.LeftRunning.class));
        assertThat(isAlive(persons)).isTrue();
    }

    @Test
    void aModuleJoinsThePersonsServerOfTheFolderThatDescribesIt() throws IOException {
        Path module = Files.createDirectory(project.resolve("module"));
        StartResult persons = portman.start(persons().build());

        StartResult joined = portman.start(new SpecBuilder(module, "backend")
                .ofBuild()
                .describedIn(project)
                .port(port)
                .fallback(other)
                .onConflict(OnConflict.REUSE)
                .python(PythonServer.PLAIN)
                .build());

        assertThat(pid(joined)).isEqualTo(pid(persons));
    }

    @Test
    void whatABuildNeedsMayBeAPersonsWhereItReuses() {
        StartResult database = portman.start(server("database").build());
        SpecBuilder web = server("web").ofBuild().dependsOn("database");

        assertThatThrownBy(() -> portman.start(web.build()))
                .hasMessage("web needs database, which is not running; web was not started.");
        StartResult started = portman.start(web.onConflict(OnConflict.REUSE).build());

        assertThat(Path.of("/proc", Long.toString(pid(started)), "environ"))
                .content()
                .contains("DATABASE_PORT=" + database.record().assigned().port() + "\0");
    }

    @Test
    void theStopOfAPersonsServerNamesTheBuildThatHasJoinedIt() throws IOException {
        StartResult persons = portman.start(asElsewhere().build());
        assertThat(inAnotherJvm("share", "backend@build", Lifetime.BUILD)).isEqualTo(pid(persons));

        portman.stop(persons.record().key(), AS_DESCRIBED);

        assertThat(isAlive(persons)).isFalse();
        assertThat(told)
                .filteredOn(ProgressEvent.StoppingServer.class::isInstance)
                .flatExtracting(event -> ((ProgressEvent.StoppingServer) event).users())
                .extracting("pid")
                .containsExactly(jvms.get(0).pid());
    }

    @Test
    void aBuildStopsWhatItHasStartedWhateverItsLifetime() {
        StartResult kept = portman.start(builds().lifetime(Lifetime.DETACHED).build());

        assertThat(portman.releaseStarts(List.of(kept.record()), AS_DESCRIBED)).hasSize(1);

        assertThat(isAlive(kept)).isFalse();
    }

    @Test
    void aDetachedOneThatABuildHasOnlyJoinedIsLeft() throws Exception {
        long kept = inAnotherJvm("start", "backend@build", Lifetime.DETACHED);
        jvms.get(0).destroyForcibly().waitFor();
        StartResult joined = portman.start(
                asElsewhere().ofBuild().onConflict(OnConflict.REUSE).build());
        assertThat(pid(joined)).isEqualTo(kept);

        assertThat(portman.releaseStarts(List.of(joined.record()), AS_DESCRIBED))
                .isEmpty();

        assertThat(LaunchedServer.isAlive(kept)).isTrue();
    }

    @Test
    void theLastUserStopsADetachedOneThatItsBuildHasReleased() throws Exception {
        StartResult kept = portman.start(
                asElsewhere().ofBuild().lifetime(Lifetime.DETACHED).build());
        assertThat(inAnotherJvm("share", "backend@build", Lifetime.BUILD)).isEqualTo(pid(kept));

        assertThat(portman.releaseStarts(List.of(kept.record()), AS_DESCRIBED)).isEmpty();
        assertThat(isAlive(kept)).isTrue();
        jvms.get(0).getOutputStream().write("backend@build\n".getBytes(StandardCharsets.UTF_8));
        jvms.get(0).getOutputStream().close();
        jvms.get(0).waitFor();

        assertThat(isAlive(kept)).isFalse();
    }

    @Test
    void aSecondLivingBuildIsToldOfTheFirst() throws IOException {
        long first = inAnotherJvm("start", "backend@build", Lifetime.BUILD);

        assertThatThrownBy(() -> portman.start(builds().build()))
                .isInstanceOf(PortHeldException.class)
                .hasMessageContaining("pid " + jvms.get(0).pid())
                .extracting(e -> ((PortHeldException) e).advice())
                .asString()
                .contains("reuse");

        assertThat(LaunchedServer.isAlive(first)).isTrue();
    }

    @Test
    void aKillOfAPortSparesALivingBuildsServerUnlessItIsMeant() throws IOException {
        long builds = inAnotherJvm("start", "backend@build", Lifetime.BUILD);

        assertThatThrownBy(() -> portman.kill(port, project))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("pid " + jvms.get(0).pid());
        assertThat(LaunchedServer.isAlive(builds)).isTrue();

        portman.killAll(List.of(port), List.of(), new KillReach(project, true));
        assertThat(LaunchedServer.isAlive(builds)).isFalse();
    }

    @Test
    void theFileOfPortsForgetsWhatIsStopped() throws IOException {
        StartResult one = portman.start(server("one").build());
        StartResult two = portman.start(server("two").build());
        Path file = project.resolve("logs/portman.env");
        assertThat(file).content().contains("ONE_PORT=", "TWO_PORT=");

        portman.stop(one.record().key(), AS_DESCRIBED);
        assertThat(file)
                .content()
                .doesNotContain("ONE_")
                .contains("TWO_PORT=" + two.record().assigned().port());

        portman.stop(two.record().key(), AS_DESCRIBED);
        assertThat(file).isEmptyFile();
    }

    @Test
    void aStopLeavesABuildsServerThatSomebodyElseUsesUnlessItIsMeant() throws IOException {
        long builds = inAnotherJvm("start", "backend@build", Lifetime.BUILD);
        ServerKey key = new ServerKey(project, "backend", Side.BUILD);

        assertThatThrownBy(() -> portman.stop(key, AS_DESCRIBED))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("pid " + jvms.get(0).pid());
        assertThatThrownBy(() -> portman.stopAll(List.of(key), AS_DESCRIBED)).isInstanceOf(RefusedException.class);
        assertThat(portman.killAll(List.of(), List.of(key), KillReach.of(project))
                        .failure())
                .containsInstanceOf(RefusedException.class);
        assertThat(LaunchedServer.isAlive(builds)).isTrue();

        assertThat(portman.stopEvenUsed(List.of(key), AS_DESCRIBED)).hasSize(1);
        assertThat(LaunchedServer.isAlive(builds)).isFalse();
    }

    /** The build comes when the start has decided, and says that it replaces what has changed. */
    @Test
    void whatABuildJoinsAtTheLastMomentIsNotReplaced() throws Exception {
        long left = inAnotherJvm("start", "backend@build", Lifetime.DETACHED);
        jvms.get(0).destroyForcibly().waitFor();
        Portman late = open(joiningAt(ProgressEvent.Changed.class));

        StartResult persons =
                late.start(asElsewhere().fallback(other).environment(CHANGED).build());

        assertThat(LaunchedServer.isAlive(left)).isTrue();
        assertThat(persons.record().assigned().port()).isEqualTo(other);
    }

    /** The build comes when another one is about to evict the person's server. */
    @Test
    void whatABuildJoinsAtTheLastMomentIsNotEvicted() throws IOException {
        StartResult persons = portman.start(asElsewhere().build());
        Path module = Files.createDirectory(project.resolve("module"));
        Portman late = open(joiningAt(ProgressEvent.Evicting.class));

        StartResult builds = late.start(new SpecBuilder(module, "backend")
                .ofBuild()
                .describedIn(project)
                .port(port)
                .fallback(other)
                .onConflict(OnConflict.EVICT)
                .python(PythonServer.PLAIN)
                .build());

        assertThat(isAlive(persons)).isTrue();
        assertThat(builds.record().assigned().port()).isEqualTo(other);
    }

    private Consumer<ProgressEvent> joiningAt(Class<? extends ProgressEvent> moment) {
        return event -> {
            if (moment.isInstance(event) && joined.compareAndSet(false, true)) {
                try {
                    inAnotherJvm("share", "backend@build", Lifetime.BUILD);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    private SpecBuilder persons() {
        return new SpecBuilder(project, "backend").port(port).fallback(other).python(PythonServer.PLAIN);
    }

    /** As the other JVM describes it. */
    private SpecBuilder asElsewhere() {
        return server("backend").port(port);
    }

    private SpecBuilder builds() {
        return persons().ofBuild();
    }

    /** The pid of the server that it has started, or joined. */
    private long inAnotherJvm(String verb, String name, Lifetime lifetime) throws IOException {
        String answer = answer(inOtherJvm(verb, name, port, lifetime, PythonServer.PLAIN));
        assertThat(answer).matches("(started|shared) \\d+");
        return Long.parseLong(answer.substring(answer.indexOf(' ') + 1));
    }

    private List<Side> sides() {
        return portman.status(project).stream()
                .filter(it -> it.state().isUp())
                .map(ServerStatus::key)
                .map(it -> it.side())
                .toList();
    }
}
