package dev.portman.health;

import dev.portman.process.Deadline;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** As much of an HTTP answer as a check needs, read within a deadline and a bound: the status, once its headers are complete. */
final class HttpAnswer {

    private static final int LIMIT = 65_536;
    private static final int STATUS_LENGTH = "HTTP/1.1 200".length();
    private static final int FINAL = 200;
    private static final Duration POLITE = Duration.ofMillis(50);

    private final Socket socket;
    private final InputStream input;
    private final Deadline deadline;
    private final byte[] data = new byte[LIMIT];
    private int length;

    HttpAnswer(Socket socket, Deadline deadline) throws IOException {
        this.socket = socket;
        this.input = socket.getInputStream();
        this.deadline = deadline;
    }

    /** The status of the final answer; an interim one (1xx) is only its herald, RFC 9110 section 15.2. */
    int status() throws IOException {
        int from = 0;
        while (true) {
            while (length - from < STATUS_LENGTH) {
                more(deadline);
            }
            int status = status(from);
            from = endOfHeaders(from);
            if (status >= FINAL) {
                return status;
            }
        }
    }

    /** Takes what is left of a short body, so that the server does not see its answer refused. */
    void drain() {
        Deadline polite = Deadline.in(POLITE);
        try {
            while (true) {
                more(polite);
            }
        } catch (IOException enough) {
            // The end, the bound or the time-out: the status is known, and the body is no matter of the check.
            length = LIMIT;
        }
    }

    /** Whole milliseconds for a socket, where 0 would mean for ever. */
    static int millis(Deadline deadline) {
        return (int) Math.max(1, deadline.left().toMillis());
    }

    private int endOfHeaders(int from) throws IOException {
        int end = blankLine(from);
        while (end < 0) {
            more(deadline);
            end = blankLine(from);
        }
        return end;
    }

    private void more(Deadline until) throws IOException {
        if (length == LIMIT) {
            throw new ProtocolException("its headers do not end");
        }
        if (until.isOver()) {
            throw new SocketTimeoutException();
        }
        socket.setSoTimeout(millis(until));
        int count = input.read(data, length, LIMIT - length);
        if (count < 0) {
            throw new EOFException(
                    length == 0 ? "it closed the connection" : "it closed the connection within its answer");
        }
        length += count;
    }

    /** Where the headers that begin at {@code from} are over, negative if they are not yet; bare line feeds are let pass. */
    private int blankLine(int from) {
        for (int i = from; i < length - 1; i++) {
            if (data[i] == '\n'
                    && (data[i + 1] == '\n' || (data[i + 1] == '\r' && i + 2 < length && data[i + 2] == '\n'))) {
                return data[i + 1] == '\n' ? i + 2 : i + 3;
            }
        }
        return -1;
    }

    private int status(int from) throws IOException {
        String line = new String(data, from, Math.min(STATUS_LENGTH, length - from), StandardCharsets.ISO_8859_1);
        if (!line.matches("HTTP/1\\.[01] [1-5][0-9][0-9]")) {
            throw new ProtocolException("what it says is not HTTP");
        }
        return Integer.parseInt(line.substring(line.length() - 3));
    }
}
