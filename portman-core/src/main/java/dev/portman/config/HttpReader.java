package dev.portman.config;

import dev.portman.model.HealthCheck;
import dev.portman.model.HttpExpectation;
import dev.portman.model.HttpQuestion;
import dev.portman.model.HttpTransport;
import dev.portman.model.StatusRange;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what a server is asked by HTTP; never whom: that is the server itself. */
final class HttpReader {

    private static final String HTTP = "readiness.http.";
    private static final List<String> METHODS = List.of("GET", "HEAD", "OPTIONS", "POST");
    private static final Pattern STATUS_FORM = Pattern.compile("([1-5]\\d\\d)(?:\\s*-\\s*([1-5]\\d\\d))?");
    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    /** What the client sets itself, in lower case. */
    private static final Set<String> OF_THE_CLIENT =
            Set.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade");

    private final ServerWords words;
    private final Path directory;

    /** Reads the words of a server that is described in {@code directory}. */
    HttpReader(ServerWords words, Path directory) {
        this.words = words;
        this.directory = directory;
    }

    /** The check; empty if none of its keys is there. */
    Optional<HealthCheck> read(Duration timeout) {
        boolean asked = words.anyUnder(HTTP) || !words.headers().isEmpty();
        return asked
                ? Optional.of(new HealthCheck.Http(question(), new HttpExpectation(status(), body()), timeout))
                : Optional.empty();
    }

    private HttpQuestion question() {
        Optional<Integer> port = words.text(HTTP + "port").map(it -> {
            int number = PortText.port(words.parameter(HTTP + "port"), it);
            if (number == 0) {
                throw words.refused(HTTP + "port", it, "must be a number from 1 to 65535");
            }
            return number;
        });
        return new HttpQuestion(method(), transport(), port, path(), headers());
    }

    private String method() {
        String written = words.text(HTTP + "method").orElse("GET");
        String method = written.toUpperCase(Locale.ROOT);
        if (!METHODS.contains(method)) {
            throw words.refused(HTTP + "method", written, "must be one of " + String.join(", ", METHODS));
        }
        return method;
    }

    private HttpTransport transport() {
        String scheme = words.text(HTTP + "scheme").orElse("http");
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw words.refused(HTTP + "scheme", scheme, "must be http or https");
        }
        Optional<String> caFile = words.text(HTTP + "caFile");
        boolean trustAll = words.flag(HTTP + "trustAll");
        if (scheme.equals("http")) {
            caFile.ifPresent(it -> {
                throw words.refused(HTTP + "caFile", it, "needs the scheme https");
            });
            if (trustAll) {
                throw words.refused(HTTP + "trustAll", "true", "needs the scheme https");
            }
            return new HttpTransport.Plain();
        }
        if (trustAll && caFile.isPresent()) {
            throw words.refused(HTTP + "trustAll", "true", "cannot stand beside caFile; use one of them");
        }
        return trustAll
                ? new HttpTransport.TrustAll()
                : new HttpTransport.Verified(caFile.map(it -> words.folder(HTTP + "caFile", directory, it)));
    }

    /** A path only: which server is asked is not for this key to say. */
    private String path() {
        String key = HTTP + "path";
        String path = words.text(key).orElse("/");
        try {
            URI uri = new URI("http://localhost" + path);
            if (path.startsWith("/") && "localhost".equals(uri.getAuthority()) && uri.getRawFragment() == null) {
                return path;
            }
        } catch (URISyntaxException e) {
            throw words.refused(key, HttpQuestion.shown(path), "must be a path of a URL (" + e.getReason() + ")");
        }
        throw words.refused(key, HttpQuestion.shown(path), "must be a path that starts with '/', such as /health");
    }

    /** Names are told, values never: they may be secrets. */
    private Map<String, String> headers() {
        words.headers().forEach((name, value) -> {
            if (!HEADER_NAME.matcher(name).matches()) {
                throw words.refused(HTTP + "headers", name, "is no name of a header");
            }
            if (OF_THE_CLIENT.contains(name.toLowerCase(Locale.ROOT))) {
                throw words.refused(HTTP + "headers", name, "is set by portman itself");
            }
            if (!value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c != 0x7f && c <= 0xff))) {
                throw words.refused(
                        HTTP + "headers",
                        name,
                        "must have a value of one line, in Latin-1 and without control characters");
            }
        });
        return words.headers();
    }

    private StatusRange status() {
        return words.text(HTTP + "status").map(this::status).orElse(StatusRange.DEFAULT);
    }

    private StatusRange status(String text) {
        Matcher form = STATUS_FORM.matcher(text);
        if (form.matches()) {
            int low = Integer.parseInt(form.group(1));
            int high = form.group(2) == null ? low : Integer.parseInt(form.group(2));
            if (low <= high) {
                return new StatusRange(low, high);
            }
        }
        throw words.refused(
                HTTP + "status", text, "must be a status from 100 to 599 or an ascending range such as 200-399");
    }

    private Optional<Pattern> body() {
        Optional<Pattern> body = words.pattern(HTTP + "body");
        if (body.isPresent() && method().equals("HEAD")) {
            throw words.refused(HTTP + "body", body.get().pattern(), "cannot be found: the answer to HEAD has no body");
        }
        return body;
    }
}
