package dev.portman.health;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
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
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            return false;
        }
        // Without blocking: Socket.connect with a time-out sets up a poll and costs twice the processor time, many
        // times per start.
        try (SocketChannel channel = SocketChannel.open()) {
            channel.configureBlocking(false);
            boolean connected = channel.connect(address) || channel.finishConnect() || finishedWithin(limit, channel);
            return connected && !channel.getLocalAddress().equals(channel.getRemoteAddress());
        } catch (IOException notYet) {
            return false;
        }
    }

    private static boolean finishedWithin(Duration limit, SocketChannel channel) throws IOException {
        try (Selector selector = Selector.open()) {
            channel.register(selector, SelectionKey.OP_CONNECT);
            return selector.select(Math.max(1, limit.toMillis())) > 0 && channel.finishConnect();
        }
    }
}
