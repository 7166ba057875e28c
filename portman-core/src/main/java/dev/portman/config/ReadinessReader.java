package dev.portman.config;

import dev.portman.model.HealthCheck;
import dev.portman.model.Readiness;
import dev.portman.model.StatusRange;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads when a server counts as started. */
final class ReadinessReader {

    private static final String PATH = "readiness.http.path";
    private static final String STATUS = "readiness.http.status";
    private static final String LOG = "readiness.log";
    private static final String FAILURE = "readiness.failure";
    private static final Pattern STATUS_FORM = Pattern.compile("([1-5]\\d\\d)(?:\\s*-\\s*([1-5]\\d\\d))?");

    private final ServerWords words;

    ReadinessReader(ServerWords words) {
        this.words = words;
    }

    Readiness read() {
        List<HealthCheck> checks = new ArrayList<>();
        if (words.text(PATH).isPresent() || words.text(STATUS).isPresent()) {
            checks.add(new HealthCheck.Http(path(), status(), HealthCheck.Http.DEFAULT_TIMEOUT));
        }
        words.text(LOG).ifPresent(it -> checks.add(new HealthCheck.Log(pattern(LOG, it))));
        Duration timeout = words.duration("startupTimeout", Readiness.DEFAULT_STARTUP_TIMEOUT);
        if (timeout.isZero()) {
            throw words.refused("startupTimeout", words.text("startupTimeout").orElse("0"), "must be more than 0");
        }
        return new Readiness(checks, words.text(FAILURE).map(it -> pattern(FAILURE, it)), timeout);
    }

    /** A path only: which server is asked is not for this key to say. */
    private String path() {
        String path = words.text(PATH).orElse("/");
        try {
            URI uri = new URI("http://localhost" + path);
            if (path.startsWith("/") && "localhost".equals(uri.getAuthority()) && uri.getRawFragment() == null) {
                return path;
            }
        } catch (URISyntaxException e) {
            throw words.refused(PATH, path, "must be a path of a URL (" + e.getReason() + ")");
        }
        throw words.refused(PATH, path, "must be a path that starts with '/', such as /health");
    }

    private StatusRange status() {
        return words.text(STATUS).map(this::status).orElse(StatusRange.DEFAULT);
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
        throw words.refused(STATUS, text, "must be a status from 100 to 599 or an ascending range such as 200-399");
    }

    private Pattern pattern(String key, String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw words.refused(key, text, "must be a regular expression (" + e.getDescription() + ")");
        }
    }
}
