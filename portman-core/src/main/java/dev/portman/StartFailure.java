package dev.portman;

import dev.portman.health.ReadinessOutcome;
import dev.portman.internal.ownership.Container;
import dev.portman.model.FailureCause;
import dev.portman.model.NotReadyException;
import dev.portman.model.PortOwner;
import dev.portman.model.PortmanException;
import dev.portman.model.Printable;
import dev.portman.model.ServerFailedException;
import dev.portman.model.ServerRecord;
import dev.portman.model.ServerSpec;
import dev.portman.model.ServerStatus;
import dev.portman.report.Sentences;
import java.util.List;
import java.util.Optional;

/** Explains a start that failed: what happened, after how long, what the server itself said last, and why, where that is recognised. */
final class StartFailure {

    private static final int LONGEST_QUOTE = 500;
    private static final String UNMARKED =
            " If it put itself into the background it goes on there: no mark could be set on it, so it is not recognised. Start it in the foreground.";
    private static final String IN_FOREGROUND =
            "Look at what is left, then start it in the foreground (most servers and container tools have an option for that).";

    private final ServerSpec spec;
    private final ServerRecord record;
    private final Means means;
    private final LastWords words;
    private final Aftermath aftermath;
    private final String left;

    /**
     * The explanation of one start.
     *
     * @param aftermath what it has left behind
     */
    StartFailure(ServerSpec spec, ServerRecord record, Means means, Aftermath aftermath) {
        this.spec = spec;
        this.record = record;
        this.means = means;
        this.aftermath = aftermath;
        this.left = aftermath.text();
        this.words = new LastWords(spec, record);
    }

    /** The launched process ended before it was ready. */
    PortmanException died(ReadinessOutcome.Died died) {
        Optional<FailureCause> cause = words.cause(Optional.of(died.exitCode()));
        String after = " after " + Sentences.seconds(died.after()) + ", before it was ready on port "
                + record.assigned().port() + ".";
        String background = died.exitCode() == 0 && !record.isMarked() ? UNMARKED : "";
        String daemon = died.treeLives() ? " Other processes of it went on and were stopped." : "";
        String advice =
                advice(cause).orElse(left.isEmpty() ? "Fix what the log says, then start again." : IN_FOREGROUND);
        return new ServerFailedException(
                spec.name() + " " + Sentences.ended(died.exitCode()) + after + daemon + background + said(),
                advice,
                Optional.of(died.exitCode()),
                cause);
    }

    /** It has started a container, which portman does not run as a server: it cannot stop it. */
    PortmanException contained(ReadinessOutcome.Contained contained) {
        boolean isLeft = !aftermath.containers().isEmpty();
        Container container = isLeft ? aftermath.containers().get(0) : contained.container();
        return new ServerFailedException(
                spec.name() + " was given up after " + Sentences.seconds(contained.after())
                        + ": its command has started " + container.title()
                        + (isLeft ? ", which was left alone." : ", which has ended with it.") + said(),
                (isLeft ? container.wayOut() + ". " : "")
                        + "portman cannot run a container as a server; describe a command that runs the server itself.",
                Optional.empty(),
                Optional.empty());
    }

    /** A command that comes before the start did not do what it is for. */
    PortmanException refusedBy(HookRun.Broken broken) {
        return new ServerFailedException(
                spec.name() + " was not started: " + Sentences.command(broken.command())
                        + ", which comes before its start, " + broken.how() + "." + said(),
                advice(words.cause(Optional.empty()))
                        .orElse(
                                "Correct what the log says, or <beforeStart>; <hookTimeout> says how long it may take."));
    }

    /** It lived but has said that it will not come up. */
    PortmanException failed(ReadinessOutcome.Failed failed) {
        String line = Printable.escape(words.redacted(failed.line()));
        String quoted = line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "...";
        return new ServerFailedException(
                spec.name() + " said after " + Sentences.seconds(failed.after()) + " that it failed, and was stopped: "
                        + quoted + said(),
                advice(words.cause(Optional.empty())).map(it -> it + "\n").orElse("")
                        + "Fix what the log says, then start again; if that line is harmless, narrow <failure> in <readiness> ("
                        + failed.pattern().pattern() + ").");
    }

    /** It lived but did not become ready. */
    PortmanException notReady(ReadinessOutcome.TimedOut late) {
        return new NotReadyException(
                spec.name() + " was not ready after " + Sentences.seconds(late.after())
                        + " and was stopped again. Missing: " + late.pending() + "." + said(),
                advice(words.cause(Optional.empty())).map(it -> it + "\n").orElse("")
                        + "Raise <startupTimeout> if it needs longer, or correct <port>, <host> or <readiness>.");
    }

    private String said() {
        return left
                + (words.lines().isEmpty()
                        ? " It wrote nothing to " + record.logFile() + "."
                        : " Its last lines in " + record.logFile() + ":\n    " + String.join("\n    ", words.lines()));
    }

    private Optional<String> advice(Optional<FailureCause> cause) {
        return cause.map(it -> Sentences.of(it, owner(it)));
    }

    private Optional<PortOwner> owner(FailureCause cause) {
        if (cause instanceof FailureCause.AddressInUse inUse) {
            return Optional.of(owner(inUse.port()));
        }
        return cause instanceof FailureCause.ConnectionRefused refused
                ? Optional.of(owner(refused.port()))
                : Optional.empty();
    }

    private PortOwner owner(int port) {
        StatusLook look = new StatusLook(means.machine());
        Optional<ServerStatus> server = means.memory().registry().all().stream()
                .filter(other -> !other.key().equals(record.key()))
                .filter(other ->
                        other.assigned().port() == port || other.assigned().requested() == port)
                .map(it -> look.of(List.of(it)).get(0))
                .findFirst();
        return new PortOwner(port, means.machine().finder().holders(port), server);
    }
}
