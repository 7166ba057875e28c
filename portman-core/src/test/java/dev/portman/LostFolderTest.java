package dev.portman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.portman.model.Checkup;
import dev.portman.model.Finding;
import dev.portman.model.Hooks;
import dev.portman.model.OnConflict;
import dev.portman.model.ProgressEvent;
import dev.portman.model.RefusedException;
import dev.portman.model.ServerRecord;
import dev.portman.model.ServerSpec;
import dev.portman.model.ServerStatus;
import dev.portman.model.StartResult;
import dev.portman.process.Member;
import dev.portman.testing.LaunchedServer;
import dev.portman.testing.Needs;
import dev.portman.testing.PythonServer;
import dev.portman.testing.SpecBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a server whose project folder is deleted or moved away while it runs. */
class LostFolderTest extends RealServers {

    private static final String WITH_CHILD = "fork(wait); serve(listen())";

    private Path elsewhere;

    @BeforeEach
    void makeAnotherProject() throws IOException {
        elsewhere = Files.createDirectory(project.resolveSibling("elsewhere"));
    }

    @Test
    void aKillElsewhereEndsItAsAWholeAndSaysWhereItWasStarted() throws IOException {
        StartResult started = portman.start(server("backend").python(WITH_CHILD).build());
        List<Member> members = members(started.record());
        delete(project);

        portman.kill(port(started), elsewhere);

        assertThat(members).hasSize(2).noneMatch(it -> LaunchedServer.isAlive(it.pid()));
        assertThat(told(ProgressEvent.LostServer.class))
                .extracting(it -> it.running().key())
                .containsExactly(started.record().key());
        assertThat(told(ProgressEvent.NotShown.class)).isEmpty();
        assertThat(portman.statusOfAll()).isEmpty();
        assertThat(project).doesNotExist();
    }

    @Test
    void whereItRunsIsToldIfItsFolderWasMoved() throws IOException {
        StartResult started = portman.start(server("backend").build());
        Path moved = Files.move(project, project.resolveSibling("moved"));

        portman.kill(port(started), elsewhere);

        assertThat(told(ProgressEvent.LostServer.class))
                .containsExactly(new ProgressEvent.LostServer(started.record(), Optional.of(moved)));
    }

    @Test
    void aFolderThatIsMadeAnewProtectsItAgain() throws IOException {
        StartResult started = portman.start(server("backend").build());
        delete(project);
        Files.createDirectory(project);

        assertRefused(started, "server backend of " + project + ", started to stay; stop it there");
    }

    @Test
    void aFolderThatCannotBeLookedAtProtectsIt() throws IOException {
        StartResult started = portman.start(server("backend").build());
        delete(project);
        Files.createSymbolicLink(project, project);

        assertRefused(started, "server backend of " + project + ", started to stay");
        assertThat(portman.checkup().findings()).noneMatch(Finding.LostServer.class::isInstance);
        assertThat(portman.lost().servers()).isEmpty();
    }

    @Test
    void aFolderThatIsOnlyHiddenFromUsProtectsIt() throws IOException {
        Needs.root();
        List<String> argv = new ArrayList<>(List.of(Needs.tool("unshare").toString(), "--mount"));
        argv.addAll(PythonServer.words(PythonServer.PLAIN));
        StartResult started = portman.start(server("backend").argv(argv).build());
        delete(project);

        assertRefused(started, "server backend of " + project + ", started to stay");
    }

    @Test
    void aLivingBuildKeepsItsServerInAFolderThatItHasDeleted() throws IOException {
        StartResult started = portman.start(server("backend").ofBuild().build());
        delete(project);

        assertRefused(
                started,
                "of a build that is still running (pid "
                        + ProcessHandle.current().pid() + ") in " + project + ", which is gone");
        assertThat(portman.lost().servers()).isEmpty();
    }

    @Test
    void aStartOfAnotherProjectReclaimsItsPort() throws IOException {
        StartResult started = portman.start(server("backend").build());
        delete(project);
        ServerSpec ours = new SpecBuilder(elsewhere, "web")
                .port(port(started))
                .onConflict(OnConflict.RECLAIM)
                .python(PythonServer.PLAIN)
                .build();

        assertThat(port(portman.start(ours))).isEqualTo(port(started));

        assertThat(isAlive(started)).isFalse();
        assertThat(portman.statusOfAll()).extracting(ServerStatus::key).containsExactly(ours.key());
    }

    @Test
    void theDoctorFindsItAndEndsIt() throws IOException {
        StartResult started = portman.start(server("backend").build());
        assertThat(lost(portman.checkup())).isEmpty();
        delete(project);

        Checkup checkup = portman.checkup();
        assertThat(lost(checkup)).hasSize(1);
        assertThat(checkup.servers()).allMatch(ServerStatus::folderGone);

        assertThat(portman.clean(checkup)).containsAll(lost(checkup));
        assertThat(isAlive(started)).isFalse();
        assertThat(portman.checkup().findings()).isEmpty();
    }

    @Test
    void theDoctorLeavesItToWhoeverHasMadeItsFolderAnewMeanwhile() throws IOException {
        StartResult started = portman.start(server("backend").build());
        delete(project);
        Checkup checkup = portman.checkup();
        Files.createDirectory(project);

        assertThat(portman.clean(checkup)).doesNotContainAnyElementsOf(lost(checkup));
        assertThat(isAlive(started)).isTrue();
    }

    @Test
    void oneThatHasEndedIsForgottenWithoutAWord() throws IOException {
        StartResult started = portman.start(server("backend").build());
        delete(project);
        kill(started);

        portman.releaseAll(List.of(started.record().key()), AS_DESCRIBED);

        assertThat(portman.statusOfAll()).isEmpty();
        assertThat(told(ProgressEvent.NotShown.class)).isEmpty();
        assertThat(project).doesNotExist();
    }

    @Test
    void aCheckOfItBringsNoFolderBack() throws IOException {
        ServerSpec spec = server("backend").build();
        portman.start(spec);
        delete(project);

        assertThat(portman.health(List.of(spec)).get(0).state().isUp()).isTrue();

        assertThat(project).doesNotExist();
    }

    @Test
    void whatComesAfterItsStopIsNotRunAndThatIsSaid() throws IOException {
        Hooks hooks = new Hooks(List.of(), List.of(List.of("/bin/true")), Duration.ofSeconds(30));
        StartResult started = portman.start(server("backend").hooks(hooks).build());
        delete(project);

        portman.stop(started.record().key(), AS_DESCRIBED);

        assertThat(told(ProgressEvent.RunningHook.class)).isEmpty();
        assertThat(told(ProgressEvent.HookFailed.class))
                .extracting(ProgressEvent.HookFailed::how)
                .containsExactly("was not run: its folder " + project + " is gone");
        assertThat(isAlive(started)).isFalse();
    }

    @Test
    void aStrangerOnAPortOfItIsNotTakenForIt() throws IOException {
        StartResult started = portman.start(server("backend").build());
        delete(project);

        assertThat(portman.lostAmong(portman.holders(port(started))))
                .containsOnlyKeys(pid(started))
                .containsValue(started.record().key());
        kill(started);
        fixtures.python(
                "s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)\n"
                        + "s.bind(('127.0.0.1', int(sys.argv[1]))); s.listen(); ready(); wait()",
                port(started));

        assertThat(portman.lostAmong(portman.holders(port(started)))).isEmpty();
    }

    private void assertRefused(StartResult started, String why) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> portman.kill(port(started), elsewhere))
                .withMessageContaining(why);
        assertThat(isAlive(started)).isTrue();
    }

    private static List<Finding> lost(Checkup checkup) {
        return checkup.findings().stream()
                .filter(Finding.LostServer.class::isInstance)
                .toList();
    }

    private <T extends ProgressEvent> List<T> told(Class<T> kind) {
        return told.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static int port(StartResult started) {
        ServerRecord record = started.record();
        return record.assigned().port();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
