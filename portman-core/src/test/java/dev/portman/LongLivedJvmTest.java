package dev.portman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.portman.model.Lifetime;
import dev.portman.model.OnConflict;
import dev.portman.model.ServerFailedException;
import dev.portman.model.ServerRecord;
import dev.portman.model.ServerSpec;
import dev.portman.model.Stopping;
import dev.portman.testing.Guardians;
import dev.portman.testing.JvmFork;
import dev.portman.testing.PythonServer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A JVM that outlives its builds, as mvnd or an IDE does, keeps nothing of them. */
class LongLivedJvmTest extends RealServers {

    private Means means;

    @BeforeEach
    void openMeans() {
        means = TestMeans.of(state, table, Machine.ours().finder(), told::add);
    }

    @Test
    void fiftySessionsLeaveNothing() throws Exception {
        assertThat(JvmFork.of(ManySessions.class).within(Duration.ofMinutes(5)).run(state, project))
                .isEmpty();
    }

    @Test
    void theGuardianGoesWithTheLastServerThatNeedsIt() {
        ServerRecord first = portman.start(ofBuild("first")).record();
        ServerRecord second = portman.start(ofBuild("second")).record();
        long guardian = guardians().get(0);

        portman.releaseStarts(List.of(first), AS_DESCRIBED);
        assertThat(guardians()).containsExactly(guardian);

        portman.releaseStarts(List.of(second), AS_DESCRIBED);
        await().until(() -> guardians().isEmpty());

        ServerRecord third = portman.start(ofBuild("first")).record();
        assertThat(guardians()).hasSize(1).doesNotContain(guardian);
        portman.stopStarts(List.of(third), Optional.of(Stopping.atOnce()));
        await().until(() -> guardians().isEmpty());
    }

    @Test
    void oneThatIsJoinedNeedsItUntilItIsReleased() throws Exception {
        ServerSpec shared = ofBuild("shared");
        Process other = inOtherJvm("start", "shared", shared.port().preferred(), Lifetime.BUILD, PythonServer.PLAIN);
        assertThat(answer(other)).startsWith("started");
        ServerRecord joined = portman.start(server("shared")
                        .port(shared.port().preferred())
                        .lifetime(Lifetime.BUILD)
                        .onConflict(OnConflict.REUSE)
                        .build())
                .record();
        assertThat(guardians()).hasSize(1);

        portman.releaseStarts(List.of(joined), AS_DESCRIBED);

        await().until(() -> guardians().isEmpty());
        assertThat(portman.status(project)).hasSize(1);
    }

    @Test
    void aStartThatFailsLeavesNoGuardian() {
        ServerSpec failing = server("failing")
                .lifetime(Lifetime.BUILD)
                .python(PythonServer.FAILS)
                .build();

        assertThatThrownBy(() -> portman.start(failing)).isInstanceOf(ServerFailedException.class);

        await().until(() -> guardians().isEmpty());
    }

    @Test
    void oneThatIsGoneIsReplacedByTheNextStart() {
        ServerRecord first = portman.start(ofBuild("first")).record();
        long guardian = guardians().get(0);
        ProcessHandle.of(guardian).orElseThrow().destroyForcibly();
        await().until(() -> guardians().isEmpty());

        ServerRecord second = portman.start(ofBuild("second")).record();

        assertThat(guardians()).hasSize(1);
        portman.releaseStarts(List.of(first, second), AS_DESCRIBED);
    }

    /** The start has made sure of the guardian, and not yet written down what it is for. */
    @Test
    void aStartThatIsUnderWayKeepsIt() throws Exception {
        ServerRecord first = portman.start(ofBuild("first")).record();
        ServerRecord saved = means.memory().registry().find(first.key()).orElseThrow();
        long guardian = guardians().get(0);
        Thread dismissal = new Thread(() -> BuildGuard.dismissUnlessNeeded(means.memory(), table));

        means.memory().leases().exclusively("start", () -> {
            means.memory().registry().forget(first.key());
            BuildGuard.watch(table.self(), state);
            dismissal.start();
            await().until(() -> dismissal.getState() == Thread.State.TIMED_WAITING || !dismissal.isAlive());
            means.memory().registry().save(saved);
            return Boolean.TRUE;
        });
        dismissal.join();

        assertThat(guardians()).containsExactly(guardian);
        portman.releaseStarts(List.of(first), AS_DESCRIBED);
        await().until(() -> guardians().isEmpty());
    }

    private ServerSpec ofBuild(String name) {
        return server(name).lifetime(Lifetime.BUILD).build();
    }

    private List<Long> guardians() {
        return Guardians.ofThisJvm(state);
    }
}
