package dev.portman.cli;

import dev.portman.model.JavaOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;

/** The server of a {@link FastStart} rehearsal: listens on the port it is told, and ends by itself. */
final class RehearsalServer {

    private static final int LIFE_MILLIS = 120_000;

    private RehearsalServer() {}

    /** Starts one that nobody keeps a record of. */
    static Process launch(Path java, Path jar, int port) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                java.toString(), "-XX:TieredStopAtLevel=1", "-cp", jar.toString(), RehearsalServer.class.getName());
        JavaOptions.setAside(builder.environment());
        builder.environment().put("PORT", Integer.toString(port));
        return builder.redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    public static void main(String[] arguments) throws IOException {
        int port = Integer.parseInt(System.getenv("PORT"));
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            socket.setSoTimeout(LIFE_MILLIS);
            while (true) {
                socket.accept().close();
            }
        } catch (SocketTimeoutException nobodyCameAnyMore) {
            return;
        }
    }
}
