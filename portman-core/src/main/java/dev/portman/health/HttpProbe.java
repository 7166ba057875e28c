package dev.portman.health;

import dev.portman.model.CheckResult;
import dev.portman.model.HealthCheck;
import dev.portman.process.Deadline;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/**
 * Asks one HTTP check once: no redirect is followed, no proxy asked, no more of the body read than politeness demands. By hand, since
 * the JDK's client takes longer to get going than many a server.
 */
final class HttpProbe {

    private HttpProbe() {}

    /**
     * Asks.
     *
     * @param check what to ask
     * @param server whom
     * @param left what is left of the total time; a try never takes longer
     */
    static CheckResult ask(HealthCheck.Http check, InetSocketAddress server, Duration left) {
        Deadline deadline = Deadline.in(left.compareTo(check.timeout()) < 0 ? left : check.timeout());
        try (Socket socket = new Socket()) {
            socket.connect(server, HttpAnswer.millis(deadline));
            if (socket.getLocalPort() == server.getPort()) {
                throw new ConnectException("the port is connected to itself");
            }
            socket.getOutputStream().write(request(check.path(), server).getBytes(StandardCharsets.US_ASCII));
            HttpAnswer answer = new HttpAnswer(socket, deadline);
            int status = answer.status();
            answer.drain();
            return result(check, check.status().contains(status), "answered " + status);
        } catch (SocketTimeoutException e) {
            return result(check, false, "no answer (time is up)");
        } catch (IOException e) {
            return result(check, false, "no answer (" + reason(e) + ")");
        }
    }

    private static String request(String path, InetSocketAddress server) {
        String host = server.getHostString();
        return "GET " + URI.create(path).toASCIIString() + " HTTP/1.1\r\n"
                + "Host: " + (host.contains(":") ? "[" + host + "]" : host) + ":" + server.getPort() + "\r\n"
                + "User-Agent: portman\r\nAccept: */*\r\nConnection: close\r\n\r\n";
    }

    private static String reason(IOException e) {
        String message = e.getMessage();
        return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
    }

    private static CheckResult result(HealthCheck check, boolean ok, String detail) {
        return new CheckResult(check.label(), ok, detail, Instant.now());
    }
}
