package dev.portman.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.model.PortReservation;
import dev.portman.model.ProcessIdentity;
import dev.portman.process.ProcessTable;
import dev.portman.store.Registry;
import dev.portman.store.Reservations;
import dev.portman.store.StateFolder;
import dev.portman.store.StateLock;
import dev.portman.testing.LaunchedServer;
import dev.portman.testing.PythonServer;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A port is reserved again after its old reservation was seen to be abandoned, and before that is removed. */
class AbandonedReservationTest {

    private static final int PORT = 8000;

    private final ProcessTable table = ProcessTable.forThisSystem();

    @TempDir
    Path folder;

    @Test
    void aReservationThatIsRenewedBetweenTheLookAndTheActIsKept() {
        StateFolder state = StateFolder.open(Map.of("PORTMAN_STATE_HOME", folder.toString()));
        Reservations reservations = new Reservations(state);
        PortLeases leases = new PortLeases(new Registry(state, event -> {}), reservations, new StateLock(state), table);
        LaunchedServer ended = LaunchedServer.python(folder.resolve("ended"), PythonServer.SILENT);
        reservations.save(new PortReservation(PORT, ended.identity()), here());
        ended.close();
        try (LaunchedServer living = LaunchedServer.python(folder.resolve("living"), PythonServer.SILENT)) {
            PortReservation renewed = new PortReservation(PORT, living.identity());
            // Candidates are asked for after the look and before the lock is had, and once more under the lock.
            AtomicBoolean asked = new AtomicBoolean();
            Supplier<IntStream> candidates = () -> {
                if (!asked.getAndSet(true)) {
                    reservations.save(renewed, here());
                }
                return IntStream.of(PORT, PORT + 1);
            };

            assertThat(leases.reserve(1, candidates, port -> true)).containsExactly(PORT + 1);

            assertThat(reservations.find(PORT, here())).contains(renewed);
        }
    }

    private String here() {
        ProcessIdentity self = table.self();
        return self.namespaces() + table.network(self.pid()).orElse("");
    }
}
