package dev.portman.faults;

import dev.portman.model.ProcessIdentity;
import dev.portman.model.StopSignal;
import dev.portman.model.Stopping;
import dev.portman.model.Verdict;
import dev.portman.process.Member;
import dev.portman.process.ProcessRow;
import dev.portman.process.ProcessTable;
import dev.portman.process.Proof;
import dev.portman.process.Target;
import dev.portman.process.Terminator;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Broken on purpose, as most tools are: believes numbers, proves nothing. For showing that the trials of this package can fail.
 *
 * @param pids whatever is to go
 */
record BrokenTarget(List<Long> pids) implements Target {

    /** Stops {@code pids} without any proof and without a guard. */
    static void stop(long... pids) {
        ProcessTable table = ProcessTable.forThisSystem();
        BrokenTarget target = new BrokenTarget(Arrays.stream(pids).boxed().toList());
        new Terminator(table, member -> new Verdict.Allowed())
                .terminate(target, new Stopping(Duration.ofSeconds(2), StopSignal.TERM, List.of()));
    }

    @Override
    public List<Member> members() {
        ProcessTable table = ProcessTable.forThisSystem();
        return pids.stream()
                .map(table::row)
                .flatMap(Optional<ProcessRow>::stream)
                .filter(row -> !row.isGone())
                .map(row -> new ProcessIdentity(row.pid(), row.startTicks(), "", "", 0))
                .map(it -> new Member(it, 0, Member.Evidence.COOKIE))
                .toList();
    }

    @Override
    public Proof prove(Member member) {
        return new Proof.Proven();
    }
}
