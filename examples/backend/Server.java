import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.LocalTime;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A backend in one file that needs nothing but a JDK, started without compiling it first:
 *
 * <pre>
 * java Server.java 8000        listens on port 8000
 * PORT=8000 java Server.java   the same
 * java Server.java 0 60        any free port; ends by itself after 60 seconds
 * </pre>
 */
final class Server {

    public static void main(String[] args) throws IOException, InterruptedException {
        String wanted = args.length > 0 ? args[0] : System.getenv("PORT");
        if (wanted == null) {
            System.err.println("usage: java Server.java PORT [MAX-SECONDS], or PORT=... java Server.java");
            System.exit(2);
        }

        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(wanted));
        HttpServer server = HttpServer.create(address, 0);
        server.createContext("/", exchange -> answer(exchange, "Hello from pid " + ProcessHandle.current().pid()));
        server.createContext("/health", exchange -> answer(exchange, "UP"));
        ExecutorService handlers = Executors.newCachedThreadPool();
        server.setExecutor(handlers);

        // SIGTERM and Ctrl-C end a JVM through its shutdown hooks: finish what is being answered, then go.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, handlers)));
        server.start();
        log("listening on port " + server.getAddress().getPort());

        if (args.length > 1) {
            TimeUnit.SECONDS.sleep(Long.parseLong(args[1]));
            log("ending by itself after " + args[1] + " s");
            System.exit(0);
        }
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        try (exchange) {
            byte[] body = (text + System.lineSeparator()).getBytes();
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static void stop(HttpServer server, ExecutorService handlers) {
        log("stopping");
        handlers.shutdown();
        try {
            handlers.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.stop(0);
        log("stopped");
    }

    private static void log(String line) {
        System.out.println(LocalTime.now() + " " + line);
    }
}
