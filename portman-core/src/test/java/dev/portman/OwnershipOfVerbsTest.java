package dev.portman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.portman.model.CheckResult;
import dev.portman.model.Finding;
import dev.portman.model.Lifetime;
import dev.portman.model.OnConflict;
import dev.portman.model.PortHeldException;
import dev.portman.model.ProcessIdentity;
import dev.portman.model.RefusedException;
import dev.portman.model.ServerRecord;
import dev.portman.model.ServerSpec;
import dev.portman.model.ServerState;
import dev.portman.model.ServerStatus;
import dev.portman.model.StartResult;
import dev.portman.process.Member;
import dev.portman.testing.FreePort;
import dev.portman.testing.LaunchedServer;
import dev.portman.testing.PythonProcess;
import dev.portman.testing.SpecBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Every verb asks the one place that tells whose a process is: of a daemon that has cut off every tie but its mark, and of a stranger on
 * a port that a server had. Each test fails where that place answers "nobody's" or "ours" to every question.
 */
class OwnershipOfVerbsTest extends RealServers {

    /** Its worker holds no socket, so that whoever takes the listener for a stranger leaves the worker behind. */
    private static final String DAEMON = """
            def daemon():
                os.setsid()
                os.fork() and os._exit(0)
                forget_environment()
                s = listen()
                fork(lambda: (s.close(), wait()))
                serve(s)
            os.fork() or daemon()
            """;

    private static final String TAKES_A_PORT = """
            s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            s.bind(('127.0.0.1', int(sys.argv[1]))); s.listen(); ready(); wait()""";

    @Test
    void aStartReplacesItsOwnPreviousRunAsAWhole() {
        ServerSpec spec = server("backend").python(DAEMON).build();
        List<Member> first = members(portman.start(spec).record());
        assertThat(first).hasSize(2);

        StartResult second = portman.start(spec);

        assertThat(first).noneMatch(it -> LaunchedServer.isAlive(it.pid()));
        assertThat(second.record().assigned().port()).isEqualTo(spec.port().preferred());
    }

    @Test
    void aStartEvictsNoServerOfAnotherProject() throws IOException {
        StartResult theirs = portman.start(server("backend").python(DAEMON).build());
        int next = FreePort.any();
        ServerSpec ours = new SpecBuilder(otherProject(), "backend")
                .port(port(theirs))
                .fallback(next)
                .onConflict(OnConflict.EVICT)
                .python("serve(listen())")
                .build();

        assertThat(portman.start(ours).record().assigned().port()).isEqualTo(next);

        assertThat(members(theirs.record())).hasSize(2);
        assertThat(accepts(port(theirs))).isTrue();
    }

    @Test
    void aKillTakesTheWholeServerOfTheFolder() {
        StartResult started = portman.start(server("backend").python(DAEMON).build());
        List<Member> members = members(started.record());

        portman.kill(port(started), project);

        assertThat(members).hasSize(2).noneMatch(it -> LaunchedServer.isAlive(it.pid()));
        assertThat(portman.status(project)).isEmpty();
    }

    @Test
    void aKillRefusesTheServerOfAnotherFolder() throws IOException {
        StartResult theirs = portman.start(server("backend").python(DAEMON).build());
        Path elsewhere = otherProject();

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> portman.kill(port(theirs), elsewhere))
                .withMessageContaining("server backend of " + project);

        assertThat(members(theirs.record())).hasSize(2);
    }

    @Test
    void aStopLeavesTheServerOfAnotherProjectThatDescendsFromThisOne() throws IOException {
        StartResult outer =
                portman.start(server("outer").python("""
                def inner():
                    os.setsid(); forget_environment(); s = listen(int(sys.argv[1])); say('inner'); serve(s)
                say('child', fork(inner)); serve(listen())
                """, FreePort.any()).build());
        long pid = Long.parseLong(awaitWord("outer", "child"));
        recordAs("inner", table.identity(pid).orElseThrow(), outer.record());

        portman.stop(outer.record().key(), AS_DESCRIBED);

        assertThat(LaunchedServer.isAlive(pid)).isTrue();
        assertThat(isAlive(outer)).isFalse();
    }

    @Test
    void theStatusIsThatOfTheServerAndOfNobodyElseOnItsPort() {
        StartResult started = portman.start(server("backend").python(DAEMON).build());
        assertThat(portman.status(project)).extracting(ServerStatus::state).containsExactly(ServerState.RUNNING);

        endAll(started);
        stranger(port(started));

        assertThat(portman.status(project)).extracting(ServerStatus::state).containsExactly(ServerState.EXITED);
    }

    @Test
    void theStatusOfADaemonWhoseMasterHasEndedIsThatOfWhatIsLeft() {
        ServerSpec spec = server("backend").python(DAEMON).build();
        StartResult started = portman.start(spec);

        kill(started);

        assertThat(portman.status(project)).singleElement().satisfies(status -> {
            assertThat(status.state()).isEqualTo(ServerState.UNHEALTHY);
            assertThat(status.pid()).contains(members(started.record()).get(0).pid());
        });
    }

    @Test
    void theHealthOfAServerIsNotThatOfAStrangerOnItsPort() {
        ServerSpec spec = server("backend").python(DAEMON).build();
        StartResult started = portman.start(spec);
        assertThat(portman.health(List.of(spec)).get(0).state()).isEqualTo(ServerState.RUNNING);

        // The worker lives on, so that there is something to be asked.
        kill(started);
        stranger(port(started));

        ServerStatus status = portman.health(List.of(spec)).get(0);
        assertThat(status.state()).isEqualTo(ServerState.UNHEALTHY);
        assertThat(status.record().orElseThrow().report().checks())
                .extracting(CheckResult::ok, CheckResult::check)
                .contains(tuple(false, "port " + port(started)));
    }

    @Test
    void theDoctorFindsAServerThatHasEndedAndNoneThatLives() {
        StartResult started = portman.start(server("backend").python(DAEMON).build());
        kill(started);
        assertThat(ended()).isEmpty();

        endAll(started);
        stranger(port(started));

        assertThat(ended()).containsExactly(started.record().key().name());
    }

    @Test
    void theReaperEndsWhatABuildHasLeftAndNothingElse() {
        ServerSpec spec =
                server("backend").lifetime(Lifetime.BUILD).python(DAEMON).build();
        StartResult started = portman.start(spec);
        List<Member> members = members(started.record());
        kill(started);
        PythonProcess stranger = stranger(port(started));
        abandon(started.record());

        assertThatExceptionOfType(PortHeldException.class).isThrownBy(portman::reapAbandoned);

        assertThat(members).noneMatch(it -> LaunchedServer.isAlive(it.pid()));
        assertThat(LaunchedServer.isAlive(stranger.pid())).isTrue();
    }

    @Test
    void aPortIsLeasedAsLongAsAnythingOfItsServerLives() throws IOException {
        StartResult theirs = portman.start(server("backend").python(DAEMON).build());
        kill(theirs);
        int next = FreePort.any();
        ServerSpec ours = new SpecBuilder(otherProject(), "backend")
                .port(port(theirs))
                .fallback(next)
                .python("serve(listen())")
                .build();
        assertThat(portman.start(ours).record().assigned().port()).isEqualTo(next);

        endAll(theirs);

        assertThat(portman.start(ours).record().assigned().port()).isEqualTo(port(theirs));
    }

    private List<String> ended() {
        return portman.checkup().findings().stream()
                .filter(Finding.EndedServer.class::isInstance)
                .map(it -> ((Finding.EndedServer) it).record().key().name())
                .toList();
    }

    private Path otherProject() throws IOException {
        Path other = project.resolveSibling("other");
        return Files.isDirectory(other) ? other : Files.createDirectory(other);
    }

    private PythonProcess stranger(int port) {
        return fixtures.python(TAKES_A_PORT, port);
    }

    private static int port(StartResult started) {
        return started.record().assigned().port();
    }

    private void endAll(StartResult started) {
        List<Member> members = members(started.record());
        end(started.record());
        await().until(() -> members.stream().noneMatch(it -> LaunchedServer.isAlive(it.pid())));
    }

    private String awaitWord(String server, String word) {
        return await().until(
                        () -> log(server).stream()
                                .filter(line -> line.startsWith(word + " "))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow()
                .substring(word.length() + 1);
    }

    /** As if the process had been launched by a portman of its own, in another folder. */
    private void recordAs(String name, ProcessIdentity leader, ServerRecord like) throws IOException {
        RecordedServers.keep(state, RecordedServers.other(otherProject(), name, leader, like));
    }

    /** As if the build that started it had ended. */
    private void abandon(ServerRecord record) {
        RecordedServers.keep(state, record.usedBy(List.of()));
    }
}
