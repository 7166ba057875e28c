package dev.portman.holder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.model.Holders;
import dev.portman.model.PortHolder;
import dev.portman.procfs.SocketTable;
import dev.portman.testing.AsNobody;
import dev.portman.testing.Fixtures;
import dev.portman.testing.PythonProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcHolderFinderTest extends HolderFinderContract {

    private static final Path UNSHARE = Path.of("/usr/bin/unshare");

    @TempDir
    Path folder;

    @Override
    HolderFinder finder() {
        return new ProcHolderFinder();
    }

    @Test
    void thisSystemIsAskedThroughProc() {
        assertThat(HolderFinder.forThisSystem()).isInstanceOf(ProcHolderFinder.class);
    }

    @Test
    void whoHasAllSocketsOfAPortIsToldByItsOwnSocketsOnly() {
        PythonProcess server = fixtures.python(LISTEN);
        PortHolder holder = only(finder().holders(server.number(0)));

        assertThat(finder().soleSockets(server.number(0), holder.identity()))
                .isNotEmpty()
                .isEqualTo(holder.socketInodes());
    }

    @Test
    void aUserCannotTellWhoAnotherUsersHolderIs() throws IOException, InterruptedException {
        PythonProcess server = fixtures.python(LISTEN);

        assertThat(AsNobody.run(folder, List.of(), PrintHolders.class, server.number(0)))
                .startsWith("CannotTell 0 visible: a process that is not visible from here listens on 127.0.0.1")
                .contains("root (uid 0)");
    }

    @Test
    void aUserKnowsHisOwnHolder() throws IOException, InterruptedException {
        PythonProcess server = fixtures.add(PythonProcess.start(AsNobody.prefix(), Map.of(), LISTEN));

        assertThat(AsNobody.run(folder, List.of(), PrintHolders.class, server.number(0)))
                .isEqualTo("Known 1 visible: " + server.pid());
    }

    @Test
    void aProcessOfOursThatMayNotBeInspectedCannotBeTold() throws IOException, InterruptedException {
        PythonProcess server = fixtures.add(
                PythonProcess.start(AsNobody.prefix(), Map.of(), "ctypes.CDLL(None).prctl(4, 0, 0, 0, 0)\n" + LISTEN));

        assertThat(AsNobody.run(folder, List.of(), PrintHolders.class, server.number(0)))
                .startsWith("CannotTell 0 visible")
                .contains("(uid " + AsNobody.UID + ")");
    }

    @Test
    void whereProcHidesOtherUsersTheirHoldersCannotBeTold() throws IOException, InterruptedException {
        Fixtures.assumeRootWith(UNSHARE);
        PythonProcess server = fixtures.python(LISTEN);
        List<String> hidden = List.of(
                UNSHARE.toString(),
                "--mount",
                "sh",
                "-c",
                "mount -t proc -o hidepid=2 proc /proc && exec \"$@\"",
                "sh");

        assertThat(AsNobody.run(folder, hidden, PrintHolders.class, server.number(0)))
                .startsWith("CannotTell 0 visible");
    }

    @Test
    void oneHiddenHolderBesideAVisibleOneLeavesTheAnswerOpen() throws IOException, InterruptedException {
        PythonProcess ours = fixtures.add(PythonProcess.start(AsNobody.prefix(), Map.of(), LISTEN));
        fixtures.python("""
                s = socket.socket(socket.AF_INET6); s.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
                s.bind(('::1', int(sys.argv[1]))); s.listen(); ready(); wait()
                """, ours.number(0));

        assertThat(AsNobody.run(folder, List.of(), PrintHolders.class, ours.number(0)))
                .startsWith("CannotTell 1 visible")
                .contains("listens on ::1");
    }

    @Test
    void aWorkerThatDroppedItsRightsIsAHolderOfItsOwnUser() {
        Fixtures.assumeRootWith();
        PythonProcess master = fixtures.python("""
                s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen()
                read, write = os.pipe()
                child = os.fork()
                if child == 0:
                    os.setgid(65534); os.setuid(65534); os.write(write, b'x'); wait()
                os.read(read, 1); ready(s.getsockname()[1], child); wait()
                """);
        List<PortHolder> holders = known(finder().holders(master.number(0)));

        assertThat(holders).extracting(PortHolder::pid).containsExactly(master.pid(), (long) master.number(1));
        assertThat(holders).extracting(holder -> holder.identity().uid()).containsExactly(0L, (long) AsNobody.UID);
    }

    @Test
    void anUnreadableTableIsAFailureAndNotNobody() {
        HolderFinder blind = new ProcHolderFinder(SocketTable.recorded(folder.resolve("tcp"), folder.resolve("tcp6")));

        assertThat(blind.holders(1)).isInstanceOf(Holders.LookFailed.class);
        assertThat(blind.listeningPorts()).isEmpty();
        assertThat(blind.connections(1)).isEmpty();
    }
}
