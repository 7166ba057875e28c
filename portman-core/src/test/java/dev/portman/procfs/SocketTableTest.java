package dev.portman.procfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Recorded tables are of a little-endian machine, as all that run these tests. */
class SocketTableTest {

    private static final String HEADING =
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n";
    private static final String TAIL = " 00000000:00000000 00:00000000 00000000  ";

    @TempDir
    Path folder;

    private Path four = Path.of("");
    private Path six = Path.of("");

    @BeforeEach
    void nameFiles() {
        four = folder.resolve("tcp");
        six = folder.resolve("tcp6");
    }

    @Test
    void listenersOfBothVersionsAreFoundWithAddressUserAndInode() throws IOException {
        write(four, HEADING + line("0100007F:1F90", "0A", 1000, 77) + line("00000000:1F91", "0A", 0, 78));
        write(six, HEADING + line("00000000000000000000000001000000:1F90", "0A", 4_294_967_294L, 4026531999L));

        assertThat(table().listeners(0x1F90))
                .containsExactly(
                        new SocketLine("127.0.0.1", 0x1F90, 0x0A, 1000, 77),
                        new SocketLine("::1", 0x1F90, 0x0A, 4_294_967_294L, 4026531999L));
        assertThat(table().listeners(Set.of(0x1F91, 1)))
                .containsExactly(new SocketLine("0.0.0.0", 0x1F91, 0x0A, 0, 78));
        assertThat(table().allListeningPorts()).containsExactly(0x1F90, 0x1F91);
        assertThat(table().firstListener(0x1F90)).contains(new SocketLine("127.0.0.1", 0x1F90, 0x0A, 1000, 77));
        assertThat(table().firstListener(1)).isEmpty();
    }

    @Test
    void aListenerIsFoundInEitherTableWhereverItStands() throws IOException {
        StringBuilder fours = new StringBuilder(HEADING);
        StringBuilder sixes = new StringBuilder(HEADING);
        for (int i = 1; i <= 40; i++) {
            // Lines of different length, also one after a longer one.
            long inode = i % 3 == 0 ? i : i * 10_000_000L;
            fours.append(line("0100007F:%04X".formatted(i), "0A", 0, inode));
            sixes.append(line("00000000000000000000000001000000:%04X".formatted(100 + i), "0A", 0, inode));
        }
        write(four, fours.toString());
        write(six, sixes.toString());

        for (int i = 1; i <= 40; i++) {
            assertThat(table().firstListener(i)).map(SocketLine::port).contains(i);
            assertThat(table().firstListener(100 + i)).map(SocketLine::port).contains(100 + i);
        }
        assertThat(table().firstListener(41)).isEmpty();
        assertThat(ListenerSearch.of(files(), counts(1), 40)).isPresent();
    }

    @Test
    void readingStopsAtTheFirstSocketThatDoesNotListen() throws IOException {
        write(
                four,
                HEADING
                        + line("0100007F:0001", "0A", 0, 1)
                        + line("0100007F:0002", "01", 0, 2)
                        + line("0100007F:0003", "0A", 0, 3));

        assertThat(table().allListeningPorts()).containsExactly(1);
    }

    @Test
    void brokenLinesArePassedOver() throws IOException {
        write(
                four,
                "\n\n:::\nnot a table\n" + line("0100007F:GGGG", "0A", 0, 1) + line("0100007F", "0A", 0, 1)
                        + line("01007F:0007", "0A", 0, 1) + line("Z100007F:0007", "0A", 0, 1)
                        + line("0100007F:0007", "xx", 0, 1)
                        + line("0100007F:0007", "0A", 0, 1).replace("  0        0 1 ", "  0        0 x ")
                        + "9".repeat(5000) + "\n" + line("0100007F:0008", "0A", 0, 5) + "  1: 0100007F:0009 0000");

        assertThat(table().allListeningPorts()).containsExactly(8);
        assertThat(table().connections(7)).isEmpty();
    }

    @Test
    void aKernelWithoutIpv6HasNoSecondTable() throws IOException {
        write(four, HEADING + line("0100007F:0001", "0A", 0, 1));

        assertThat(table().allListeningPorts()).containsExactly(1);
    }

    @Test
    void withoutTheFirstTableLookingFails() throws IOException {
        write(six, HEADING);

        assertThatThrownBy(() -> table().listeners(1)).isInstanceOf(IOException.class);
    }

    @Test
    void connectionsAreWhatDoesNotListen() throws IOException {
        write(
                four,
                HEADING
                        + line("0100007F:0001", "0A", 0, 1)
                        + line("0100007F:0001", "01", 0, 2)
                        + line("0100007F:0002", "01", 0, 3)
                        + line("0100007F:0001", "06", 0, 0));

        assertThat(table().connections(1)).extracting(SocketLine::inode).containsExactly(2L, 0L);
        assertThat(table().connections(1)).extracting(SocketLine::isTimeWait).containsExactly(false, true);
    }

    @Test
    void theRealTableShowsARealListenerAndItsConnection() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket server = new ServerSocket(0, 5, loopback);
                Socket client = new Socket(loopback, server.getLocalPort())) {
            SocketTable real = SocketTable.ofThisSystem();

            assertThat(real.listeners(server.getLocalPort()))
                    .singleElement()
                    .satisfies(line -> assertThat(line.address()).isEqualTo("127.0.0.1"));
            assertThat(real.allListeningPorts()).contains(server.getLocalPort()).doesNotContain(client.getLocalPort());
            assertThat(real.connections(client.getLocalPort())).isNotEmpty();
            long inode = real.listeners(server.getLocalPort()).get(0).inode();
            assertThat(SocketLinks.heldBy(ProcessHandle.current().pid(), new long[] {inode}))
                    .containsExactly(inode);
        }
    }

    @Test
    void readingStopsWhereTheKernelCountsNoMoreSockets() throws IOException {
        write(four, HEADING + line("0100007F:0001", "0A", 0, 1) + line("0100007F:0002", "0A", 0, 2));
        BitSet first = new BitSet();
        first.set(1);

        assertThat(ListenerReading.ports(files(), counts(1)).stream()).containsExactly(1);
        assertThat(ListenerReading.of(files(), counts(1), first))
                .extracting(SocketLine::port)
                .containsExactly(1);
        assertThat(ListenerReading.ports(files(), counts(9)).stream()).hasSize(2);
    }

    @Test
    void soManyListenersAreReadAsTheKernelCounts() throws IOException {
        StringBuilder table = new StringBuilder(HEADING);
        for (int port = 1; port <= 400; port++) {
            table.append(line("0100007F:%04X".formatted(port), "0A", 0, port));
        }
        write(four, table.toString());

        for (int count : new int[] {1, 27, 28, 29, 30, 55, 56, 57, 300, 399}) {
            assertThat(ListenerReading.ports(files(), counts(count)).cardinality())
                    .isEqualTo(count);
        }
        assertThat(ListenerReading.ports(files(), counts(400)).cardinality()).isEqualTo(400);
        assertThat(ListenerReading.ports(files(), counts(500)).cardinality()).isEqualTo(400);
    }

    @Test
    void thatNobodyListensIsNeverConcludedFromACount() throws IOException {
        write(four, HEADING + line("0100007F:0001", "0A", 0, 1) + line("0100007F:0002", "0A", 0, 2));
        BitSet second = new BitSet();
        second.set(2);

        assertThat(ListenerReading.of(files(), counts(1), second)).hasSize(1);
        assertThat(ListenerReading.of(files(), counts(0), second)).hasSize(1);
    }

    @Test
    void aTableOfManyPagesIsReadToItsEnd() throws IOException {
        List<ServerSocket> servers = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                servers.add(new ServerSocket(0, 1, InetAddress.getByName(i % 2 == 0 ? "127.0.0.1" : "::1")));
            }
            Set<Integer> ports = new HashSet<>();
            servers.forEach(server -> ports.add(server.getLocalPort()));

            assertThat(SocketTable.ofThisSystem().allListeningPorts()).containsAll(ports);
            // A stranger may listen on the same port of another address.
            assertThat(SocketTable.ofThisSystem().listeners(ports))
                    .hasSizeGreaterThanOrEqualTo(300)
                    .extracting(SocketLine::port)
                    .containsAll(ports);
        } finally {
            for (ServerSocket server : servers) {
                server.close();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, 0.0.0.0",
        "127.0.0.2, 127.0.0.2",
        "::, ::",
        "0:0:0:0:0:0:0:1, ::1",
        "fe80:0:0:0:0:0:0:1, fe80::1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "1:0:0:0:0:0:0:0, 1::",
        "::ffff:10.0.0.1, 10.0.0.1",
    })
    void addressesHaveOneSpelling(String address, String spelling) throws IOException {
        assertThat(AddressText.of(InetAddress.getByName(address))).isEqualTo(spelling);
    }

    @Test
    void anIpv4AddressOnAnIpv6SocketIsSpelledAsIpv4() throws IOException {
        write(four, HEADING);
        write(six, HEADING + line("0000000000000000FFFF00000100007F:0001", "0A", 0, 9));

        assertThat(table().listeners(1)).extracting(SocketLine::address).containsExactly("127.0.0.1");
    }

    @ParameterizedTest
    @CsvSource({"socket:[123],123", "socket:[],0", "socket:[12x],-1", "pipe:[123],-1", "/dev/null,-1", "'',-1"})
    void onlyLinksToSocketsHaveAnInode(String target, long inode) {
        assertThat(SocketLinks.inodeIn(target)).isEqualTo(inode);
    }

    private String[] files() {
        return new String[] {four.toString(), six.toString()};
    }

    private SocketCounts counts(int number) throws IOException {
        Path file = folder.resolve("sockstat");
        write(file, "sockets: used 13\nTCP: inuse " + number + " orphan 0 tw 2 alloc 2 mem 271\n");
        return new SocketCounts(file.toString(), "");
    }

    private SocketTable table() {
        return SocketTable.recorded(four, six);
    }

    private static String line(String local, String state, long uid, long inode) {
        return "   0: " + local + " 00000000:0000 " + state + TAIL + uid + "        0 " + inode + " 1 00000000x\n";
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
    }
}
