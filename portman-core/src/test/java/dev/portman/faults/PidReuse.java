package dev.portman.faults;

import dev.portman.Portman;
import dev.portman.model.Allowances;
import dev.portman.model.ProcessIdentity;
import dev.portman.model.ServerRecord;
import dev.portman.process.ProcessTable;
import java.nio.file.Path;
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
