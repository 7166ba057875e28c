package dev.portman.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portman.internal.ownership.ServerTree;
import dev.portman.model.AssignedPort;
import dev.portman.model.Command;
import dev.portman.model.ProcessIdentity;
import dev.portman.model.RecordedSpec;
import dev.portman.model.ServerRecord;
import dev.portman.model.ServerSpec;
import dev.portman.model.SpecDigests;
import dev.portman.model.StartReport;
import dev.portman.process.LaunchRequest;
import dev.portman.process.LaunchedProcess;
import dev.portman.process.Launcher;
import dev.portman.process.Mark;
import dev.portman.process.Member;
import dev.portman.process.ProcessTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** A server launched as portman launches it and described by a record, but kept by nobody: for tests of the parts below the root. */
public final class LaunchedServer implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final ProcessTable table = ProcessTable.forThisSystem();
    private final ServerSpec spec;
    private final LaunchedProcess launched;
    private final ServerRecord record;
    private final List<ProcessHandle> toEnd = new ArrayList<>();

    private LaunchedServer(ServerSpec spec, int port, OptionalLong mark) {
        this.spec = spec;
        String cookie = UUID.randomUUID().toString().replace("-", "");
        Path log = spec.logsDirectory().resolve(spec.name() + ".log");
        try {
            Files.createDirectories(spec.logsDirectory());
            Files.deleteIfExists(log);
            Files.createFile(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.launched = new Launcher(table)
                .launch(new LaunchRequest(
                        onPort(spec, port).command(),
                        cookie,
                        mark,
                        log,
                        spec.stopping().signal()));
        this.record = new ServerRecord(
                        spec.key(),
                        cookie,
                        table.self(),
                        launched.identity(),
                        new RecordedSpec(SpecDigests.NONE, spec.lifetime(), spec.stopping(), spec.logsDirectory()),
                        new AssignedPort(port, port, spec.port().url(port)),
                        StartReport.begun(Instant.now(), List.of()))
                .markedBy(mark);
    }

    /** As portman would launch it there. */
    public static ServerSpec onPort(ServerSpec spec, int port) {
        Command command = spec.command();
        Map<String, String> environment = new LinkedHashMap<>(Map.of("PORT", Integer.toString(port)));
        environment.putAll(command.environment());
        return spec.with(
                new Command(command.argv(), command.workingDirectory(), command.forks(), Map.of(), environment),
                spec.readiness(),
                spec.hooks());
    }

    /** Launches what is described, on a port of its own if it does not name one. */
    public static LaunchedServer launch(ServerSpec spec) {
        return new LaunchedServer(spec, port(spec), Mark.fresh(number -> false));
    }

    /** The same where nothing can set a mark. */
    public static LaunchedServer unmarked(ServerSpec spec) {
        return new LaunchedServer(spec, port(spec), OptionalLong.empty());
    }

    private static int port(ServerSpec spec) {
        int preferred = spec.port().preferred();
        return preferred == 0 ? FreePort.any() : preferred;
    }

    /** Launches Python code, see {@link PythonServer}. */
    public static LaunchedServer python(Path folder, String code, Object... arguments) {
        return launch(new SpecBuilder(folder, "server").python(code, arguments).build());
    }

    /** What it was launched from. */
    public ServerSpec spec() {
        return spec;
    }

    /** What portman would remember of it. */
    public ServerRecord record() {
        return record;
    }

    /** Our own child. */
    public Process process() {
        return launched.process();
    }

    /** Who it is. */
    public ProcessIdentity identity() {
        return launched.identity().orElseThrow();
    }

    /** Its number. */
    public long pid() {
        return process().pid();
    }

    /** Its port. */
    public int port() {
        return record.assigned().port();
    }

    /** What it has written so far. */
    public List<String> log() {
        try {
            return Files.readAllLines(record.logFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for a line that begins with {@code word}, and returns what follows. */
    public List<String> awaitLine(String word) {
        return await("line '" + word + "'")
                .atMost(LIMIT)
                .pollInSameThread()
                .pollInterval(Duration.ofMillis(2))
                .until(() -> line(word), Optional::isPresent)
                .orElseThrow();
    }

    /** Waits for a line that begins with {@code word} and holds pids; those end with this fixture, whatever becomes of them. */
    public List<Long> awaitPids(String word) {
        List<Long> pids = awaitLine(word).stream().map(Long::valueOf).toList();
        pids.forEach(pid -> ProcessHandle.of(pid).ifPresent(toEnd::add));
        return pids;
    }

    /** Whether that process runs or sleeps; a zombie does not. */
    public static boolean isAlive(long pid) {
        return ProcessTable.forThisSystem()
                .row(pid)
                .filter(row -> !row.isGone())
                .isPresent();
    }

    /** Fails unless nothing of it is left. */
    public void assertNothingIsLeft() {
        assertThat(new ServerTree(record, table).members()).as("what is left").isEmpty();
        assertThat(toEnd.stream().map(ProcessHandle::pid).filter(LaunchedServer::isAlive))
                .as("children that live")
                .isEmpty();
    }

    private Optional<List<String>> line(String word) {
        return log().stream()
                .filter(line -> line.equals(word) || line.startsWith(word + " "))
                .findFirst()
                .map(line -> Arrays.stream(line.split(" ", -1)).skip(1).toList());
    }

    @Override
    public void close() {
        ServerTree tree = new ServerTree(record, table);
        // On a busy machine, a signal takes its time.
        await().atMost(Duration.ofSeconds(60))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> {
                    tree.members().stream().map(Member::pid).forEach(LaunchedServer::end);
                    return tree.members().isEmpty();
                });
        toEnd.forEach(ProcessHandle::destroyForcibly);
    }

    private static void end(long pid) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }
}
