package dev.portman.model;

import java.util.Map;
import java.util.Optional;

/**
 * What an HTTP check sends; always to the server's own host.
 *
 * @param method such as GET
 * @param transport plain, or how its certificate is judged
 * @param port another port of the server; empty for its main one
 * @param path starts with a slash; query allowed
 * @param headers sent as they are; never printed or stored, their values may be secrets
 */
public record HttpQuestion(
        String method, HttpTransport transport, Optional<Integer> port, String path, Map<String, String> headers) {

    /** Copies the map. */
    public HttpQuestion {
        headers = Map.copyOf(headers);
    }

    /** {@code http /health}, {@code https :8443/health}, {@code http POST /ping}. */
    String label() {
        return transport.scheme() + " " + (method.equals("GET") ? "" : method + " ")
                + port.map(it -> ":" + it).orElse("") + path;
    }

    /** Without any value of a header. */
    @Override
    public String toString() {
        return "HttpQuestion[" + label() + ", transport=" + transport + ", headers=" + headers.keySet() + "]";
    }
}
