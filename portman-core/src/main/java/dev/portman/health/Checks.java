package dev.portman.health;

import dev.portman.log.LogScanner;
import dev.portman.model.CheckResult;
import dev.portman.model.HealthCheck;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The checks of one server, asked in turn; what a log has said once stays said. */
final class Checks {

    /** A server that logs its requests wakes the wait with each of ours: without a pace of its own, asking would feed itself. */
    private static final Duration HTTP_EARLY = Duration.ofMillis(10);

    private static final Duration HTTP_LATE = Duration.ofMillis(100);
    private static final Duration EARLY = Duration.ofSeconds(2);
    /** With less than that left, a try could only say that there was no time, and hide what the server did answer. */
    private static final Duration WORTH_A_TRY = Duration.ofMillis(250);

    private final long begun = System.nanoTime();
    private final Map<String, Duration> asked = new HashMap<>();
    private final List<HealthCheck> checks;
    private final String url;
    private final HttpProbe http = new HttpProbe();
    private final LogScanner log;
    private final Optional<Pattern> failure;
    private final Map<String, CheckResult> last = new LinkedHashMap<>();

    Checks(Startup startup) {
        this.checks = startup.spec().readiness().checks();
        this.url = startup.record().assigned().url();
        this.failure = startup.spec().readiness().failure();
        this.log = new LogScanner(startup.record().logFile());
    }

    /** Asks all of them; empty if all pass, else the first that does not, in words. */
    Optional<String> pending(Duration left) {
        for (HealthCheck check : checks) {
            CheckResult result = ask(check, left);
            last.put(result.check(), result);
            if (!result.ok()) {
                return Optional.of(result.check() + ": " + result.detail());
            }
        }
        return Optional.empty();
    }

    /** The line by which the server itself says that it will not come up. */
    Optional<String> failure() {
        return failure.flatMap(log::firstLine);
    }

    /** The last result of each check that was asked. */
    List<CheckResult> results() {
        return new ArrayList<>(last.values());
    }

    private CheckResult ask(HealthCheck check, Duration left) {
        if (check instanceof HealthCheck.Http request) {
            return ask(request, left);
        }
        HealthCheck.Log wanted = (HealthCheck.Log) check;
        boolean found = log.finds(wanted.pattern());
        return new CheckResult(check.label(), found, found ? "found" : "no line matches yet", Instant.now());
    }

    private CheckResult ask(HealthCheck.Http check, Duration left) {
        CheckResult before = last.get(check.label());
        Duration now = Duration.ofNanos(System.nanoTime() - begun);
        if (before != null && (left.compareTo(WORTH_A_TRY) < 0 || now.compareTo(nextTry(check, now)) < 0)) {
            return before;
        }
        CheckResult result = http.ask(check, url, left);
        asked.put(check.label(), Duration.ofNanos(System.nanoTime() - begun));
        return result;
    }

    private Duration nextTry(HealthCheck.Http check, Duration now) {
        Duration gap = now.compareTo(EARLY) < 0 ? HTTP_EARLY : HTTP_LATE;
        return asked.getOrDefault(check.label(), Duration.ZERO).plus(gap);
    }
}
