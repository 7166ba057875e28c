package dev.portman.health;

import dev.portman.holder.HolderFinder;
import dev.portman.log.LogScanner;
import dev.portman.model.CheckResult;
import dev.portman.model.HealthCheck;
import dev.portman.model.ServerRecord;
import dev.portman.model.ServerSpec;
import dev.portman.process.ProcessTable;
import java.time.Duration;
import java.time.Instant;

/** Asks any check of one server once, in the way of its kind; each answer is stamped and timed. */
final class Probes {

    private final HttpProbe http;
    private final TcpProbe tcp;
    private final CommandProbe command;
    private final LogScanner log;

    /**
     * What a probe saw.
     *
     * @param ok whether the check passes
     * @param detail in words, without secrets and control characters
     */
    record Answer(boolean ok, String detail) {}

    /**
     * The probes of one server.
     *
     * @param spec with its placeholders filled
     * @param record what is recorded of it
     */
    Probes(ServerSpec spec, ServerRecord record, HolderFinder finder, ProcessTable table) {
        this.http = new HttpProbe(spec.port(), record, new ListenerProof(finder, table));
        this.tcp = new TcpProbe(spec.port().hostOrDefault());
        this.command = new CommandProbe(spec.command(), table);
        this.log = new LogScanner(record.logFile());
    }

    LogScanner log() {
        return log;
    }

    /** Asks; a try never takes longer than its own bound, nor than {@code left}. */
    CheckResult ask(HealthCheck check, Duration left) {
        Instant at = Instant.now();
        long begun = System.nanoTime();
        Answer answer = answer(check, left);
        return new CheckResult(
                check.label(), answer.ok(), answer.detail(), at, Duration.ofNanos(System.nanoTime() - begun));
    }

    private Answer answer(HealthCheck check, Duration left) {
        if (check instanceof HealthCheck.Http request) {
            return http.ask(request, shorter(request.timeout(), left));
        }
        if (check instanceof HealthCheck.Tcp target) {
            return tcp.ask(target, shorter(target.timeout(), left));
        }
        if (check instanceof HealthCheck.Run run) {
            return command.ask(run, shorter(run.timeout(), left));
        }
        boolean found = log.finds(((HealthCheck.Log) check).pattern());
        return new Answer(found, found ? "found" : "no line matches yet");
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
