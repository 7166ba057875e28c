package dev.portman.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.model.AfterEnd;
import dev.portman.model.Holders;
import dev.portman.model.JudgedHolder;
import dev.portman.model.OnConflict;
import dev.portman.model.PortConflict;
import dev.portman.model.PortState;
import dev.portman.model.ProcessIdentity;
import dev.portman.model.ProgressEvent;
import dev.portman.model.ServerState;
import dev.portman.model.ServerStatus;
import dev.portman.model.StartResult;
import dev.portman.model.StopResult;
import dev.portman.model.StopSignal;
import dev.portman.model.Stopping;
import dev.portman.model.Termination;
import dev.portman.model.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventTextTest {

    private static final Verdict PROTECTED = new Verdict.Refused("a protected process", true);

    @Test
    void tellsOfAnEviction() {
        assertSaid(
                new ProgressEvent.Evicting(8000, Optional.of("backend"), Samples.python(), Stopping.defaults()),
                "Stopping pid 4242 (python3) to free port 8000 for backend: SIGTERM, then SIGKILL after 10 s.");
        assertSaid(
                new ProgressEvent.Evicting(8000, Optional.empty(), Samples.python(), Stopping.atOnce()),
                "Stopping pid 4242 (python3) to free port 8000: SIGKILL.");
        assertSaid(
                evicted(Termination.How.GRACEFUL, 200),
                "Port 8000 is held by pid 4242 (python3, user anna, since 14:02, in ~/old): http.server 8000. Stopped it"
                        + " (SIGTERM, 0.2 s).");
        assertSaid(
                evicted(Termination.How.FORCED, 10_240),
                "Port 8000 is held by pid 4242 (python3, user anna, since 14:02, in ~/old): http.server 8000. Stopped it by"
                        + " force (SIGKILL, 10.2 s).");
        assertSaid(
                evicted(Termination.How.ALREADY_GONE, 0),
                "Port 8000 is held by pid 4242 (python3, user anna, since 14:02, in ~/old): http.server 8000. It went by"
                        + " itself.");
        assertSaid(
                evicted(Termination.How.INCOMPLETE, 12_000),
                "Port 8000 is held by pid 4242 (python3, user anna, since 14:02, in ~/old): http.server 8000. It could not"
                        + " be stopped: it survived SIGKILL (12 s).");
    }

    @Test
    void warnsOfASupervisor() {
        assertSaid(
                new ProgressEvent.Respawned(8000, Samples.python(), "pid 4200 (supervisord)", true),
                "Port 8000 was taken again by pid 4242 (python3): pid 4200 (supervisord) starts it anew, so that one is asked to"
                        + " end as well.");
    }

    @Test
    void warnsOfAFallbackFromAProtectedProcess() {
        assertSaid(
                falling(new JudgedHolder(Samples.sshd(), JudgedHolder.Relation.STRANGER, PROTECTED), false),
                "Port 8000 is held by pid 77 (sshd): not stopped, it is a protected process. Using 8001 for backend (policy reclaim); set"
                        + " <onConflict>fail</onConflict> to refuse fallbacks.");
    }

    @Test
    void warnsOfAFallbackThatThePolicyChose() {
        JudgedHolder allowed =
                new JudgedHolder(Samples.python(), JudgedHolder.Relation.STRANGER, new Verdict.Allowed());
        assertSaid(
                falling(allowed, false),
                "Port 8000 is held by pid 4242 (python3, user anna, since 14:02, in ~/old): http.server 8000; left alone."
                        + " Using 8001 for backend (policy reclaim); set <onConflict>evict</onConflict> to stop it, or"
                        + " <onConflict>fail</onConflict> to refuse fallbacks.");
        assertSaid(
                falling(allowed, true),
                "Port 8000 is still held by pid 4242 (python3, user anna, since 14:02, in ~/old): http.server 8000; the port"
                        + " could not be freed. Using 8001 for backend (policy reclaim); set <onConflict>fail</onConflict> to refuse"
                        + " fallbacks.");
    }

    @Test
    void tellsWhatWasSpared() {
        assertSaid(
                new ProgressEvent.SparedProcess(new Termination.Spared(77, "sshd", (Verdict.Refused) PROTECTED)),
                "Left alone pid 77 (sshd): it is a protected process. If it may go: -Dportman.allow=77.");
        assertSaid(
                new ProgressEvent.SparedProcess(
                        new Termination.Spared(1, "init", new Verdict.Refused("the first process", false))),
                "Left alone pid 1 (init): it is the first process.");
    }

    @Test
    void tellsWhatAFailureMeansForTheOthers() {
        assertSaid(
                new ProgressEvent.StartAbandoned("api", List.of("db", "cache"), List.of("web")),
                "api failed. Stopping again what this start began: db, cache. Not started: web.");
        assertSaid(new ProgressEvent.StartAbandoned("api", List.of(), List.of("web")), "api failed. Not started: web.");
        assertSaid(
                new ProgressEvent.NothingDone(List.of("api")),
                "Nothing was done, since not all of it can be: api is left as before.");
        assertSaid(
                new ProgressEvent.NothingDone(List.of("api", "port 8000")),
                "Nothing was done, since not all of it can be: api, port 8000 are left as before.");
    }

    @Test
    void tellsWhatChangesOnTheDiskMean() {
        assertSaid(
                new ProgressEvent.FilesChanged("api", List.of(Path.of("src/a.py"))),
                "api: src/a.py has changed. Starting it anew.");
        assertSaid(
                new ProgressEvent.FilesChanged(
                        "api",
                        IntStream.range(0, 12).mapToObj(it -> Path.of("f" + it)).toList()),
                "api: f0, f1, f2, f3, f4, f5, f6, f7, f8, f9 and 2 more have changed. Starting it anew.");
        assertSaid(new ProgressEvent.Undescribed(List.of("api")), "api is not described any more. Stopping it.");
        assertSaid(
                new ProgressEvent.Undescribed(List.of("api", "web")),
                "api, web are not described any more. Stopping them.");
        assertSaid(
                new ProgressEvent.DescriptionRefused(Path.of("/p/portman.yaml")),
                "/p/portman.yaml is not taken over as it is now; what runs is left alone until it is corrected.");
        assertSaid(
                new ProgressEvent.Watching(Path.of("/p/portman.yaml"), 1),
                "Watching /p/portman.yaml and 1 file; Ctrl-C ends.");
        assertSaid(
                new ProgressEvent.WatchedSlowly("User limit of inotify watches reached"),
                "The system does not tell of changes in all watched folders (User limit of inotify watches reached), so they"
                        + " are looked at once a second.");
    }

    @Test
    void tellsHowAServerEndedAndWhatFollows() {
        assertSaid(ended(OptionalInt.empty(), new AfterEnd.Stays()), "api has ended.");
        assertSaid(ended(OptionalInt.of(0), new AfterEnd.Stays()), "api ended with exit code 0.");
        assertSaid(ended(OptionalInt.of(128 + 15), new AfterEnd.Stays()), "api was ended by signal 15.");
        assertSaid(
                ended(OptionalInt.of(3), new AfterEnd.Again(2, 5, Duration.ofSeconds(2))),
                "api ended with exit code 3. Starting it again in 2 s (2 of 5).");
        assertSaid(
                ended(OptionalInt.empty(), new AfterEnd.Again(2, 5, Duration.ofSeconds(2))),
                "api could not be started. Starting it again in 2 s (2 of 5).");
        assertSaid(
                ended(OptionalInt.of(128 + 9), new AfterEnd.GivenUp(5)),
                "api was ended by signal 9. It is not started again: that was done 5 times in a row.");
        assertSaid(
                ended(OptionalInt.of(1), new AfterEnd.InVain(OptionalInt.of(8000))),
                "api ended with exit code 1. It is not started again: port 8000 is in use.");
        assertSaid(
                ended(OptionalInt.empty(), new AfterEnd.InVain(OptionalInt.empty())),
                "api could not be started. It is not started again: that would fail in the same way.");
        assertSaid(
                ended(OptionalInt.empty(), new AfterEnd.Taken()),
                "api has ended. It is not started again: somebody else stopped or replaced it.");
    }

    private static ProgressEvent ended(OptionalInt exitCode, AfterEnd next) {
        return new ProgressEvent.Ended(
                "api", exitCode.isPresent() ? Optional.of(exitCode.getAsInt()) : Optional.empty(), next);
    }

    @Test
    void tellsWhatRunsAroundAServer() {
        assertSaid(
                new ProgressEvent.RunningHook("api", true, List.of("flyway", "--password", "s3cret", "migrate")),
                "Running before the start of api: flyway --password *** migrate.");
        assertSaid(
                new ProgressEvent.RunningHook("api", false, List.of("rm", "x")),
                "Running after the stop of api: rm x.");
        assertSaid(
                new ProgressEvent.HookFailed("api", List.of("rm", "x"), "ended with exit code 1"),
                "rm x, which comes after the stop of api, ended with exit code 1.");
    }

    @Test
    void tellsWhatHasChanged() {
        assertSaid(
                new ProgressEvent.Changed("api", List.of("command", "the place of db", "variable DEBUG")),
                "api has changed since it was started: command, the place of db, variable DEBUG. Starting it anew.");
        List<String> many =
                IntStream.range(100, 113).mapToObj(it -> "variable A" + it).toList();
        assertSaid(
                new ProgressEvent.Changed("api", many),
                "api has changed since it was started: " + String.join(", ", many.subList(0, 10))
                        + " and 3 more. Starting it anew.");
    }

    @Test
    void tellsTheLifeOfAServer() {
        ServerStatus running = ServerStatus.of(Samples.backend(), ServerState.RUNNING);
        assertSaid(
                new ProgressEvent.Launched(Samples.backend()),
                "Launched backend (pid 4300, port 8001); its log is ~/shop/logs/backend.log.");
        assertSaid(
                new ProgressEvent.Waiting("backend", "http /health: connection refused", Duration.ofMillis(5020)),
                "backend is not ready after 5.02 s; waiting for http /health: connection refused.");
        assertSaid(
                new ProgressEvent.Ready(StartResult.started(running)),
                "backend is ready on http://127.0.0.1:8001 after 2.31 s, usually 1.90 s.");
        assertSaid(
                new ProgressEvent.Ready(StartResult.found(running, true)),
                "backend is running already on http://127.0.0.1:8001 (pid 4300, since 14:02); kept it.");
        assertSaid(
                new ProgressEvent.LeftRunning(Samples.backend(), List.of()),
                "backend is left running on port 8001: it was started to stay.");
        ProcessIdentity other = new ProcessIdentity(77, 1, "boot", "ns", 1000);
        assertSaid(
                new ProgressEvent.LeftRunning(Samples.backend(), List.of(other)),
                "backend is left running on port 8001: it runs for another build (pid 77).");
        assertSaid(
                new ProgressEvent.LeftRunning(Samples.backend(), List.of(other, other)),
                "backend is left running on port 8001: it runs for other builds (pids 77, 77).");
        assertSaid(
                new ProgressEvent.StoppingServer(
                        Samples.backend(),
                        new Stopping(Duration.ofMillis(500), StopSignal.QUIT, List.of()),
                        List.of(other)),
                "Stopping backend (pid 4300, port 8001): SIGQUIT, then SIGKILL after 0.5 s. It is in use by another build"
                        + " (pid 77).");
        assertSaid(
                new ProgressEvent.StoppingServer(
                        Samples.backend(),
                        new Stopping(Duration.ofMinutes(2), StopSignal.TERM, List.of("nginx")),
                        List.of()),
                "Stopping backend (pid 4300, port 8001): its stop command, then SIGKILL after 2 min.");
    }

    @Test
    void tellsHowAServerWasStopped() {
        assertSaid(stopped(Termination.How.GRACEFUL), "backend is stopped, after 0.2 s.");
        assertSaid(stopped(Termination.How.FORCED), "backend is stopped by force (SIGKILL), after 0.2 s.");
        assertSaid(stopped(Termination.How.ALREADY_GONE), "backend was not running.");
        assertSaid(
                stopped(Termination.How.INCOMPLETE),
                "backend could not be stopped: pid 4242 survived SIGKILL (0.2 s).");
    }

    @Test
    void tellsOfRecordsThatAreNotBelievedOrStale() {
        Path file = Path.of("/home/anna/.local/state/portman/x/backend-1.json");
        assertSaid(
                new ProgressEvent.RecordRefused(file, "it is empty", Path.of(file + ".refused-1")),
                "Record ~/.local/state/portman/x/backend-1.json is not believed, nothing was done on its word: it is empty."
                        + " It was moved to backend-1.json.refused-1.");
        assertSaid(
                new ProgressEvent.RecordRefused(file, "it is new", file),
                "Record ~/.local/state/portman/x/backend-1.json is not believed, nothing was done on its word: it is new."
                        + " It was left in place.");
        assertSaid(
                new ProgressEvent.RecordDropped(Samples.backend(), "its process is gone"),
                "Forgot backend (pid 4300, port 8001): its process is gone.");
    }

    private static void assertSaid(ProgressEvent event, String line) {
        assertThat(new EventText(Samples.WORDS).of(event)).containsExactly(line);
    }

    private static ProgressEvent evicted(Termination.How how, long millis) {
        return new ProgressEvent.Evicted(8000, Samples.python(), Stopping.defaults(), termination(how, millis));
    }

    private static ProgressEvent stopped(Termination.How how) {
        return new ProgressEvent.StoppedServer(new StopResult(Samples.backend().key(), termination(how, 200)));
    }

    private static Termination termination(Termination.How how, long millis) {
        return new Termination(
                how,
                Duration.ofMillis(millis),
                List.of(),
                how == Termination.How.INCOMPLETE ? List.of(Samples.identity(4242)) : List.of());
    }

    private static ProgressEvent falling(JudgedHolder judged, boolean evictionTried) {
        return new ProgressEvent.FallingBack(
                Samples.backend().key(),
                OnConflict.RECLAIM,
                8001,
                new PortConflict(
                        8000,
                        PortState.LISTENING,
                        new Holders.Known(List.of(judged.holder())),
                        List.of(judged),
                        evictionTried));
    }
}
