package dev.portman.health;

import dev.portman.health.ListenerProof.Sight;
import dev.portman.holder.HolderFinder;
import dev.portman.internal.ownership.Container;
import dev.portman.internal.ownership.Liveness;
import dev.portman.internal.ownership.ServerTree;
import dev.portman.model.ProcessIdentity;
import dev.portman.model.ProgressEvent;
import dev.portman.process.Deadline;
import dev.portman.process.Member;
import dev.portman.process.ProcessTable;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The one loop that waits for a server: until it is ready, dead, or out of time. */
public final class ReadinessWaiter {

    private static final Duration TELL_EVERY = Duration.ofSeconds(5);
    /** One look at all listeners costs a scan of the process table; while somebody else answers there is no hurry. */
    private static final Duration PROOF_EVERY = Duration.ofMillis(50);

    /** A listener that does not answer so fast has a full backlog. */
    private static final Duration CONNECT = Duration.ofMillis(200);

    /** What only starts a container has ended by then; to end it before could leave half a container. */
    private static final Duration CONTAINER_STARTS = Duration.ofSeconds(3);

    private final HolderFinder finder;
    private final ListenerProof listeners;
    private final ProcessTable table;
    private final Consumer<ProgressEvent> told;
    private final BooleanSupplier withdrawn;

    /**
     * A waiter.
     *
     * @param finder who listens
     * @param table who belongs to the server
     * @param told is told now and then what is still missing
     * @param withdrawn whether nobody wants the server any more
     */
    public ReadinessWaiter(
            HolderFinder finder, ProcessTable table, Consumer<ProgressEvent> told, BooleanSupplier withdrawn) {
        this.finder = finder;
        this.listeners = new ListenerProof(finder, table);
        this.table = table;
        this.told = told;
        this.withdrawn = withdrawn;
    }

    /** Waits at most the start-up time-out of the server, counted from now: call it right after the launch. */
    public ReadinessOutcome await(Startup startup) {
        try (LogWake wake = new LogWake(startup.spec().logsDirectory())) {
            return new Wait(startup).until(wake);
        }
    }

    /** One wait. */
    private final class Wait {

        private final Startup startup;
        private final Checks checks;
        private final PollPace pace = new PollPace();
        private final Deadline deadline;
        private final long begun = System.nanoTime();
        private Duration tellNext = TELL_EVERY;
        private Duration proveNext = Duration.ZERO;
        private Optional<Sight> proven = Optional.empty();
        private Optional<Duration> open = Optional.empty();
        private Optional<ProcessIdentity> survivor = Optional.empty();
        private Optional<Container> container = Optional.empty();
        private Duration containerSince = Duration.ZERO;
        private String pending;

        Wait(Startup startup) {
            this.startup = startup;
            this.checks = new Checks(startup, new Probes(startup.spec(), startup.record(), finder, table));
            this.deadline = Deadline.in(startup.spec().readiness().startupTimeout());
            this.pending = "port " + startup.port() + " does not accept connections yet";
        }

        ReadinessOutcome until(LogWake wake) {
            while (true) {
                // Asked before the checks: an answer counts only if the server was alive before and after it.
                boolean passed = lives() && passes();
                if (!lives()) {
                    return died();
                }
                Optional<String> failure = checks.failure();
                if (failure.isPresent()) {
                    return failed(failure.get());
                }
                if (passed && proven.isPresent()) {
                    Duration after = elapsed();
                    return new ReadinessOutcome.Ready(
                            after, open.orElse(after), table.now(), proven.get().socketInodes(), checks.results());
                }
                if (container.isPresent() && isOver(containerSince.plus(CONTAINER_STARTS))) {
                    return new ReadinessOutcome.Contained(container.get(), elapsed());
                }
                if (withdrawn.getAsBoolean()) {
                    return new ReadinessOutcome.Withdrawn();
                }
                tell();
                if (deadline.isOver() || !wake.pause(shorter(pace.next(elapsed()), deadline.left()))) {
                    Duration after = elapsed();
                    return new ReadinessOutcome.TimedOut(explained(), after, checks.results());
                }
            }
        }

        /** The port first, then who listens on it, then the checks, and once more who listens. */
        private boolean passes() {
            if (proven.isEmpty() && !(isOpen() && prove())) {
                return false;
            }
            if (startup.spec().readiness().checks().isEmpty()) {
                return true;
            }
            if (deadline.isOver()) {
                // What was missing last stays the explanation; a try without time could only say that there was none.
                return false;
            }
            Optional<String> missing = checks.pending(deadline.left());
            if (missing.isPresent()) {
                pending = missing.get();
                return false;
            }
            return prove();
        }

        /** Not asked more often than there is a proof: whoever listens and does not accept has room for a few connections only. */
        private boolean isOpen() {
            if (!isOver(proveNext)) {
                return false;
            }
            if (!PortCheck.accepts(startup.spec().port().hostOrDefault(), startup.port(), CONNECT)) {
                pending = "port " + startup.port() + " does not accept connections yet";
                container = Optional.empty();
                return false;
            }
            if (open.isEmpty()) {
                open = Optional.of(elapsed());
            }
            return true;
        }

        private boolean prove() {
            Sight sight = listeners.look(startup.record());
            proven = sight.proven() ? Optional.of(sight) : Optional.empty();
            containerSince = container.isPresent() ? containerSince : elapsed();
            container = sight.container();
            if (!sight.proven()) {
                pending = sight.detail();
                proveNext = elapsed().plus(PROOF_EVERY);
            }
            return sight.proven();
        }

        /** The launched process; or, once that has ended with 0 as a server does that goes into the background, what it has left there. */
        private boolean lives() {
            Process process = startup.process();
            return process.isAlive() || (process.exitValue() == 0 && treeLives());
        }

        /** A scan of all processes only when the one that was known to live has ended. */
        private boolean treeLives() {
            if (survivor.filter(it -> Liveness.lives(it, table)).isEmpty()) {
                survivor = new ServerTree(startup.record(), table)
                        .members().stream().map(Member::identity).findFirst();
            }
            return survivor.isPresent();
        }

        private ReadinessOutcome died() {
            int exitCode = startup.process().exitValue();
            if (treeLives()) {
                return new ReadinessOutcome.Died(exitCode, true, elapsed());
            }
            Optional<Container> left = exitCode == 0
                    ? new ServerTree(startup.record(), table)
                            .scan().containers().stream().findFirst()
                    : Optional.empty();
            return left.isPresent()
                    ? new ReadinessOutcome.Contained(left.get(), elapsed())
                    : new ReadinessOutcome.Died(exitCode, false, elapsed());
        }

        private ReadinessOutcome failed(String line) {
            return new ReadinessOutcome.Failed(
                    line, startup.spec().readiness().failure().orElseThrow(), elapsed());
        }

        /** A server that listens on another port than it was told is the commonest reason to wait in vain. */
        private String explained() {
            var ports = listeners.portsOf(startup.record());
            return ports.isEmpty() || ports.contains(startup.port())
                    ? pending
                    : pending + "; it listens on port "
                            + String.join(
                                    ", ", ports.stream().map(String::valueOf).toList()) + " instead";
        }

        private void tell() {
            if (isOver(tellNext)) {
                tellNext = elapsed().plus(TELL_EVERY);
                told.accept(new ProgressEvent.Waiting(startup.spec().name(), pending, elapsed()));
            }
        }

        private boolean isOver(Duration moment) {
            return elapsed().compareTo(moment) >= 0;
        }

        private Duration elapsed() {
            return Duration.ofNanos(System.nanoTime() - begun);
        }

        private static Duration shorter(Duration one, Duration other) {
            return one.compareTo(other) < 0 ? one : other;
        }
    }
}
