package dev.portman;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.holder.HolderFinder;
import dev.portman.model.PortState;
import dev.portman.model.ProcessIdentity;
import dev.portman.model.ProgressEvent;
import dev.portman.model.ServerSpec;
import dev.portman.model.ServerState;
import dev.portman.model.StartResult;
import dev.portman.model.Termination.How;
import dev.portman.testing.FreePort;
import dev.portman.testing.JvmFork;
import dev.portman.testing.LaunchedServer;
import dev.portman.testing.Needs;
import dev.portman.testing.OverlaidTable;
import dev.portman.testing.PythonProcess;
import dev.portman.testing.PythonServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that go to the background, though nobody said that they do. */
class DaemonStartTest extends RealServers {

    private static final String ENDS_AT_ONCE = "\"$@\" & ";

    private final List<Long> daemons = new ArrayList<>();

    /** What is not proven to be of any server is found by nobody else. */
    @AfterEach
    void endDaemons() {
        daemons.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    }

    @Test
    void oneThatLosesEveryTieButItsMarkIsAdoptedSeenAndStopped() throws IOException {
        Needs.tool("prlimit");
        ServerSpec spec = server("backend").python(PythonServer.DAEMON).build();

        StartResult started = portman.start(spec);

        long daemon = daemon();
        assertThat(told).noneMatch(ProgressEvent.Unmarked.class::isInstance);
        assertThat(table.cookie(daemon)).isEmpty();
        assertThat(table.mark(daemon)).isEqualTo(started.record().mark()).isPresent();
        assertIsServedBy(daemon, spec, started);
        assertStops(spec, daemon);
    }

    @Test
    void withoutAMarkItsPortIsNamedAndNothingMoreIsLaunched() throws Exception {
        int port = FreePort.any();
        String prlimit = Needs.tool("prlimit").toString();

        String answer = JvmFork.of(CountedStart.class)
                .under(prlimit, "--locks=1000:1000")
                .run(state, project, port, FreePort.any(), PythonServer.DAEMON, 20_000);

        long daemon = daemon();
        assertThat(LaunchedServer.isAlive(daemon)).as("left alone").isTrue();
        assertThat(answer)
                .startsWith("launched 1, unmarked 1, exit 1: backend ended with exit code 0")
                .contains("Port " + port + " is held now by pid " + daemon + " (python3")
                .contains("which may or may not be a part of it, and was left alone. So nothing more was started.")
                .contains("start it in the foreground");
        assertThat(portman.status(project)).isEmpty();
    }

    @Test
    void whereNoMarkCanBeSetAnOrdinaryServerIsStartedAndStopped() throws Exception {
        int port = FreePort.any();
        String prlimit = Needs.tool("prlimit").toString();

        String answer = JvmFork.of(CountedStart.class)
                .under(prlimit, "--locks=1000:1000")
                .run(state, project, port, FreePort.any(), PythonServer.PLAIN, 20_000);

        assertThat(answer).matches("launched 1, unmarked 1, started \\d+");
        long pid = Long.parseLong(answer.substring(answer.lastIndexOf(' ') + 1));
        assertThat(portman.status(project)).singleElement().satisfies(status -> {
            assertThat(status.pid()).contains(pid);
            assertThat(status.record().orElseThrow().mark()).isEmpty();
        });
        assertThat(portman.stop(server("backend").build().key(), AS_DESCRIBED)
                        .termination()
                        .how())
                .isEqualTo(How.GRACEFUL);
        assertThat(LaunchedServer.isAlive(pid)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {PythonServer.PLAIN, "time.sleep(0.3)\n" + PythonServer.PLAIN, PythonServer.DAEMON})
    void aShellThatEndsAtOnceDoesNotHideWhatItStarted(String code) throws IOException {
        ServerSpec spec = inBackground("say('daemon', os.getpid())\n" + code);

        StartResult started = portman.start(spec);

        long serving = serving(spec);
        daemons.add(serving);
        assertIsServedBy(serving, spec, started);
        assertStops(spec, serving);
    }

    @Test
    void oneWhoseFirstProcessEndsBeforeAnybodyHasSeenItIsAdopted() throws IOException {
        ServerSpec spec = inBackground("say('daemon', os.getpid())\n" + PythonServer.PLAIN);
        Means means = TestMeans.of(
                state,
                new OverlaidTable() {
                    @Override
                    public Optional<ProcessIdentity> identity(long pid) {
                        long self = self().pid();
                        boolean ourChild =
                                row(pid).filter(it -> it.parent() == self).isPresent();
                        return ourChild ? Optional.empty() : super.identity(pid);
                    }
                },
                HolderFinder.forThisSystem(),
                told::add);

        StartResult started = new StartAttempt(
                        spec,
                        new Surrounding(Set.of(), Map.of()),
                        means,
                        new Replacements(new JointPlan(List.of(), List.of()), means))
                .run()
                .orElseThrow();

        assertThat(launched())
                .singleElement()
                .satisfies(it -> assertThat(it.leader()).isEmpty());
        assertIsServedBy(daemon(), spec, started);
        assertStops(spec, daemon());
    }

    @Test
    void whereMarksCannotBeReadAnOrdinaryServerIsStartedAndStopped() {
        ServerSpec spec = server("backend").build();
        Means means = TestMeans.of(
                state,
                new OverlaidTable() {
                    @Override
                    public OptionalLong mark(long pid) {
                        return OptionalLong.empty();
                    }
                },
                HolderFinder.forThisSystem(),
                told::add);

        StartResult started = new StartAttempt(
                        spec,
                        new Surrounding(Set.of(), Map.of()),
                        means,
                        new Replacements(new JointPlan(List.of(), List.of()), means))
                .run()
                .orElseThrow();

        assertThat(means.stopper()
                        .stop(started.record(), spec.stopping())
                        .termination()
                        .how())
                .isEqualTo(How.GRACEFUL);
        assertThat(isAlive(started)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {PythonServer.PLAIN, PythonServer.DAEMON})
    void oneWhoseMarkAnotherRootProcessHasChangedIsSeenAndStopped(String code) throws Exception {
        String prlimit = Needs.tool("prlimit").toString();
        ServerSpec spec = server("backend").python(code).build();
        StartResult started = portman.start(spec);
        long pid = pid(started);
        long other = started.record().mark().orElseThrow() / 2;

        assertThat(new ProcessBuilder(prlimit, "--pid", Long.toString(pid), "--locks=" + other + ":" + other)
                        .start()
                        .waitFor())
                .isZero();

        assertThat(table.mark(pid)).hasValue(other);
        assertIsServedBy(pid, spec, started);
        assertStops(spec, pid);
    }

    @Test
    void theStrangerWhomAPidFileNamesLives() throws IOException {
        PythonProcess stranger = fixtures.python("ready(); wait()");
        Files.writeString(project.resolve("daemon.pid"), stranger.pid() + "\n");
        ServerSpec spec = server("backend").python(PythonServer.DAEMON).build();
        StartResult started = portman.start(spec);
        Path shown = project.resolve("logs/backend.pid");
        assertThat(shown).hasContent(Long.toString(daemon()));

        Files.writeString(shown, stranger.pid() + "\n");

        assertThat(portman.status(project))
                .singleElement()
                .satisfies(status -> assertThat(status.pid()).contains(daemon()));
        StartResult again = portman.start(spec);
        assertThat(isAlive(started)).isFalse();
        Files.writeString(shown, stranger.pid() + "\n");
        assertThat(portman.kill(spec.port().preferred(), project).killed())
                .singleElement()
                .satisfies(it -> assertThat(it.pid()).isEqualTo(pid(again)));
        assertThat(LaunchedServer.isAlive(stranger.pid())).isTrue();
    }

    private void assertIsServedBy(long serving, ServerSpec spec, StartResult started) throws IOException {
        assertThat(started.status().state()).isEqualTo(ServerState.RUNNING);
        assertThat(started.status().pid()).contains(serving);
        assertThat(portman.status(project)).singleElement().satisfies(status -> {
            assertThat(status.state()).isEqualTo(ServerState.RUNNING);
            assertThat(status.pid()).contains(serving);
            assertThat(status.record().orElseThrow().leader().orElseThrow().pid())
                    .isEqualTo(serving);
        });
        assertThat(project.resolve("logs/" + spec.name() + ".pid")).hasContent(Long.toString(serving));
    }

    private void assertStops(ServerSpec spec, long serving) {
        assertThat(portman.stop(spec.key(), AS_DESCRIBED).termination().how()).isEqualTo(How.GRACEFUL);
        assertThat(LaunchedServer.isAlive(serving)).isFalse();
        assertThat(portman.probe(spec.port().preferred())).isEqualTo(PortState.FREE);
        assertThat(portman.status(project)).isEmpty();
    }

    private ServerSpec inBackground(String code) {
        List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", ENDS_AT_ONCE, "sh"));
        words.addAll(PythonServer.words(code));
        return server("backend").argv(words).build();
    }

    private long serving(ServerSpec spec) {
        return portman.holders(spec.port().preferred()).visibleHolders().get(0).pid();
    }

    /** The last one that has said so. */
    private long daemon() {
        List<Long> said = log("backend").stream()
                .filter(line -> line.startsWith("daemon "))
                .map(line -> Long.valueOf(line.substring("daemon ".length())))
                .toList();
        daemons.addAll(said);
        return said.get(said.size() - 1);
    }
}
