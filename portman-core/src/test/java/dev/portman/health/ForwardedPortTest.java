package dev.portman.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.holder.HolderFinder;
import dev.portman.process.ProcessTable;
import dev.portman.testing.Fixtures;
import dev.portman.testing.LaunchedServer;
import dev.portman.testing.PythonCopies;
import dev.portman.testing.PythonProcess;
import dev.portman.testing.PythonServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The port of a server is answered by the forwarder of a runtime whose daemon has started it, so that nothing ties it to the launch. */
class ForwardedPortTest {

    /** Becomes the program that the first word says, with what follows behind the code of the fixture. */
    private static final String AS = "import os, sys; os.execv(sys.argv[1], sys.argv[1:2] + sys.argv[3:])";

    private final Fixtures fixtures = new Fixtures();

    @TempDir
    Path folder;

    @AfterEach
    void endFixtures() {
        fixtures.close();
    }

    @Test
    void theWayToTheContainerIsTold() {
        try (LaunchedServer server = LaunchedServer.python(folder.resolve("project"), PythonServer.SILENT)) {
            PythonProcess proxy = fixtures.add(PythonProcess.start(
                    List.of(
                            "/usr/bin/python3",
                            "-c",
                            AS,
                            PythonCopies.named("docker-proxy", folder).toString()),
                    Map.of(),
                    "s = socket.socket(); s.bind(('127.0.0.1', int(sys.argv[2]))); s.listen(); ready(); wait()",
                    "-host-port",
                    server.port()));

            ListenerProof.Sight sight =
                    new ListenerProof(HolderFinder.forThisSystem(), ProcessTable.forThisSystem()).look(server.record());

            assertThat(sight.proven()).isFalse();
            assertThat(sight.container()).as("of the server").isEmpty();
            assertThat(sight.detail())
                    .isEqualTo("port " + server.port() + " is answered by pid " + proxy.pid()
                            + " (docker-proxy), which is not part of this server, but of a container; docker ps --filter publish="
                            + server.port() + " tells which one it is");
        }
    }
}
