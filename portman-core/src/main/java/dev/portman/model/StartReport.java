package dev.portman.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * How a start went, as far as it got, and what its checks have said since.
 *
 * @param startedAt when the launch was recorded, before the process existed
 * @param readyAfter from the launch until every check had passed; empty until then, and where nobody waited for that
 * @param readyAt when that was, in the ticks in which processes tell their start; empty until then
 * @param usually how long that had taken before; empty where no earlier start is known
 * @param socketInodes the listening sockets seen at readiness: evidence for a later stop
 * @param evicted who had to go
 * @param checks the last result of each check
 */
public record StartReport(
        Instant startedAt,
        Optional<Duration> readyAfter,
        OptionalLong readyAt,
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
        return new StartReport(
                at, Optional.empty(), OptionalLong.empty(), Optional.empty(), Set.of(), evicted, List.of());
    }

    /**
     * The same start, ready.
     *
     * @param after since the launch
     * @param ticks the time of this moment in the ticks of processes
     */
    public StartReport ready(Duration after, long ticks, Set<Long> sockets, List<CheckResult> results) {
        return new StartReport(
                startedAt, Optional.of(after), OptionalLong.of(ticks), usually, sockets, evicted, results);
    }

    /** The same start, found ready after whoever waited for it has ended: how long it took is not known. */
    public StartReport foundReady(long ticks, Set<Long> sockets, List<CheckResult> results) {
        return new StartReport(startedAt, readyAfter, OptionalLong.of(ticks), usually, sockets, evicted, results);
    }

    /** The same start, its checks asked again. */
    public StartReport asked(List<CheckResult> results) {
        return new StartReport(startedAt, readyAfter, readyAt, usually, socketInodes, evicted, results);
    }

    /** The same start, beside what was known before. */
    public StartReport besides(StartHistory history) {
        return new StartReport(startedAt, readyAfter, readyAt, history.usually(), socketInodes, evicted, checks);
    }
}
