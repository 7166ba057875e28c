package dev.portman.health;

import dev.portman.model.CheckResult;
import dev.portman.model.HealthCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The checks of one server while its start waits, asked in turn and each at the pace of its kind; what a log has said once stays said. */
final class Checks {

    private static final Duration EARLY = Duration.ofSeconds(2);
    /** With less than that left, a try could only say that there was no time, and hide what the server did answer. */
    private static final Duration WORTH_A_TRY = Duration.ofMillis(250);

    private final long begun = System.nanoTime();
    private final Map<HealthCheck, Duration> asked = new HashMap<>();
    private final List<HealthCheck> checks;
    private final Optional<Pattern> failure;
    private final Probes probes;
    private final Map<HealthCheck, CheckResult> last = new LinkedHashMap<>();

    /** The checks of a server, with the ways to ask them. */
    Checks(Startup startup, Probes probes) {
        this.checks = startup.spec().readiness().checks();
        this.failure = startup.spec().readiness().failure();
        this.probes = probes;
    }

    /** Asks all of them; empty if all pass, else the first that does not, in words. */
    Optional<String> pending(Duration left) {
        for (HealthCheck check : checks) {
            CheckResult result = ask(check, left);
            last.put(check, result);
            if (!result.ok()) {
                return Optional.of(result.check() + ": " + result.detail());
            }
        }
        return Optional.empty();
    }

    /** The line by which the server itself says that it will not come up. */
    Optional<String> failure() {
        return failure.flatMap(probes.log()::firstLine);
    }

    /** The last result of each check that was asked. */
    List<CheckResult> results() {
        return new ArrayList<>(last.values());
    }

    private CheckResult ask(HealthCheck check, Duration left) {
        CheckResult before = last.get(check);
        boolean soon = left.compareTo(WORTH_A_TRY) < 0 || elapsed().compareTo(nextTry(check)) < 0;
        if (before != null && soon && !(check instanceof HealthCheck.Log)) {
            return before;
        }
        CheckResult result = probes.ask(check, left);
        asked.put(check, elapsed());
        return before != null && !before.ok() && isCutShort(result, left) ? before : result;
    }

    /** It could only say that there was no time; timers may be a little early. */
    private static boolean isCutShort(CheckResult result, Duration left) {
        return !result.ok() && left.minus(result.took()).compareTo(Duration.ofMillis(10)) < 0;
    }

    /** A server that logs its requests wakes the wait with each of ours: without a pace of its own, asking would feed itself. */
    private Duration nextTry(HealthCheck check) {
        boolean starts = check instanceof HealthCheck.Run;
        boolean early = elapsed().compareTo(EARLY) < 0;
        // A process costs what a thousand connections cost.
        Duration gap = Duration.ofMillis(starts ? (early ? 100 : 500) : (early ? 10 : 100));
        return asked.getOrDefault(check, Duration.ZERO).plus(gap);
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
