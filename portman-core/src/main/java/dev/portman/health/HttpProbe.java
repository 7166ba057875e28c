package dev.portman.health;

import dev.portman.health.ListenerProof.Sight;
import dev.portman.health.Probes.Answer;
import dev.portman.log.Redactor;
import dev.portman.model.HealthCheck;
import dev.portman.model.HttpExpectation;
import dev.portman.model.HttpQuestion;
import dev.portman.model.PortRequest;
import dev.portman.model.Printable;
import dev.portman.model.ServerRecord;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Asks one HTTP check once: only the server itself, on a port that is its own; of a body no more is read than is looked at. */
final class HttpProbe {

    private final PortRequest where;
    private final ServerRecord server;
    private final ListenerProof listeners;
    private final HttpClients clients = new HttpClients();

    /**
     * A probe for one server.
     *
     * @param where its host
     * @param server its record
     * @param listeners shows whose a second port is; the main one is proven by whoever asks
     */
    HttpProbe(PortRequest where, ServerRecord server, ListenerProof listeners) {
        this.where = where;
        this.server = server;
        this.listeners = listeners;
    }

    Answer ask(HealthCheck.Http check, Duration limit) {
        int port = check.question().port().orElse(server.assigned().port());
        if (port != server.assigned().port()) {
            Sight sight = listeners.look(server, port);
            if (!sight.proven()) {
                return new Answer(false, sight.detail());
            }
        }
        try {
            return exchange(clients.of(check.question().transport()), request(check.question(), port, limit), check);
        } catch (IOException e) {
            return new Answer(false, reason(e, check.question()));
        }
    }

    private HttpRequest request(HttpQuestion question, int port, Duration limit) {
        String base = where.url(question.transport().scheme(), port);
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(base + question.path()))
                .method(question.method(), BodyPublishers.noBody())
                .timeout(limit)
                .setHeader("User-Agent", "portman");
        question.headers().forEach(builder::setHeader);
        return builder.build();
    }

    private static Answer exchange(HttpClient client, HttpRequest request, HealthCheck.Http check) {
        int most = check.expected().body().isPresent() ? HttpExpectation.LARGEST_BODY : 0;
        CompletableFuture<HttpResponse<String>> answer = client.sendAsync(request, head -> new BodyStart(most));
        try {
            // The time-out of the request ends with its headers.
            long limit = request.timeout().orElseThrow().toNanos();
            return judged(answer.get(limit, TimeUnit.NANOSECONDS), check.expected());
        } catch (ExecutionException e) {
            return new Answer(
                    false, "no answer (" + reason(e.getCause() == null ? e : e.getCause(), check.question()) + ")");
        } catch (TimeoutException e) {
            answer.cancel(true);
            return new Answer(false, "no answer (time is up)");
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return new Answer(false, "no answer (interrupted)");
        }
    }

    private static Answer judged(HttpResponse<String> response, HttpExpectation expected) {
        int status = response.statusCode();
        boolean bodyPasses = expected.body()
                .map(pattern -> pattern.matcher(response.body()).find())
                .orElse(true);
        if (!expected.status().contains(status) || bodyPasses) {
            return new Answer(expected.status().contains(status), "answered " + status);
        }
        return new Answer(false, "answered " + status + ", but its body does not match");
    }

    private static String reason(Throwable failure, HttpQuestion question) {
        if (failure instanceof HttpTimeoutException) {
            return "time is up";
        }
        String message = failure.getMessage() == null || failure.getMessage().isBlank()
                ? failure.getClass().getSimpleName()
                : failure.getMessage();
        String safe = Redactor.of(question.secrets()).redact(message);
        return (failure instanceof SSLException ? "TLS: " : "") + Printable.escape(safe);
    }
}
