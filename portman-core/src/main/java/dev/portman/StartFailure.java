package dev.portman;

import dev.portman.health.ReadinessOutcome;
import dev.portman.log.Redactor;
import dev.portman.log.ServerLog;
import dev.portman.model.NotReadyException;
import dev.portman.model.PortmanException;
import dev.portman.model.Printable;
import dev.portman.model.ServerFailedException;
import dev.portman.model.ServerRecord;
import dev.portman.model.ServerSpec;
import dev.portman.report.Sentences;
import java.nio.file.Path;
import java.util.List;

/** Explains a start that failed: what happened, after how long, and what the server itself said last. */
final class StartFailure {

    private static final int TAIL_LINES = 50;
    private static final int SIGNAL_BASE = 128;
    private static final int LONGEST_QUOTE = 500;

    private StartFailure() {}

    /** The launched process ended before it was ready. */
    static PortmanException died(ServerSpec spec, ServerRecord record, ReadinessOutcome.Died died) {
        String how = died.exitCode() > SIGNAL_BASE
                ? "was ended by signal " + (died.exitCode() - SIGNAL_BASE)
                : "ended with exit code " + died.exitCode();
        String after = " after " + Sentences.seconds(died.after()) + ", before it was ready on port "
                + record.assigned().port() + ".";
        String daemon = died.treeLives()
                ? " Other processes of it went on: it put itself into the background. They were stopped again."
                : "";
        String advice = died.treeLives()
                ? "Start it in the foreground (most servers have an option for that), or set <forks>true</forks>."
                : "Fix what the log says, then start again.";
        return new ServerFailedException(spec.name() + " " + how + after + daemon + said(spec, record), advice);
    }

    /** It lived but has said that it will not come up. */
    static PortmanException failed(ServerSpec spec, ServerRecord record, ReadinessOutcome.Failed failed) {
        String line = Printable.escape(redactor(spec).redact(failed.line()));
        String quoted = line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "...";
        return new ServerFailedException(
                spec.name() + " said after " + Sentences.seconds(failed.after()) + " that it failed, and was stopped: "
                        + quoted + said(spec, record),
                "Fix what the log says, then start again; if that line is harmless, narrow <failure> in <readiness> ("
                        + failed.pattern().pattern() + ").");
    }

    /** It lived but did not become ready. */
    static PortmanException notReady(ServerSpec spec, ServerRecord record, ReadinessOutcome.TimedOut late) {
        return new NotReadyException(
                spec.name() + " was not ready after " + Sentences.seconds(late.after())
                        + " and was stopped again. Missing: " + late.pending() + "." + said(spec, record),
                "Raise <startupTimeout> if it needs longer, or correct <port>, <host> or <readiness>.");
    }

    private static Redactor redactor(ServerSpec spec) {
        return Redactor.forEnvironment(System.getenv(), spec.command().environment());
    }

    private static String said(ServerSpec spec, ServerRecord record) {
        Path log = record.logFile();
        List<String> lines = ServerLog.tail(log, TAIL_LINES, redactor(spec));
        return lines.isEmpty()
                ? " It wrote nothing to " + log + "."
                : " Its last lines in " + log + ":\n    " + String.join("\n    ", lines);
    }
}
