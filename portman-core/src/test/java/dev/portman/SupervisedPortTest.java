package dev.portman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.portman.model.PortmanException;
import dev.portman.model.ProgressEvent;
import dev.portman.model.StartResult;
import dev.portman.testing.FreePort;
import dev.portman.testing.LaunchedServer;
import dev.portman.testing.PythonProcess;
import dev.portman.testing.SpecBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A supervisor is signalled only while its child holds the port, and only if it is no server of another project. */
class SupervisedPortTest extends RealServers {

    /** Starts its server a second time, and never again; says the port. */
    private static final String RESTARTS_ONCE = """
            s = socket.socket(); s.bind(('127.0.0.1', 0)); port = s.getsockname()[1]; s.close()
            r, w = os.pipe()
            def child():
                s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                s.bind(('127.0.0.1', port)); s.listen(); os.write(w, b'x'); wait()
            for life in range(2):
                pid = os.fork() or child()
                if life == 0:
                    os.read(r, 1); ready(port)
                os.waitpid(pid, 0)
            wait()
            """;

    /**
     * A server that restarts a child on a second port; the child has left the session of its parent and its environment. The pipe is closed by
     * exec.
     */
    private static final String RESTARTS_A_STRANGER = """
            def child(port):
                os.setsid(); s = listen(port); s.set_inheritable(True); bare()
            own = None
            while True:
                r, w = os.pipe()
                pid = os.fork() or child(int(sys.argv[1]))
                os.close(w); os.read(r, 1); os.close(r)
                own = own or listen()
                os.waitpid(pid, 0)
            """;

    @Test
    void aSupervisorWhoseNewChildHasLeftThePortIsNotSignalled() {
        PythonProcess supervisor = fixtures.python(RESTARTS_ONCE);
        Portman hasty = open(event -> {
            if (event instanceof ProgressEvent.Respawned respawned) {
                end(respawned.again().pid());
            }
        });

        hasty.kill(supervisor.number(0), project);

        assertThat(told).hasAtLeastOneElementOfType(ProgressEvent.Respawned.class);
        assertThat(LaunchedServer.isAlive(supervisor.pid())).isTrue();
    }

    @Test
    void aSupervisorThatIsAServerOfAnotherProjectIsNotSignalled() throws IOException {
        Path elsewhere = Files.createDirectory(folder.toRealPath().resolve("elsewhere"));
        int port = FreePort.any();
        StartResult theirs = portman.start(new SpecBuilder(elsewhere, "backend")
                .port(FreePort.any())
                .python(RESTARTS_A_STRANGER, port)
                .build());

        assertThatThrownBy(() -> portman.kill(port, project)).isInstanceOf(PortmanException.class);

        assertThat(isAlive(theirs)).isTrue();
    }

    private static void end(long pid) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        await().until(() -> !LaunchedServer.isAlive(pid));
    }
}
