package dev.portman;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.holder.HolderFinder;
import dev.portman.model.Allowances;
import dev.portman.model.Holders;
import dev.portman.model.Lifetime;
import dev.portman.model.PortHolder;
import dev.portman.model.ProcessIdentity;
import dev.portman.model.Verdict;
import dev.portman.process.KillGuard;
import dev.portman.process.ProcessTable;
import dev.portman.process.Suspect.Kinship;
import dev.portman.process.SuspectLook;
import dev.portman.testing.AsNobody;
import dev.portman.testing.Fixtures;
import dev.portman.testing.FreePort;
import dev.portman.testing.LaunchedServer;
import dev.portman.testing.Needs;
import dev.portman.testing.PythonProcess;
import dev.portman.testing.PythonServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users above 2^31, as user namespaces have them (subuid(5)): no signed number of 32 bits holds them. */
class HighUserTest {

    private static final long USER = 3_000_000_000L;

    private final Fixtures fixtures = new Fixtures();
    private final ProcessTable table = ProcessTable.forThisSystem();

    @TempDir
    Path folder;

    @BeforeEach
    void needsRoot() {
        Needs.root();
    }

    @AfterEach
    void endFixtures() {
        fixtures.close();
    }

    @Test
    void aHolderIsSeenWithItsUserAndLeftAlone() {
        PythonProcess server =
                fixtures.add(PythonProcess.start(AsNobody.prefix(USER), Map.of(), RealServers.HOLDS_A_PORT));
        Holders holders = HolderFinder.forThisSystem().holders(server.number(0));

        assertThat(holders).isInstanceOf(Holders.Known.class);
        PortHolder holder = holders.visibleHolders().get(0);
        assertThat(holder.identity()).isEqualTo(table.identity(server.pid()).orElseThrow());
        assertThat(holder.identity().uid()).isEqualTo(USER);
        assertThat(holder.description().user()).isEqualTo("3000000000");
        assertThat(new KillGuard(table.self().uid(), Allowances.NONE)
                        .judge(new SuspectLook(table, it -> Optional.empty()).look(holder.identity(), Kinship.NONE)))
                .isEqualTo(new Verdict.Refused("a process of another user (uid 3000000000)", true));
    }

    @Test
    void startsAndStopsAServer() throws Exception {
        Path state = ofThatUser("state");
        Path project = ofThatUser("project");
        String started =
                asThatUser(state, project, "start", "backend", FreePort.any(), Lifetime.DETACHED, PythonServer.PLAIN);
        assertThat(started).matches("started \\d+");
        long pid = Long.parseLong(started.substring("started ".length()));
        try {
            assertThat(table.identity(pid)).map(ProcessIdentity::uid).contains(USER);
            assertThat(record(state)).contains("\"pid\":" + pid + ",").contains("\"uid\":" + USER + "}");

            assertThat(asThatUser(state, project, "stop", "backend")).isEqualTo("stopped GRACEFUL");
            assertThat(LaunchedServer.isAlive(pid)).isFalse();
        } finally {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    private String asThatUser(Object... arguments) throws IOException, InterruptedException {
        return AsNobody.runAs(USER, folder, List.of(), OtherJvm.class, arguments);
    }

    private Path ofThatUser(String name) throws IOException {
        Path made = Files.createDirectory(folder.toRealPath().resolve(name));
        Files.setAttribute(made, "unix:uid", (int) USER);
        return made;
    }

    private static String record(Path state) throws IOException {
        try (Stream<Path> files = Files.walk(state)) {
            return Files.readString(files.filter(file -> file.toString().endsWith(".json"))
                    .findFirst()
                    .orElseThrow());
        }
    }
}
