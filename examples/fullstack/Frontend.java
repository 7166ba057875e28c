import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/**
 * A frontend in one file that needs nothing but a JDK: one page, which shows what the backend answers.
 *
 * <pre>
 * java Frontend.java 3000 http://127.0.0.1:8000
 * </pre>
 */
final class Frontend {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    public static void main(String[] args) throws IOException {
        if (args.length < 2) {
            System.err.println("usage: java Frontend.java PORT BACKEND-URL");
            System.exit(2);
        }
        URI backend = URI.create(args[1]);
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]));
        HttpServer server = HttpServer.create(address, 0);
        server.createContext("/", exchange -> answer(exchange, page(backend)));
        server.start();
        System.out.println("listening on port " + server.getAddress().getPort() + ", backend at " + backend);
    }

    private static String page(URI backend) {
        return "<!doctype html><title>fullstack</title><p>The backend at " + backend + " says: " + said(backend) + "\n";
    }

    private static String said(URI backend) {
        try {
            HttpRequest request = HttpRequest.newBuilder(backend.resolve("/")).build();
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).body().strip();
        } catch (IOException e) {
            return "nothing (" + e.getClass().getSimpleName() + ")";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "nothing, interrupted";
        }
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        try (exchange) {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
