package dev.portman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.portman.internal.ownership.ServerTree;
import dev.portman.model.Allowances;
import dev.portman.model.InvalidInputException;
import dev.portman.model.OnConflict;
import dev.portman.model.ProgressEvent;
import dev.portman.model.ServerFailedException;
import dev.portman.model.ServerRecord;
import dev.portman.model.ServerSpec;
import dev.portman.model.ServerStatus;
import dev.portman.model.StartResult;
import dev.portman.process.ProcessTable;
import dev.portman.testing.Fixtures;
import dev.portman.testing.FreePort;
import dev.portman.testing.LaunchedServer;
import dev.portman.testing.PythonProcess;
import dev.portman.testing.PythonServer;
import dev.portman.testing.SpecBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What servers of one project mean to each other, with real ones. */
class SeveralServersTest {

    private final ProcessTable table = ProcessTable.forThisSystem();
    private final Fixtures fixtures = new Fixtures();
    private final List<ProgressEvent> told = new CopyOnWriteArrayList<>();

    @TempDir
    Path folder;

    private Path project;
    private Portman portman;

    @BeforeEach
    void openPortman() throws IOException {
        Path state = Files.createDirectory(folder.toRealPath().resolve("state"));
        project = Files.createDirectory(folder.toRealPath().resolve("project"));
        portman = Portman.open(Map.of("PORTMAN_STATE_HOME", state.toString()), Allowances.NONE, told::add);
    }

    @AfterEach
    void endEverything() {
        launched()
                .forEach(record -> new ServerTree(record, table)
                        .members()
                        .forEach(member -> ProcessHandle.of(member.pid()).ifPresent(ProcessHandle::destroyForcibly)));
        fixtures.close();
    }

    @Test
    void whatIsNeededStartsFirstWhateverTheOrder() {
        ServerSpec web = server("web").dependsOn("api").build();
        ServerSpec api = server("api").dependsOn("db").build();
        ServerSpec db = server("db").build();

        List<StartResult> results = portman.startAll(List.of(web, api, db));

        assertThat(results)
                .extracting(it -> it.record().key().name())
                .as("as asked")
                .containsExactly("web", "api", "db");
        assertThat(readyOnes()).containsExactly("db", "api", "web");
        portman.stopAll(List.of(api.key(), web.key(), db.key()), Optional.empty());
        assertThat(stoppedOnes()).containsExactly("web", "api", "db");
    }

    @Test
    void aFallbackTakesWhoDependsOnItAlong() throws IOException {
        PythonProcess holder = fixtures.python(
                "s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen(); ready(s.getsockname()[1]); wait()");
        int other = FreePort.any();
        ServerSpec web = server("web")
                .dependsOn("api")
                .python("say(sys.argv[1], os.environ['API_PORT']); serve(listen())", "@{api.port}")
                .build();
        ServerSpec api = server("api")
                .port(holder.number(0))
                .fallback(other)
                .onConflict(OnConflict.FALLBACK)
                .build();

        portman.startAll(List.of(web, api));

        assertThat(Files.readAllLines(project.resolve("logs/web.log"))).containsExactly(other + " " + other);
        assertThat(LaunchedServer.isAlive(holder.pid())).isTrue();
    }

    @Test
    void whoDependsOnAServerThatIsNotRunningIsNotStarted() {
        ServerSpec web = server("web").dependsOn("api").build();

        assertThatExceptionOfType(ServerFailedException.class)
                .isThrownBy(() -> portman.start(web))
                .withMessage("web needs api, which is not running; web was not started.")
                .satisfies(failed -> assertThat(failed.advice()).isEqualTo("Start api first, or both together."));

        assertThat(told).isEmpty();
    }

    @Test
    void aCycleStartsNothing() {
        ServerSpec web = server("web").dependsOn("api").build();
        ServerSpec api = server("api").dependsOn("web").build();

        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> portman.startAll(List.of(web, api)))
                .withMessageStartingWith("dependsOn 'web -> api -> web' is a cycle");

        assertThat(told).isEmpty();
    }

    @Test
    void whatIsNeededAndDoesNotRunIsStartedTooAndWhatRunsIsKept() {
        ServerSpec web = server("web").dependsOn("api", "cache").build();
        ServerSpec api = server("api").dependsOn("db").build();
        ServerSpec cache = server("cache").build();
        ServerSpec db = server("db").build();
        ServerSpec other = server("other").build();
        List<ServerSpec> all = List.of(web, api, cache, db, other);
        assertThat(portman.withDependencies(List.of(web), all)).containsExactly(web, api, cache, db);
        StartResult running = portman.start(cache);

        List<ServerSpec> needed = portman.withDependencies(List.of(web), all);

        assertThat(needed).containsExactly(web, api, db);
        portman.startAll(needed);
        assertThat(LaunchedServer.isAlive(
                        running.record().leader().orElseThrow().pid()))
                .isTrue();
        assertThat(portman.withDependencies(List.of(web), all))
                .as("who is asked for by name is started anew")
                .containsExactly(web);
    }

    @Test
    void whatRunsDespiteACycleStops() {
        portman.startAll(List.of(server("a").build(), server("b").dependsOn("a").build()));
        portman.startAll(List.of(server("a").dependsOn("b").build()));

        portman.stopAll(portman.status(project).stream().map(ServerStatus::key).toList(), Optional.empty());

        assertThat(portman.status(project)).isEmpty();
    }

    private SpecBuilder server(String name) {
        return new SpecBuilder(project, name).port(FreePort.any()).python(PythonServer.PLAIN);
    }

    private List<ServerRecord> launched() {
        return told.stream()
                .filter(ProgressEvent.Launched.class::isInstance)
                .map(event -> ((ProgressEvent.Launched) event).launched())
                .toList();
    }

    private List<String> stoppedOnes() {
        return told.stream()
                .filter(ProgressEvent.StoppedServer.class::isInstance)
                .map(event ->
                        ((ProgressEvent.StoppedServer) event).result().key().name())
                .toList();
    }

    private List<String> readyOnes() {
        return told.stream()
                .filter(ProgressEvent.Ready.class::isInstance)
                .map(event ->
                        ((ProgressEvent.Ready) event).result().record().key().name())
                .toList();
    }
}
