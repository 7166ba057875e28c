package dev.portman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portman.model.Lifetime;
import dev.portman.model.ProgressEvent;
import dev.portman.model.RecordedSpec;
import dev.portman.model.RefusedException;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerRecord;
import dev.portman.model.ServerSpec;
import dev.portman.model.StartResult;
import dev.portman.model.Stopping;
import dev.portman.model.Termination.How;
import dev.portman.store.Registry;
import dev.portman.store.StateFolder;
import dev.portman.testing.LaunchedServer;
import dev.portman.testing.PythonProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Records that must not be believed stop nothing. */
class DoubtfulRecordsTest extends RealServers {

    @Test
    void aCorruptRecordIsToldAndNothingIsKilled() throws IOException {
        ServerSpec spec = server("backend").build();
        StartResult started = portman.start(spec);
        Files.writeString(recordFile(), "{\"schema\":2,\"pid\":" + pid(started));

        assertThat(portman.status(project)).isEmpty();
        assertThatExceptionOfType(RefusedException.class)
                .as("it may run, so nobody says that it does not")
                .isThrownBy(() -> portman.stop(spec.key(), AS_DESCRIBED))
                .withMessageContaining("pid " + pid(started));

        assertThat(told).hasAtLeastOneElementOfType(ProgressEvent.RecordRefused.class);
        assertThat(isAlive(started)).isTrue();
    }

    @Test
    void aRecordThatNamesAnotherProcessStopsNothing() {
        ServerSpec spec = server("backend").build();
        StartResult started = portman.start(spec);
        portman.stop(spec.key(), AS_DESCRIBED);
        PythonProcess canary = fixtures.python("""
                child = os.fork()
                if child == 0:
                    wait()
                ready(child); wait()
                """);
        ServerRecord forged =
                started.record().launched(table.identity(canary.pid()).orElseThrow());
        Registry registry = new Registry(StateFolder.open(environment()), event -> {});

        for (Optional<Stopping> how : List.of(AS_DESCRIBED, Optional.of(Stopping.atOnce()))) {
            registry.save(forged);
            assertThat(portman.stop(spec.key(), how).termination().how()).isEqualTo(How.ALREADY_GONE);
        }
        registry.save(forged);
        portman.start(spec);

        assertThat(List.of(canary.pid(), (long) canary.number(0))).allMatch(LaunchedServer::isAlive);
    }

    @Test
    void twoRecordsWithOneCookieStopNothingThoughNobodyUsesTheServer() {
        ServerRecord started = portman.start(server("backend").build()).record();
        Registry registry = new Registry(StateFolder.open(environment()), event -> {});
        List<ServerKey> keys = List.of(started.key(), new ServerKey(project, "copy"));
        keys.forEach(key -> registry.save(abandoned(started, key)));

        for (ServerKey key : keys) {
            assertThatThrownBy(() -> portman.stop(key, AS_DESCRIBED)).isInstanceOf(RefusedException.class);
        }

        assertThat(members(started)).hasSize(1);
    }

    /** As a build leaves it that has ended: no user protects the server. */
    private static ServerRecord abandoned(ServerRecord server, ServerKey key) {
        return new ServerRecord(
                key,
                server.cookie(),
                OptionalLong.empty(),
                server.starter(),
                server.leader(),
                new RecordedSpec(
                        server.spec().digests(),
                        Lifetime.BUILD,
                        server.spec().stopping(),
                        server.spec().logsDirectory()),
                server.assigned(),
                server.report(),
                List.of(),
                Optional.empty());
    }
}
