package dev.portman.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an HTTP check sends; always to the server's own host.
 *
 * @param method such as GET
 * @param transport plain, or how its certificate is judged
 * @param port another port of the server; empty for its main one
 * @param path starts with a slash; query allowed, which is never printed or stored
 * @param headers sent as they are; never printed or stored, their values may be secrets
 */
public record HttpQuestion(
        String method, HttpTransport transport, Optional<Integer> port, String path, Map<String, String> headers) {

    /** Copies the map. */
    public HttpQuestion {
        headers = Map.copyOf(headers);
    }

    /** {@code http /health}, {@code https :8443/health}, {@code http POST /ping}; never what the path is asked with. */
    String label() {
        return transport.scheme() + " " + (method.equals("GET") ? "" : method + " ")
                + port.map(it -> ":" + it).orElse("") + shown(path);
    }

    /** A path or URL as it may be shown: whoever is asked may know its query, or a user in it, as a password. */
    public static String shown(String path) {
        int query = path.indexOf('?');
        String place = query < 0 ? path : path.substring(0, query) + "?" + SecretText.HIDDEN;
        int user = place.lastIndexOf('@');
        return user <= 0 || place.startsWith("/") ? place : SecretText.HIDDEN + place.substring(user);
    }

    /** What must not be told of an answer either: a server may send back what it was sent. */
    public List<String> secrets() {
        List<String> secrets = new ArrayList<>(headers.values());
        int query = path.indexOf('?') + 1;
        if (query > 0) {
            secrets.add(path.substring(query));
            for (String part : path.substring(query).split("[&;]", -1)) {
                int value = part.indexOf('=') + 1;
                if (SecretText.isNameOfSecret(part.substring(0, value))) {
                    secrets.add(part.substring(value));
                }
            }
        }
        return secrets;
    }

    /** Without any value of a header. */
    @Override
    public String toString() {
        return "HttpQuestion[" + label() + ", transport=" + transport + ", headers=" + headers.keySet() + "]";
    }
}
