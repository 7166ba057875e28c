package dev.portman.health;

import dev.portman.model.CheckResult;
import dev.portman.model.HealthCheck;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;

/** Asks one HTTP check once: no redirect is followed, no proxy asked, no body read. */
final class HttpProbe {

    /** One for all, made when first asked: Java 17 cannot close it, so that each keeps a thread and open files until it is collected. */
    private static final class Shared {
        private static final HttpClient CLIENT = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY)
                .build();
    }

    /**
     * Asks.
     *
     * @param check what to ask
     * @param base whom, as {@code http://127.0.0.1:8000}
     * @param left what is left of the total time; a try never takes longer
     */
    CheckResult ask(HealthCheck.Http check, String base, Duration left) {
        Duration limit = left.compareTo(check.timeout()) < 0 ? left : check.timeout();
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + check.path()))
                .timeout(limit)
                .header("User-Agent", "portman")
                .build();
        try {
            HttpResponse<InputStream> response = Shared.CLIENT.send(request, HttpResponse.BodyHandlers.ofInputStream());
            // Closing cancels what is left of the body, however long it is.
            response.body().close();
            int status = response.statusCode();
            return result(check, check.status().contains(status), "answered " + status);
        } catch (HttpTimeoutException e) {
            return result(check, false, "no answer (time is up)");
        } catch (IOException e) {
            return result(check, false, "no answer (" + reason(e) + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return result(check, false, "no answer (interrupted)");
        }
    }

    private static String reason(IOException e) {
        String message = e.getMessage();
        return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
    }

    private static CheckResult result(HealthCheck check, boolean ok, String detail) {
        return new CheckResult(check.label(), ok, detail, Instant.now());
    }
}
