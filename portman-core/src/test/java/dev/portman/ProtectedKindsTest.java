package dev.portman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.portman.model.Allowances;
import dev.portman.model.Eviction;
import dev.portman.model.PortHeldException;
import dev.portman.model.PortHolder;
import dev.portman.model.RefusedException;
import dev.portman.process.ProgramKind;
import dev.portman.testing.LaunchedServer;
import dev.portman.testing.Needs;
import dev.portman.testing.PythonProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real processes of each protected kind hold a port: they are refused with the reason, and lifted by name. */
class ProtectedKindsTest extends RealServers {

    /** Runs what follows, which is Python, as the first word and with the second for its title. */
    private static final String AS = "import os, sys; os.execv(sys.argv[1], [sys.argv[2]] + sys.argv[4:])";

    @ParameterizedTest
    @EnumSource(ProgramKind.class)
    void oneOfEachKindIsRefusedByItsFileAndLiftedByName(ProgramKind kind) throws IOException {
        String name = oneOf(kind);
        PythonProcess holder = holder(copyOfPython(name), "main");

        refuses(holder, kind);

        assertThat(allowing(name).kill(holder.number(0), project).killed())
                .extracting(Eviction::pid)
                .containsExactly(holder.pid());
        await().until(() -> !LaunchedServer.isAlive(holder.pid()));
    }

    @Test
    void aProgramIsKnownByWhatItRunsToo() {
        PythonProcess holder = fixtures.python(HOLDS_A_PORT, "-m", "ipykernel_launcher");

        refuses(holder, ProgramKind.NOTEBOOK);
    }

    @Test
    void aProgramThatPeopleKnowByTheNameOfALinkIsCalledThatAndLiftedByIt() throws IOException {
        Path link = copyOfPython("redis-check-rdb").resolveSibling("redis-server");
        Files.createSymbolicLink(link, Path.of("redis-check-rdb"));
        PythonProcess holder = holder(link, "redis-server");

        PortHolder seen = portman.holders(holder.number(0)).visibleHolders().get(0);
        assertThat(seen.description().name()).isEqualTo("redis-server");
        assertThat(seen.description().executableName()).isEqualTo("redis-check-rdb");
        refuses(holder, ProgramKind.DATABASE);

        allowing("redis-server").kill(holder.number(0), project);

        await().until(() -> !LaunchedServer.isAlive(holder.pid()));
    }

    @Test
    void aNameThatOnlyTheTitleClaimsIsNotShown() throws IOException {
        PythonProcess holder = holder(copyOfPython("server"), "nginx");

        assertThat(portman.holders(holder.number(0))
                        .visibleHolders()
                        .get(0)
                        .description()
                        .name())
                .isEqualTo("server");
    }

    /** As busybox's ash, whose file has another name. */
    @Test
    void theShellOfATerminalIsKnownByItsFileWhateverItsLinkIsCalled() throws IOException {
        Path link = copyOfPython("bash").resolveSibling("ash");
        Files.createSymbolicLink(link, Path.of("bash"));
        String typedLoop = """
                os.setsid()
                s = socket.socket(); s.bind(('127.0.0.1', 0)); port = s.getsockname()[1]; s.close()
                def child():
                    s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                    s.bind(('127.0.0.1', port)); s.listen(); os.write(w, b'x'); wait()
                r, w = os.pipe()
                for life in range(1000):
                    pid = os.fork() or child()
                    if life == 0:
                        os.read(r, 1); ready(port)
                    os.waitpid(pid, 0)
                """;
        PythonProcess shell = fixtures.add(PythonProcess.start(as(link, "ash"), Map.of(), typedLoop));

        Throwable outcome = catchThrowable(() -> portman.kill(shell.number(0), project));

        // the next child of the loop takes the port before or after portman has seen it free
        if (outcome != null) {
            assertThat(outcome).isInstanceOf(PortHeldException.class);
        }
        await().until(() -> accepts(shell.number(0)));
        assertThat(LaunchedServer.isAlive(shell.pid())).isTrue();
    }

    private void refuses(PythonProcess holder, ProgramKind kind) {
        RefusedException refused =
                catchThrowableOfType(RefusedException.class, () -> portman.kill(holder.number(0), project));

        assertThat(refused).hasMessageContaining(kind.whatItIs()).hasMessageContaining("pid " + holder.pid());
        assertThat(LaunchedServer.isAlive(holder.pid())).isTrue();
        assertThat(accepts(holder.number(0))).isTrue();
    }

    private Portman allowing(String name) {
        return Portman.open(environment(), Allowances.parse(name), event -> {});
    }

    private PythonProcess holder(Path program, String title) {
        return fixtures.add(PythonProcess.start(as(program, title), Map.of(), HOLDS_A_PORT));
    }

    private static List<String> as(Path program, String title) {
        return List.of("/usr/bin/python3", "-c", AS, program.toString(), title);
    }

    private Path copyOfPython(String name) throws IOException {
        Path place = Files.createDirectories(folder.resolve("bin")).resolve(name);
        return Files.copy(Needs.tool("python3").toRealPath(), place);
    }

    private static String oneOf(ProgramKind kind) {
        return switch (kind) {
            case SYSTEM -> "sshd";
            case EDITOR -> "code-insiders";
            case TERMINAL -> "tmux";
            case ASSISTANT -> "claude";
            case TUNNEL -> "ssh";
            case VPN -> "tailscaled";
            case VIRTUAL_MACHINE -> "qemu-system-x86_64";
            case DATABASE -> "etcd";
            case NOTEBOOK -> "jupyter-lab";
            case DESKTOP -> "slack";
            case DEBUGGER -> "dlv";
            case CI_AGENT -> "Runner.Listener";
            case BROWSER -> "firefox";
            case BROWSER_DRIVER -> "chromedriver";
            case SHARED_DAEMON -> "watchman";
            case CONTAINER_RUNTIME -> "containerd-shim-runc-v2";
            case CONTAINER_CLIENT -> "docker";
        };
    }
}
