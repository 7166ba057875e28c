package dev.portman.health;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/** Whether something accepts connections on a port: by connecting, never by binding, which could get in a server's way. */
final class PortCheck {

    private PortCheck() {}

    /**
     * Connects and closes at once. A connection from a port to itself is none: TCP allows it where the system happens to pick the very port
     * as the local end (simultaneous open, RFC 9293 section 3.5), without any server.
     *
     * @param limit a listener with a full backlog drops the attempt; without a bound the connect would hang for minutes
     */
    static boolean accepts(String host, int port, Duration limit) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), (int) Math.max(1, limit.toMillis()));
            return socket.getLocalPort() != port;
        } catch (IOException notYet) {
            return false;
        }
    }
}
