package dev.portman.port;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.Locale;

/** The two ways in which portman tries a port; a socket is bound for microseconds and never listens. */
enum Bind {
    /** Without SO_REUSEADDR: succeeds only if nothing at all uses the port on any address. */
    PLAIN,
    /** With SO_REUSEADDR, as servers bind on Unix. */
    AS_SERVER;

    /** What came of it. */
    enum Outcome {
        DONE,
        IN_USE,
        DENIED
    }

    private static final String SYSTEM = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    private static final boolean LINUX = SYSTEM.contains("linux");
    private static final boolean WINDOWS = SYSTEM.contains("windows");
    private static final boolean IPV6 = hasIpv6();

    /**
     * Whether a bind on the wildcard address meets the listeners of both IP versions: not in a JVM without IPv6
     * ({@code java.net.preferIPv4Stack}), which can bind nothing but IPv4.
     */
    static boolean seesEveryListener() {
        return IPV6;
    }

    /** A port that the system chose, unused on every address that this JVM can bind. */
    static int anyPort() {
        try (Socket socket = new Socket()) {
            socket.setReuseAddress(false);
            socket.bind(new InetSocketAddress(0));
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException("the system has no free port", none);
        }
    }

    /** Tries {@code port} on all addresses at once. */
    Outcome attempt(int port) {
        Outcome everywhere = attempt(new InetSocketAddress(port));
        if (everywhere != Outcome.DONE || LINUX || this == PLAIN) {
            return everywhere;
        }
        // Other systems let a wildcard bind with SO_REUSEADDR coexist with a listener on one address (BSD's rule).
        Outcome four = attempt(address(new byte[] {127, 0, 0, 1}, port));
        if (four != Outcome.DONE || !IPV6) {
            return four;
        }
        byte[] six = new byte[16];
        six[15] = 1;
        return attempt(address(six, port));
    }

    private Outcome attempt(InetSocketAddress address) {
        try (Socket socket = new Socket()) {
            // On Windows the option would let us steal a port in use.
            socket.setReuseAddress(this == AS_SERVER && !WINDOWS);
            socket.bind(address);
            return Outcome.DONE;
        } catch (BindException refused) {
            return BindRefusal.isPermission(refused) ? Outcome.DENIED : Outcome.IN_USE;
        } catch (IOException other) {
            // No socket can be had at all (file descriptors used up): no server could start here either.
            throw new UncheckedIOException("port " + address.getPort() + " cannot be tried", other);
        }
    }

    private static InetSocketAddress address(byte[] address, int port) {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(address), port);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("4 or 16 bytes are an address", impossible);
        }
    }

    /** By a plain socket: the first channel of a JVM makes it look for providers of channels in its class path, which takes as long as all binds. */
    private static boolean hasIpv6() {
        try (Socket socket = new Socket()) {
            socket.bind(address(new byte[16], 0));
            return true;
        } catch (IOException protocolFamilyUnavailable) {
            return false;
        }
    }
}
