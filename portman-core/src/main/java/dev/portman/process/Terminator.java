package dev.portman.process;

import dev.portman.model.Stopping;
import dev.portman.model.Termination;
import dev.portman.model.Termination.How;
import dev.portman.model.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Stops a set of processes: gracefully, leader first; then, after the time-out, by force. The exit of the leader never ends the wait: the
 * whole set must be gone. Every signal is preceded by a fresh proof and a fresh verdict. Knows no ports.
 */
public final class Terminator {

    /** SIGKILL takes effect at once, but a process deep in the kernel, or one that forks, may need several rounds. */
    private static final Duration FORCE_LIMIT = Duration.ofSeconds(3);

    private final ProcessTable table;
    private final Function<Member, Verdict> guard;
    private final Signals signals = new Signals();

    /**
     * A terminator for one call.
     *
     * @param table where to see whether processes live
     * @param guard asked again for every single signal
     */
    public Terminator(ProcessTable table, Function<Member, Verdict> guard) {
        this.table = table;
        this.guard = guard;
    }

    /**
     * Stops everything that belongs to {@code target}.
     *
     * @return how it went; {@link How#ALREADY_GONE} if nothing was there, {@link How#INCOMPLETE} if something allowed is still there after
     *     the time-out and force
     */
    public Termination terminate(Target target, Stopping stopping) {
        Run run = new Run(target);
        List<Member> found = run.allowed(target.found());
        boolean gone = found.isEmpty()
                || (stopping.isForced()
                        ? run.forcibly(found)
                        : run.gracefully(found, stopping) || run.forcibly(run.allowed()));
        return run.outcome(gone);
    }

    /** One attempt, with what it has seen so far. */
    private final class Run {

        private final Target target;
        private final long begun = System.nanoTime();
        private final Map<Member, Termination.Spared> spared = new LinkedHashMap<>();
        private How strongest = How.ALREADY_GONE;

        Run(Target target) {
            this.target = target;
        }

        /** A fresh scan, without what must be left alone. */
        List<Member> allowed() {
            return allowed(target.members());
        }

        List<Member> allowed(List<Member> found) {
            List<Member> members = new ArrayList<>();
            for (Member member : found) {
                if (spared.containsKey(member)) {
                    continue;
                }
                if (guard.apply(member) instanceof Verdict.Refused refused) {
                    spareIfThere(member, refused);
                } else {
                    members.add(member);
                }
            }
            return members;
        }

        boolean gracefully(List<Member> found, Stopping stopping) {
            Deadline deadline = Deadline.in(stopping.timeout());
            boolean byCommand = StopCommand.run(stopping.command(), stopping.timeout());
            strongest = byCommand ? How.GRACEFUL : strongest;
            List<Member> members = byCommand ? allowed() : found;
            while (!members.isEmpty()) {
                if (!byCommand) {
                    ask(members, stopping);
                }
                List<Member> waitedFor = members;
                if (!deadline.await(() -> allGone(waitedFor)) || deadline.isOver()) {
                    return allowed().isEmpty();
                }
                members = allowed();
            }
            return true;
        }

        boolean forcibly(List<Member> found) {
            Deadline deadline = Deadline.in(FORCE_LIMIT);
            List<Member> members = found;
            while (!members.isEmpty() && !deadline.isOver()) {
                members.forEach(this::force);
                List<Member> waitedFor = members;
                deadline.await(() -> allGone(waitedFor));
                members = allowed();
            }
            return members.isEmpty();
        }

        Termination outcome(boolean gone) {
            How how = gone ? strongest : How.INCOMPLETE;
            List<Member> left = gone ? List.of() : allowed();
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            return new Termination(
                    how, took, leftAlone(), left.stream().map(Member::identity).toList());
        }

        /** Only what is still there at the end: a process that ended while it was looked at left nothing to tell. */
        private List<Termination.Spared> leftAlone() {
            List<Termination.Spared> all = new ArrayList<>(target.bystanders());
            all.addAll(spared.values());
            List<Termination.Spared> left = new ArrayList<>();
            for (Termination.Spared each : all) {
                if (table.row(each.pid()).filter(row -> !row.isGone()).isPresent()) {
                    left.add(each);
                }
            }
            return left;
        }

        private void ask(List<Member> members, Stopping stopping) {
            for (Member member : members) {
                if (ifProven(member, process -> signals.ask(process, stopping.signal()))) {
                    strongest = How.GRACEFUL;
                    resumeIfStopped(member);
                }
            }
        }

        private void force(Member member) {
            if (ifProven(member, signals::force)) {
                strongest = How.FORCED;
            }
        }

        /** As systemd does: a stopped process cannot react to a signal until it goes on. */
        private void resumeIfStopped(Member member) {
            boolean stopped = table.row(member.pid())
                    .filter(row -> row.life() == ProcessRow.Life.STOPPED)
                    .isPresent();
            if (stopped) {
                ifProven(member, signals::resume);
            }
        }

        /**
         * The last look before a signal; nothing may come between it and the act. The handle is older than the proof: the JDK refuses to signal
         * through it whoever has got the number since.
         */
        private boolean ifProven(Member member, Predicate<ProcessHandle> act) {
            Optional<ProcessHandle> process = ProcessHandle.of(member.pid());
            Proof proof = target.prove(member);
            if (proof instanceof Proof.Doubt doubt) {
                spare(member, new Verdict.Refused(doubt.reason(), false));
                return false;
            }
            return proof instanceof Proof.Proven && process.filter(act).isPresent();
        }

        /** What ended between the scan and the verdict could not be read, but needs no mercy. */
        private void spareIfThere(Member member, Verdict.Refused refused) {
            if (isThere(member)) {
                spare(member, refused);
            }
        }

        private void spare(Member member, Verdict.Refused refused) {
            String name = table.description(member.pid()).map(it -> it.name()).orElse("?");
            spared.put(member, new Termination.Spared(member.pid(), name, refused));
        }

        private boolean allGone(List<Member> members) {
            for (Member member : members) {
                if (isThere(member) && !spared.containsKey(member) && !target.hasLetGo(member)) {
                    return false;
                }
            }
            return true;
        }

        private boolean isThere(Member member) {
            return table.row(member.pid())
                    .filter(row -> !row.isGone()
                            && row.startTicks() == member.identity().startTicks())
                    .isPresent();
        }
    }
}
