package dev.portman.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.testing.FreePort;
import dev.portman.testing.JvmFork;
import dev.portman.testing.Needs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PortCheckTest {

    private static final Duration LIMIT = Duration.ofSeconds(2);

    @Test
    void aListenerAccepts() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertThat(PortCheck.accepts("127.0.0.1", server.getLocalPort(), LIMIT))
                    .isTrue();
        }
    }

    @Test
    void aFreePortDoesNot() {
        assertThat(PortCheck.accepts("127.0.0.1", FreePort.any(), LIMIT)).isFalse();
    }

    @Test
    void aPortThatIsBoundOnlyDoesNot() throws IOException {
        try (Socket bound = new Socket()) {
            bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

            assertThat(PortCheck.accepts("127.0.0.1", bound.getLocalPort(), LIMIT))
                    .isFalse();
        }
    }

    @Test
    void aNameThatDoesNotResolveAcceptsNothing() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertThat(PortCheck.accepts("no-such-host.invalid", server.getLocalPort(), LIMIT))
                    .isFalse();
        }
    }

    /** In a network namespace whose only port for outgoing connections is the very one that is asked: TCP then connects it to itself. */
    @Test
    void aConnectionOfAPortToItselfIsNoServer() throws Exception {
        Needs.root();
        String unshare = Needs.tool("unshare").toString();
        String ip = Needs.tool("ip").toString();

        String seen = JvmFork.of(SelfConnect.class)
                .under(unshare, "--net", "/bin/sh", "-c", ip + " link set lo up && exec \"$@\"", "sh")
                .run();

        assertThat(seen).isEqualTo("connects to itself: true, counts as accepting: false");
    }

    /** For a JVM in such a namespace. */
    static final class SelfConnect {

        private SelfConnect() {}

        public static void main(String[] arguments) throws IOException {
            int port = FreePort.any();
            Files.writeString(Path.of("/proc/sys/net/ipv4/ip_local_port_range"), port + " " + port);
            System.out.println("connects to itself: " + connects(port) + ", counts as accepting: "
                    + PortCheck.accepts("127.0.0.1", port, LIMIT));
        }

        private static boolean connects(int port) throws IOException {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                // Ends with a reset: a port in TIME_WAIT could not be connected again, to whatever.
                socket.setSoLinger(true, 0);
                return socket.getLocalPort() == port;
            }
        }
    }
}
