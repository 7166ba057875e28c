package dev.portman.process;

import dev.portman.model.ProcessIdentity;
import dev.portman.model.StopSignal;
import dev.portman.model.Stopping;
import dev.portman.model.Verdict;
import dev.portman.testing.PythonProcess;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Stops a process whose pid is given to a successor between the last proof and the signal, once for each stop signal; prints the signals that
 * the successor has received. Needs a pid namespace of its own.
 */
final class StopRecycled {

    /** Its children block all signals, so that those they receive can be read in proc_pid_status(5). */
    private static final String CODE = """
            signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 31))
            last_pid = os.open('/proc/sys/kernel/ns_last_pid', os.O_WRONLY)
            def end(pid):
                os.kill(pid, 9); os.waitpid(pid, 0)
            def pending(pid):
                lines = open('/proc/%d/status' % pid).read().splitlines()
                mask = int(next(line.split()[1] for line in lines if line.startswith('ShdPnd:')), 16)
                return [number for number in range(1, 31) if mask >> (number - 1) & 1]
            ready()
            while True:
                word, *rest = sys.stdin.readline().split() or ['quit']
                if word == 'quit':
                    break
                elif word == 'child':
                    print(os.fork() or wait())
                elif word == 'recycle':
                    pid = int(rest[0])
                    end(pid)
                    os.pwrite(last_pid, str(pid - 1).encode(), 0)
                    print(os.fork() or wait())
                elif word == 'end':
                    pid = int(rest[0])
                    print(pending(pid)); end(pid)
            """;

    private final ProcessTable table = ProcessTable.forThisSystem();
    private final PythonProcess recycler;

    private StopRecycled(PythonProcess recycler) {
        this.recycler = recycler;
    }

    public static void main(String[] arguments) {
        try (PythonProcess recycler = PythonProcess.start(CODE)) {
            StopRecycled harness = new StopRecycled(recycler);
            for (StopSignal signal : StopSignal.values()) {
                System.out.println(signal + " " + harness.received(signal));
            }
        }
    }

    private String received(StopSignal signal) {
        while (true) {
            Recycled target = new Recycled(table.identity(ask("child")).orElseThrow());
            new Terminator(table, member -> new Verdict.Allowed())
                    .terminate(target, new Stopping(Duration.ofSeconds(5), signal, List.of()));
            ProcessIdentity successor = target.successor.orElseThrow();
            recycler.tell("end " + successor.pid());
            String received = recycler.nextLine();
            if (target.isReplacedBy(successor)) {
                return received;
            }
        }
    }

    private long ask(String line) {
        recycler.tell(line);
        return Long.parseLong(recycler.nextLine());
    }

    /** A process whose pid belongs to its successor as soon as it is proven. */
    private final class Recycled implements Target {

        private final ProcessIdentity first;
        private Optional<ProcessIdentity> successor = Optional.empty();

        Recycled(ProcessIdentity first) {
            this.first = first;
        }

        /** False if a thread of this JVM got the pid, or if both have the same start time, by which the JDK tells them apart. */
        boolean isReplacedBy(ProcessIdentity other) {
            return other.pid() == first.pid() && other.startTicks() != first.startTicks();
        }

        @Override
        public List<Member> members() {
            return successor.isPresent()
                    ? List.of()
                    : List.of(new Member(first, ProcessRow.UNTOLD, Member.Evidence.COOKIE));
        }

        @Override
        public boolean hasLetGo(Member member) {
            return successor.isPresent();
        }

        @Override
        public Proof prove(Member member) {
            successor = table.identity(ask("recycle " + first.pid()));
            return successor.filter(this::isReplacedBy).isPresent() ? new Proof.Proven() : new Proof.Gone();
        }
    }
}
