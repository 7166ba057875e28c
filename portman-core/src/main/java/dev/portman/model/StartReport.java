package dev.portman.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a start went, as far as it got, and what its checks have said since.
 *
 * @param startedAt when the launch was recorded, before the process existed
 * @param readyAfter from the launch until every check had passed; empty until then
 * @param usually how long that had taken before; empty where no earlier start is known
 * @param socketInodes the listening sockets seen at readiness: evidence for a later stop
 * @param evicted who had to go
 * @param checks the last result of each check
 */
public record StartReport(
        Instant startedAt,
        Optional<Duration> readyAfter,
        Optional<Duration> usually,
        Set<Long> socketInodes,
        List<Eviction> evicted,
        List<CheckResult> checks) {

    /** Copies the collections. */
    public StartReport {
        socketInodes = Set.copyOf(socketInodes);
        evicted = List.copyOf(evicted);
        checks = List.copyOf(checks);
    }

    /** A start that has just begun. */
    public static StartReport begun(Instant at, List<Eviction> evicted) {
        return new StartReport(at, Optional.empty(), Optional.empty(), Set.of(), evicted, List.of());
    }

    /** The same start, ready. */
    public StartReport ready(Duration after, Set<Long> sockets, List<CheckResult> results) {
        return new StartReport(startedAt, Optional.of(after), usually, sockets, evicted, results);
    }

    /** The same start, its checks asked again. */
    public StartReport asked(List<CheckResult> results) {
        return new StartReport(startedAt, readyAfter, usually, socketInodes, evicted, results);
    }

    /** The same start, beside what was known before. */
    public StartReport besides(StartHistory history) {
        return new StartReport(startedAt, readyAfter, history.usually(), socketInodes, evicted, checks);
    }
}
