package dev.portman.faults;

import dev.portman.Portman;
import dev.portman.internal.ownership.ServerTree;
import dev.portman.model.Allowances;
import dev.portman.model.ProcessIdentity;
import dev.portman.model.ServerRecord;
import dev.portman.model.StopSignal;
import dev.portman.model.Stopping;
import dev.portman.model.Verdict;
import dev.portman.process.ProcessTable;
import dev.portman.process.Terminator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The harness that runs inside a pid namespace: numbers are recycled there while portman stops what it has recorded under them. */
final class PidReuse {

    private final ProcessTable table = ProcessTable.forThisSystem();
    private final Recycler recycler = new Recycler();
    private final Path project;
    private final Path state;
    private final boolean broken;
    private final Portman portman;
    private int wrong;
    private int sameTick;

    private PidReuse(Path state, boolean broken) {
        this.state = state;
        this.project = state.resolve("project");
        this.broken = broken;
        this.portman = Portman.open(Map.of("PORTMAN_STATE_HOME", state.toString()), Allowances.NONE, event -> {});
    }

    /** Arguments: state folder, kind of trial, how many, whether portman is replaced by something that proves nothing. */
    public static void main(String[] arguments) throws InterruptedException {
        PidReuse harness = new PidReuse(Path.of(arguments[0]), Boolean.parseBoolean(arguments[3]));
        for (int done = 0; done < Integer.parseInt(arguments[2]); ) {
            boolean counts = switch (arguments[1]) {
                case "before" -> harness.recycledBeforeTheStop();
                case "tick" -> harness.recycledInOneTick(false);
                case "leader" -> harness.recycledInOneTick(true);
                case "between" -> harness.recycledBetweenTermAndKill();
                case "group" -> harness.recycledAsGroup();
                case "wrap" -> harness.recycledByWrap();
                case "late" -> harness.recycledAfterTheProof();
                default -> throw new IllegalArgumentException(arguments[1]);
            };
            done += counts ? 1 : 0;
        }
        harness.recycler.close();
        System.out.println(harness.wrong + " " + harness.sameTick);
    }

    private boolean recycledBeforeTheStop() throws InterruptedException {
        String cookie = Records.cookie();
        long pid = recycler.server(cookie, true, false);
        ServerRecord record = record(cookie, table.identity(pid).orElseThrow());
        leaveTheTick();
        if (!recycler.recycle(pid)) {
            return false;
        }
        stop(record);
        return isCounted(pid);
    }

    private boolean recycledInOneTick(boolean ownSession) {
        Recycler.Twins twins = recycler.twins(ownSession);
        ProcessIdentity now = table.identity(twins.pid()).orElseThrow();
        sameTick += twins.firstTicks() == twins.secondTicks() ? 1 : 0;
        stop(record(
                Records.cookie(),
                new ProcessIdentity(twins.pid(), twins.firstTicks(), now.bootId(), now.namespaces(), now.uid())));
        return isCounted(twins.pid());
    }

    /** A second process of the server is deaf, so that force is used, while the number of the first has got a new owner. */
    private boolean recycledBetweenTermAndKill() throws InterruptedException {
        String cookie = Records.cookie();
        long pid = recycler.server(cookie, true, false);
        long deaf = recycler.server(cookie, true, true);
        ServerRecord record = record(cookie, table.identity(pid).orElseThrow());
        leaveTheTick();
        recycler.recycleOnceEnded(pid);
        stop(record);
        boolean recycled = recycler.recycled();
        if (broken && recycled) {
            BrokenTarget.stop(pid);
        }
        recycler.end(deaf);
        return recycled && isCounted(pid);
    }

    /** Something of the server is left and has to go; its leader's number leads the group of somebody else. */
    private boolean recycledAsGroup() throws InterruptedException {
        String cookie = Records.cookie();
        long pid = recycler.server(cookie, true, false);
        long left = recycler.server(cookie, true, false);
        ServerRecord record = record(cookie, table.identity(pid).orElseThrow());
        leaveTheTick();
        long follower = recycler.recycleAsGroup(pid);
        if (follower == 0) {
            return false;
        }
        if (broken) {
            signalGroup(pid);
        }
        stop(record);
        recycler.end(left);
        isCounted(follower);
        return isCounted(pid);
    }

    private static void signalGroup(long pid) throws InterruptedException {
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -s TERM -- -" + pid)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        TimeUnit.MILLISECONDS.sleep(50);
    }

    /** Nobody chooses the number: so few are left that it comes round soon. Those below 300 do not. */
    private boolean recycledByWrap() throws InterruptedException {
        String cookie = Records.cookie();
        long pid = recycler.server(cookie, true, false);
        while (pid < 300) {
            recycler.end(pid);
            pid = recycler.server(cookie, true, false);
        }
        ServerRecord record = record(cookie, table.identity(pid).orElseThrow());
        leaveTheTick();
        if (!recycler.recycleByWrap(pid)) {
            return false;
        }
        stop(record);
        return isCounted(pid);
    }

    /** The number is given away in the very moment that no proof covers. */
    private boolean recycledAfterTheProof() throws InterruptedException {
        String cookie = Records.cookie();
        long pid = recycler.server(cookie, true, false);
        ServerTree tree = new ServerTree(record(cookie, table.identity(pid).orElseThrow()), table);
        leaveTheTick();
        LateTarget late = new LateTarget(tree, () -> recycler.recycle(pid));
        new Terminator(table, member -> new Verdict.Allowed())
                .terminate(late, new Stopping(Duration.ofMillis(50), StopSignal.TERM, List.of()));
        if (broken && late.isRecycled()) {
            BrokenTarget.stop(pid);
        }
        return late.isRecycled() && isCounted(pid);
    }

    private void stop(ServerRecord record) {
        if (broken) {
            BrokenTarget.stop(record.leader().orElseThrow().pid());
        } else {
            Records.registry(state).save(record);
            portman.stop(record.key(), Optional.empty());
        }
    }

    private boolean isCounted(long pid) {
        wrong += table.identity(pid).isEmpty() ? 1 : 0;
        recycler.end(pid);
        return true;
    }

    private ServerRecord record(String cookie, ProcessIdentity leader) {
        return Records.of(project, "server", cookie, leader);
    }

    /** A server lives for longer than the unit of its start time; that it may not is a fault of its own. */
    private static void leaveTheTick() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(11);
    }
}
