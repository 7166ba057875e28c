package dev.portman.benchmarks;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** A process of our own that somebody listens in or that is simply there; it ends by itself should we not end it. */
final class Fixture implements Closeable {

    private static final int FIRST_PORT = 24_000;
    private static final int LAST_PORT = 30_000;

    private static final String CLIENT = """
            import socket, sys, time
            for attempt in range(900):
                s = socket.socket()
                s.bind(("127.0.0.1", int(sys.argv[1])))
                try:
                    s.connect(("127.0.0.1", int(sys.argv[2])))
                    break
                except OSError:
                    s.close()
                    time.sleep(0.1)
            else:
                sys.exit(1)
            print("connected", flush=True)
            time.sleep(120)
            """;

    private final Process process;

    private Fixture(Process process) {
        this.process = process;
    }

    /** Processes and sockets, all there when this returns. */
    static Fixture crowd(Place place, int processes, int sockets) throws IOException {
        Process process = new ProcessBuilder(
                        place.program("crowd"), Integer.toString(processes), Integer.toString(sockets), "600")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        awaitLine(process);
        return new Fixture(process);
    }

    /** A server of C on {@code port}, listening when this returns. */
    static Fixture server(Place place, int port, String... more) throws IOException {
        Process process = new ProcessBuilder(serverCommand(place, port, more)).start();
        awaitLine(process);
        return new Fixture(process);
    }

    /** Any command that says a line when it is there. */
    static Fixture command(List<String> words) throws IOException {
        Process process = new ProcessBuilder(words).start();
        awaitLine(process);
        return new Fixture(process);
    }

    static List<String> serverCommand(Place place, int port, String... more) {
        List<String> words = new ArrayList<>(List.of(place.program("server"), Integer.toString(port)));
        words.addAll(List.of(more));
        return words;
    }

    private static void awaitLine(Process process) throws IOException {
        InputStream out = process.getInputStream();
        int character = out.read();
        while (character >= 0 && character != '\n') {
            character = out.read();
        }
        if (character < 0) {
            throw new IOException("a fixture did not come up");
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The moment of the wall clock at which it ends, by whatever signal. */
    CompletableFuture<Long> end() {
        return process.onExit().thenApply(ended -> Stamp.now());
    }

    /** Whether it ends within a second. */
    boolean ends() throws InterruptedException {
        return process.waitFor(1, TimeUnit.SECONDS);
    }

    /** A port that nobody uses. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Whether somebody accepts there. */
    static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    /** Whether somebody accepts there within two minutes. */
    static boolean comesUp(int port) throws InterruptedException {
        for (int i = 0; i < 2_400 && !answers(port); i++) {
            Thread.sleep(50);
        }
        return answers(port);
    }

    /** Whether nobody accepts there any more within some seconds. */
    static boolean falls(int port) throws InterruptedException {
        for (int i = 0; i < 100 && answers(port); i++) {
            Thread.sleep(100);
        }
        return !answers(port);
    }

    /** Ends whoever listens on a port of ours. */
    static void clear(Place place, int port) throws IOException, InterruptedException {
        if (answers(port)) {
            place.run(List.of("fuser", "-k", port + "/tcp"));
        }
    }

    /** A client that holds {@code local} as its own end, connected to {@code remote} when this returns, for which it waits. */
    static Fixture client(int local, int remote) throws IOException {
        return command(List.of("python3", "-c", CLIENT, Integer.toString(local), Integer.toString(remote)));
    }

    /** The first of as many ports in a row, none of which anybody uses. */
    static int freePorts(int count) throws IOException {
        for (int first = FIRST_PORT; first < LAST_PORT; first += count) {
            int from = first;
            if (IntStream.range(from, from + count).allMatch(Fixture::isFree)) {
                return first;
            }
        }
        throw new IOException("no " + count + " free ports in a row");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException held) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(300, TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException stop) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
