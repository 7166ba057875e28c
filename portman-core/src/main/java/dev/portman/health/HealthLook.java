package dev.portman.health;

import dev.portman.holder.HolderFinder;
import dev.portman.model.CheckResult;
import dev.portman.model.HealthCheck;
import dev.portman.model.ServerRecord;
import dev.portman.model.ServerSpec;
import dev.portman.process.ProcessTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Asks once, of a server that runs, everything that its start has waited for. */
public final class HealthLook {

    /** A listener that does not accept within that has a full backlog. */
    private static final Duration CONNECT = Duration.ofSeconds(1);

    /** No start is waited for here: only the check's own time-out counts. */
    private static final Duration NO_OTHER_BOUND = Duration.ofDays(1);

    private final HolderFinder finder;
    private final ProcessTable table;

    /**
     * A look.
     *
     * @param finder who listens
     * @param table who belongs to the server
     */
    public HealthLook(HolderFinder finder, ProcessTable table) {
        this.finder = finder;
        this.table = table;
    }

    /**
     * Asks its port and its checks, each within its own time-out; one that fails keeps no other from being asked. What a log has once said
     * stays said: the log may have been cut since.
     *
     * @param spec with its placeholders filled
     * @param record of the living server
     * @return one result for the port and one per check, in their order
     */
    public List<CheckResult> of(ServerSpec spec, ServerRecord record) {
        Probes probes = new Probes(spec, record, finder, table);
        List<CheckResult> results = new ArrayList<>(List.of(port(spec, record)));
        for (HealthCheck check : spec.readiness().checks()) {
            results.add(isSaid(check, record) ? said(check) : probes.ask(check, NO_OTHER_BOUND));
        }
        return results;
    }

    private CheckResult port(ServerSpec spec, ServerRecord record) {
        Instant at = Instant.now();
        long begun = System.nanoTime();
        int port = record.assigned().port();
        boolean accepts = PortCheck.accepts(spec.port().hostOrDefault(), port, CONNECT);
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        ListenerProof.Sight sight = new ListenerProof(finder, table).look(record);
        String detail = !accepts ? "does not accept connections" : sight.proven() ? "accepts" : sight.detail();
        return new CheckResult("port " + port, accepts && sight.proven(), detail, at, took);
    }

    private static boolean isSaid(HealthCheck check, ServerRecord record) {
        return check instanceof HealthCheck.Log
                && record.report().checks().stream()
                        .anyMatch(it -> it.ok() && it.check().equals(check.label()));
    }

    private static CheckResult said(HealthCheck check) {
        return new CheckResult(check.label(), true, "found", Instant.now(), Duration.ZERO);
    }
}
