package dev.portman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portman.internal.ownership.ServerOwnership;
import dev.portman.model.ProcessIdentity;
import dev.portman.model.ServerRecord;
import dev.portman.model.ServerSpec;
import dev.portman.model.ServerStatus;
import dev.portman.model.Stopping;
import dev.portman.process.Cookie;
import dev.portman.process.Mark;
import dev.portman.process.Member;
import dev.portman.process.ProcessRow;
import dev.portman.process.ProcessTable;
import dev.portman.testing.FreePort;
import dev.portman.testing.JvmFork;
import dev.portman.testing.LaunchedServer;
import dev.portman.testing.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A portman that runs inside a server of portman's. */
class NestedPortmanTest extends RealServers {

    private static final Duration LONG = Duration.ofSeconds(60);

    @BeforeEach
    void needsSomethingThatSetsMarks() {
        Needs.tool("prlimit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stop", "kill"})
    void theEndOfTheOuterServerSparesTheGuardianWhichStopsTheInnerOne(String verb) {
        ServerSpec spec = outer();
        ServerRecord outer = portman.start(spec).record();
        ServerRecord inner = inner();
        ProcessIdentity jvm = outer.leader().orElseThrow();
        ProcessIdentity server = inner.leader().orElseThrow();
        ProcessIdentity guardian = guardianOf(jvm);

        assertThat(inner.mark().orElseThrow()).isLessThan(outer.mark().orElseThrow());
        assertThat(table.mark(server.pid())).isEqualTo(inner.mark());
        assertThat(table.mark(jvm.pid())).isEqualTo(outer.mark());
        ServerOwnership ownership = new ServerOwnership(List.of(outer, inner), table);
        assertThat(ownership.serverOf(jvm)).map(ServerRecord::key).contains(outer.key());
        assertThat(ownership.serverOf(server)).map(ServerRecord::key).contains(inner.key());
        assertThat(ownership.serverOf(guardian)).isEmpty();
        assertThat(members(outer)).extracting(Member::pid).containsExactly(jvm.pid());
        assertThat(table.cookie(guardian.pid())).isEmpty();
        assertThat(table.isGuardian(guardian.pid())).isTrue();
        assertThat(table.mark(guardian.pid())).isPresent().isNotEqualTo(outer.mark());

        if (verb.equals("stop")) {
            // By force, so that the inner JVM can do nothing for its server.
            portman.stop(spec.key(), Optional.of(Stopping.atOnce()));
        } else {
            portman.kill(spec.port().preferred(), project);
        }

        assertThat(LaunchedServer.isAlive(jvm.pid())).isFalse();
        await().atMost(LONG).until(() -> !LaunchedServer.isAlive(server.pid()));
        await().atMost(LONG).until(() -> portman.status(project).isEmpty());
    }

    @Test
    void whatRunsBesideAServerCarriesNothingOfItNorOfAnOuterOne() throws Exception {
        String outerCookie = Cookie.fresh();
        long outerMark = Mark.fresh(number -> false).orElseThrow();
        Path file = folder.resolve("carried");

        Process jvm = JvmFork.of(CommandsJvm.class)
                .under(Needs.tool("prlimit").toString(), "--locks=" + outerMark + ":" + outerMark)
                .start(Map.of(ProcessTable.COOKIE_VARIABLE, outerCookie), state, project, file);
        List<String> server = List.of(JvmFork.finish(jvm).split(" ", -1));

        String cookie = server.get(0);
        String mark = server.get(1);
        Map<String, List<String>> carried = carried(file);
        assertThat(Long.parseLong(mark)).isPositive().isLessThan(outerMark);
        assertThat(carried).containsOnlyKeys("before", "check", "stop", "after");
        assertThat(carried.get("before")).containsExactly(cookie, mark, mark, "locks");
        carried.forEach((command, words) -> {
            if (!command.equals("before")) {
                assertThat(words)
                        .as(command)
                        .hasSize(4)
                        .doesNotContain(cookie, mark, outerCookie, Long.toString(outerMark));
            }
        });
    }

    private ServerSpec outer() {
        List<String> words = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                NestedJvm.class.getName(),
                state.toString(),
                project.toString(),
                Integer.toString(FreePort.any()));
        return server("outer").argv(words).startupTimeout(LONG).build();
    }

    private ServerRecord inner() {
        return await().atMost(LONG)
                .until(
                        () -> portman.status(project).stream()
                                .map(ServerStatus::record)
                                .flatMap(Optional::stream)
                                .filter(it -> it.key().name().equals("inner") && it.isReady())
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private ProcessIdentity guardianOf(ProcessIdentity jvm) {
        return table.rows().stream()
                .filter(row -> row.parent() == jvm.pid())
                .map(ProcessRow::pid)
                .filter(pid -> table.description(pid)
                        .filter(it -> it.commandLine().contains("portman-guardian"))
                        .isPresent())
                .findFirst()
                .flatMap(table::identity)
                .orElseThrow();
    }

    /** The words of each command behind its name. */
    private static Map<String, List<String>> carried(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> List.of(line.split(" ", -1)))
                .collect(Collectors.toMap(
                        words -> words.get(0), words -> words.subList(1, words.size()), (first, later) -> later));
    }
}
