package dev.portman.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A port of 127.0.0.1, as anybody sees it. */
record LocalPort(int number) {

    private static final int LIMIT_MILLIS = 2000;

    /** Whether somebody accepts a connection. */
    boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(address(), LIMIT_MILLIS);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    /** Whether a server could listen there. */
    boolean isBindable() {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address());
            return true;
        } catch (IOException held) {
            return false;
        }
    }

    private InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), number);
    }
}
