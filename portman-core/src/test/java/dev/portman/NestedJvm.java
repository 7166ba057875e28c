package dev.portman;

import dev.portman.model.Allowances;
import dev.portman.model.Lifetime;
import dev.portman.testing.PythonServer;
import dev.portman.testing.SpecBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;

/** A server that is itself a build which runs portman: it listens, and starts a server that is to end with it. */
final class NestedJvm {

    private static final int LIMIT_MILLIS = 60_000;

    private NestedJvm() {}

    /** Arguments: state folder, project folder, port of the inner server. It ends when nobody has connected for a minute. */
    public static void main(String[] arguments) throws IOException {
        int port = Integer.parseInt(System.getenv("PORT"));
        try (ServerSocket socket = new ServerSocket(port, 0, InetAddress.getLoopbackAddress())) {
            socket.setSoTimeout(LIMIT_MILLIS);
            Portman.open(Map.of("PORTMAN_STATE_HOME", arguments[0]), Allowances.NONE, event -> {})
                    .start(new SpecBuilder(Path.of(arguments[1]), "inner")
                            .port(Integer.parseInt(arguments[2]))
                            .lifetime(Lifetime.BUILD)
                            .python(PythonServer.PLAIN)
                            .build());
            while (true) {
                socket.accept().close();
            }
        }
    }
}
