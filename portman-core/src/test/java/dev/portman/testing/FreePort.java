package dev.portman.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A port that nobody uses; the system picks it, nothing keeps it, but nobody else in this JVM gets it. */
public final class FreePort {

    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private FreePort() {}

    /** Asks the system. */
    public static int any() {
        try (ServerSocket socket = new ServerSocket(0)) {
            int port = socket.getLocalPort();
            // While this one is held, the system picks another.
            return GIVEN.add(port) ? port : any();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
