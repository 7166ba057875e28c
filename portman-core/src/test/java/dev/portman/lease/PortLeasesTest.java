package dev.portman.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.model.AssignedPort;
import dev.portman.model.Lifetime;
import dev.portman.model.PortReservation;
import dev.portman.model.ProcessIdentity;
import dev.portman.model.RecordedSpec;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerRecord;
import dev.portman.model.SpecDigests;
import dev.portman.model.StartReport;
import dev.portman.model.Stopping;
import dev.portman.process.ProcessTable;
import dev.portman.store.Registry;
import dev.portman.store.Reservations;
import dev.portman.store.StateFolder;
import dev.portman.store.StateLock;
import dev.portman.testing.JvmFork;
import dev.portman.testing.LaunchedServer;
import dev.portman.testing.Needs;
import dev.portman.testing.PythonServer;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortLeasesTest {

    private static final int PORT = 8000;

    private final ProcessTable table = ProcessTable.forThisSystem();

    @TempDir
    Path folder;

    private Registry registry;
    private Reservations reservations;
    private StateLock lock;
    private PortLeases leases;

    @BeforeEach
    void openStateFolder() {
        StateFolder state = StateFolder.open(Map.of("PORTMAN_STATE_HOME", folder.toString()));
        registry = new Registry(state, event -> {});
        reservations = new Reservations(state);
        lock = new StateLock(state);
        leases = new PortLeases(registry, reservations, lock, table);
    }

    @Test
    void whereNothingIsRecordedNothingIsLeased() {
        assertThat(leases.takenByOthers(key("backend"))).isEmpty();
    }

    @Test
    void aLivingServerLeasesItsPortForEverybodyElse() {
        try (LaunchedServer server = LaunchedServer.python(folder.resolve("server"), PythonServer.SILENT)) {
            registry.save(server.record());

            assertThat(leases.takenByOthers(key("backend"))).containsExactly(server.port());
            assertThat(leases.takenByOthers(server.record().key())).isEmpty();
        }
    }

    @Test
    void aServerThatHasEndedLeasesNothing() {
        LaunchedServer server = LaunchedServer.python(folder.resolve("server"), PythonServer.SILENT);
        registry.save(server.record());
        server.close();

        assertThat(leases.takenByOthers(key("backend"))).isEmpty();
    }

    @Test
    void manyServersThatHaveEndedCostOneLookAtAllProcesses() {
        LaunchedServer server = LaunchedServer.python(folder.resolve("server"), PythonServer.SILENT);
        ServerRecord ended = server.record();
        server.close();
        for (int i = 0; i < 50; i++) {
            registry.save(new ServerRecord(
                    key("ended-" + i),
                    UUID.randomUUID().toString().replace("-", ""),
                    ended.starter(),
                    ended.leader(),
                    ended.spec(),
                    ended.assigned(),
                    ended.report()));
        }
        AtomicInteger looks = new AtomicInteger();
        ProcessTable counting = (ProcessTable) Proxy.newProxyInstance(
                ProcessTable.class.getClassLoader(),
                new Class<?>[] {ProcessTable.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("rows")) {
                        looks.incrementAndGet();
                    }
                    return method.invoke(table, arguments);
                });

        assertThat(new PortLeases(registry, reservations, lock, counting).takenByOthers(key("backend")))
                .isEmpty();
        assertThat(looks).hasValue(1);
    }

    @Test
    void aServerWhoseLeaderEndedStillLeasesWhatItsChildrenUse() throws InterruptedException {
        try (LaunchedServer server =
                LaunchedServer.python(folder.resolve("server"), "child = os.fork() or wait()\nsay('ready', child)")) {
            server.awaitPids("ready");
            server.process().waitFor();
            registry.save(server.record());

            assertThat(leases.takenByOthers(key("backend"))).containsExactly(server.port());
        }
    }

    @Test
    void aStartUnderWayLeasesItsPort() {
        registry.save(intent("frontend", table.self()));

        assertThat(leases.takenByOthers(key("backend"))).containsExactly(PORT);
    }

    @Test
    void aStartWhoseStarterHasEndedLeasesNothing() {
        LaunchedServer starter = LaunchedServer.python(folder.resolve("starter"), PythonServer.SILENT);
        registry.save(intent("frontend", starter.identity()));
        starter.close();

        assertThat(leases.takenByOthers(key("backend"))).isEmpty();
    }

    @Test
    void aStarterOfAnEarlierBootLeasesNothing() {
        ProcessIdentity self = table.self();
        registry.save(intent(
                "frontend",
                new ProcessIdentity(
                        self.pid(), self.startTicks(), UUID.randomUUID().toString(), self.namespaces(), self.uid())));

        assertThat(leases.takenByOthers(key("backend"))).isEmpty();
    }

    @Test
    void aReservationKeepsAPortFromEverybodyButItsOwner() {
        assertThat(reserve(1, PORT, PORT + 1)).containsExactly(PORT);
        assertThat(leases.takenByOthers(key("backend")))
                .as("we may start on what we have reserved")
                .isEmpty();
        assertThat(reserve(1, PORT, PORT + 1)).containsExactly(PORT + 1);
        assertThat(reserve(1, PORT, PORT + 1)).isEmpty();

        leases.release(PORT);

        assertThat(reserve(1, PORT, PORT + 1)).containsExactly(PORT);
    }

    @Test
    void severalPortsAreReservedTogetherOrNot() {
        assertThat(reserve(3, PORT, PORT, PORT + 1)).containsExactly(PORT, PORT + 1);
        assertThat(reservations.all(here())).isEmpty();

        assertThat(reserve(2, PORT, PORT, PORT + 1)).containsExactly(PORT, PORT + 1);
        assertThat(reservations.all(here())).hasSize(2);
    }

    @Test
    void whatAnotherProcessHasReservedIsTakenUntilItEnds() {
        LaunchedServer owner = LaunchedServer.python(folder.resolve("owner"), PythonServer.SILENT);
        reservations.save(new PortReservation(PORT, owner.identity()), here());
        assertThat(leases.takenByOthers(key("backend"))).containsExactly(PORT);
        assertThat(reserve(1, PORT)).isEmpty();

        owner.close();

        assertThat(leases.takenByOthers(key("backend"))).isEmpty();
        assertThat(leases.abandoned()).extracting(PortReservation::port).containsExactly(PORT);
        assertThat(reservations.all(here())).as("looking changes nothing").hasSize(1);
        assertThat(reserve(1, PORT + 1)).containsExactly(PORT + 1);
        assertThat(reservations.all(here())).extracting(PortReservation::port).containsExactly(PORT + 1);
    }

    @Test
    void onlyReservationsOfProcessesThatAreGoneAreForgotten() {
        LaunchedServer owner = LaunchedServer.python(folder.resolve("owner"), PythonServer.SILENT);
        reservations.save(new PortReservation(PORT, owner.identity()), here());
        assertThat(reserve(1, PORT + 1)).containsExactly(PORT + 1);
        owner.close();

        leases.forgetAbandoned();

        assertThat(reservations.all(here())).extracting(PortReservation::port).containsExactly(PORT + 1);
        assertThat(leases.abandoned()).isEmpty();
    }

    @Test
    void aPortOfARunningServerIsNotReserved() {
        registry.save(intent("frontend", table.self()));

        assertThat(reserve(1, PORT)).isEmpty();
    }

    @Test
    void leasesOfAnotherNetworkAreNeitherObeyedNorTouched() throws Exception {
        Needs.root();
        String unshare = Needs.tool("unshare").toString();
        assertThat(reserve(1, PORT)).containsExactly(PORT);
        registry.save(intent("frontend", table.self()));

        String there = JvmFork.of(ReserveThere.class).under(unshare, "--net").run(folder, PORT);

        assertThat(there).isEqualTo("taken [], reserved [" + PORT + "]");
        assertThat(leases.abandoned()).isEmpty();
        assertThat(reservations.all(here())).extracting(PortReservation::port).containsExactly(PORT);
        assertThat(reserve(1, PORT)).isEmpty();
    }

    @Test
    void leasesOfAnotherPidNamespaceAreNeitherObeyedNorTouched() throws Exception {
        Needs.root();
        String unshare = Needs.tool("unshare").toString();
        assertThat(reserve(1, PORT)).containsExactly(PORT);

        String there = JvmFork.of(ReserveThere.class)
                .under(unshare, "--pid", "--fork", "--mount-proc", "--kill-child")
                .run(folder, PORT);

        assertThat(there).isEqualTo("taken [], reserved [" + PORT + "]");
        assertThat(reservations.all(here())).extracting(PortReservation::port).containsExactly(PORT);
        assertThat(reserve(1, PORT)).isEmpty();
    }

    @Test
    void oneDecisionIsMadeAtATime() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Callable<Integer> decide = () -> leases.exclusively("test", () -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            Thread.onSpinWait();
            return inside.decrementAndGet();
        });
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (Future<Integer> each : threads.invokeAll(Collections.nCopies(40, decide))) {
                assertThat(each.get()).isZero();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(most).hasValue(1);
    }

    private String here() {
        ProcessIdentity self = table.self();
        return self.namespaces() + table.network(self.pid()).orElse("");
    }

    private List<Integer> reserve(int count, int... candidates) {
        return leases.reserve(count, () -> IntStream.of(candidates), it -> true);
    }

    private ServerKey key(String name) {
        return new ServerKey(folder, name);
    }

    private ServerRecord intent(String name, ProcessIdentity starter) {
        return new ServerRecord(
                key(name),
                UUID.randomUUID().toString().replace("-", ""),
                starter,
                Optional.empty(),
                new RecordedSpec(SpecDigests.NONE, Lifetime.DETACHED, Stopping.defaults(), folder.resolve("logs")),
                new AssignedPort(PORT, PORT, "http://127.0.0.1:" + PORT),
                StartReport.begun(Instant.now(), List.of()));
    }
}
