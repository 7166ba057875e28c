package dev.portman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.portman.model.Eviction;
import dev.portman.model.RefusedException;
import dev.portman.model.ServerSpec;
import dev.portman.model.StartResult;
import dev.portman.model.Termination.How;
import dev.portman.testing.FreePort;
import dev.portman.testing.LaunchedServer;
import dev.portman.testing.PythonProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A port is freed by force, of whoever may go. */
class KillTest extends RealServers {

    @Test
    void killFreesAPort() {
        PythonProcess holder = fixtures.python("signal.signal(15, signal.SIG_IGN)\n" + HOLDS_A_PORT);
        PythonProcess client = clientOf(holder.number(0));

        assertThat(portman.kill(holder.number(0), project).killed())
                .extracting(Eviction::pid, Eviction::how)
                .containsExactly(tuple(holder.pid(), How.FORCED));

        assertThat(LaunchedServer.isAlive(holder.pid())).isFalse();
        assertThat(LaunchedServer.isAlive(client.pid())).isTrue();
        assertThat(portman.holders(holder.number(0)).visibleHolders()).isEmpty();
    }

    @Test
    void killOfAFreePortIsDoneAlready() {
        assertThat(portman.kill(FreePort.any(), project).killed()).isEmpty();
    }

    @Test
    void killOfAServerOfOursTakesItsWholeTreeAndItsRecord() {
        ServerSpec spec =
                server("backend").python("fork(wait); serve(listen())").build();
        StartResult started = portman.start(spec);

        portman.kill(spec.port().preferred(), project);

        assertThat(members(started.record())).isEmpty();
        assertThat(portman.status(project)).isEmpty();
    }

    @Test
    void killRefusesOurselves() throws IOException {
        try (ServerSocket own = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            RefusedException refused =
                    catchThrowableOfType(RefusedException.class, () -> portman.kill(own.getLocalPort(), project));

            assertThat(refused)
                    .hasMessageContaining("pid " + ProcessHandle.current().pid())
                    .hasMessageContaining("portman itself");
            assertThat(refused.exitCode()).isEqualTo(6);
            assertThat(accepts(own.getLocalPort())).isTrue();
        }
    }

    @Test
    void killRefusesWhoeverStartedUs() throws IOException {
        try (ServerSocket own = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertThat(answer(inOtherJvm("kill", own.getLocalPort())))
                    .startsWith("exit 6: ")
                    .contains("pid " + ProcessHandle.current().pid())
                    .contains("one of the processes that started portman");
            assertThat(accepts(own.getLocalPort())).isTrue();
        }
    }

    @Test
    void killRefusesTheRunningServerOfAnotherProject() throws IOException {
        Path elsewhere = Files.createDirectory(folder.toRealPath().resolve("elsewhere"));
        ServerSpec spec = server("backend").build();
        StartResult started = portman.start(spec);

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> portman.kill(spec.port().preferred(), elsewhere));

        assertThat(isAlive(started)).isTrue();
    }
}
