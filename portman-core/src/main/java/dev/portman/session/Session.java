package dev.portman.session;

import dev.portman.Portman;
import dev.portman.config.PortVariables;
import dev.portman.model.Command;
import dev.portman.model.FailureCause;
import dev.portman.model.Lifetime;
import dev.portman.model.Onlooker;
import dev.portman.model.PortmanException;
import dev.portman.model.ProcessIdentity;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerRecord;
import dev.portman.model.ServerSpec;
import dev.portman.model.ServerStatus;
import dev.portman.model.StartResult;
import dev.portman.model.Stopping;
import dev.portman.process.CommandLookup;
import dev.portman.process.ForegroundCommand;
import dev.portman.process.ProcessTable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Servers that live no longer than this process wants them: stopped by {@link #close}, by a shutdown hook after Ctrl-C or SIGTERM, and by
 * the guardian of lifetime {@code build} after SIGKILL. Servers that ran before and were kept (policy {@code reuse}) are left running, and so
 * are those that other builds have reused since.
 */
public final class Session implements AutoCloseable {

    /** Ctrl-C reaches a command too; it gets that long to do what it does then before it is asked by us. */
    private static final Duration BY_ITSELF = Duration.ofSeconds(2);

    private static final Duration START_UNDONE = Duration.ofSeconds(30);

    private final Portman portman;
    private final Consumer<PortmanException> failed;
    private final Thread hook = new Thread(this::leave, "portman-session");
    private final Lock starting = new ReentrantLock();
    private final Lock stopping = new ReentrantLock();
    private final CountDownLatch leaving = new CountDownLatch(1);
    private final Started running = new Started();
    private volatile List<ServerSpec> specs;
    private Optional<ForegroundCommand> command = Optional.empty();
    private Optional<Interrupts> interrupts = Optional.empty();

    /**
     * A session in which nothing runs yet.
     *
     * @param specs what is to run in it, whatever lifetime they name
     * @param failed is told of a server that cannot be stopped while this process is ending
     */
    public Session(Portman portman, List<ServerSpec> specs, Consumer<PortmanException> failed) {
        this.portman = portman;
        this.specs = ofBuild(specs);
        this.failed = new Onlooker<>(failed);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /**
     * Until it is closed, the first Ctrl-C stops gracefully and each further one at once.
     *
     * @param end ends this JVM, and with it, by the shutdown hook, what was started
     */
    public void endOnInterrupt(Runnable end) {
        interrupts = Optional.of(Interrupts.listen(end, this::stopAtOnce));
    }

    /** Where a server of this session writes its output when it is started next. */
    LogSource log(ServerSpec spec) {
        return LogSource.next(spec, portman);
    }

    /** Refuses a command that cannot be run, before anything is started for its sake. */
    public static void check(Command command) {
        CommandLookup.check(command);
    }

    /**
     * Starts all servers as {@link Portman#startAll}.
     *
     * @throws PortmanException if one cannot be started; those that this call started are stopped again
     */
    public List<StartResult> start() {
        starting.lock();
        try {
            List<StartResult> results = portman.startAll(specs);
            results.forEach(running::add);
            return results;
        } finally {
            starting.unlock();
        }
    }

    /**
     * Runs a command beside the servers, with {@code NAME_PORT} and {@code NAME_URL} of each in its environment, and waits for its end.
     *
     * @return its exit code; 128 and the number of the signal if one ended it
     */
    public int run(Command wanted) throws InterruptedException {
        return run(wanted, key -> List.of(key.name()));
    }

    /**
     * The same with other names in the variables.
     *
     * @param names those of a server, which is found under each of them
     */
    public int run(Command wanted, Function<ServerKey, List<String>> names) throws InterruptedException {
        ForegroundCommand started;
        synchronized (this) {
            started = ForegroundCommand.start(wanted, PortVariables.of(running.ports(names)));
            command = Optional.of(started);
        }
        return started.await();
    }

    /** What is to run in it, in the order of the description. */
    List<ServerSpec> specs() {
        return specs;
    }

    /** From now on, this is to run in it. */
    void describe(List<ServerSpec> others) {
        specs = ofBuild(others);
    }

    private static List<ServerSpec> ofBuild(List<ServerSpec> specs) {
        return specs.stream().map(it -> it.withLifetime(Lifetime.BUILD)).toList();
    }

    /** The servers that are asked for, and what they need as far as it does not run. */
    List<ServerSpec> toStart(Described described) {
        return portman.withDependencies(described.wanted(), described.all());
    }

    /** Whether this process is ending. */
    boolean isLeaving() {
        return leaving.getCount() == 0;
    }

    /** Waits that long, or until this process is ending: whether it is. */
    boolean isLeaving(Duration within) throws InterruptedException {
        return leaving.await(within.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** What is observed of each server that is on record. */
    Map<ServerKey, ServerStatus> look() {
        Map<ServerKey, ServerStatus> seen = new LinkedHashMap<>();
        statuses().forEach(it -> seen.put(it.key(), it));
        return seen;
    }

    /** Why a server that has ended did so, where that is recognised. */
    Optional<FailureCause> causeOf(ServerSpec spec, ServerRecord ended, Optional<Integer> exitCode) {
        return portman.causeOf(spec, ended, exitCode);
    }

    /** What has changed of those that run and were started here: a server that they need may have got another place. */
    Map<ServerKey, List<String>> changes() {
        return changes(specs);
    }

    /** The same by another description. */
    Map<ServerKey, List<String>> changes(List<ServerSpec> described) {
        Map<ServerKey, ServerStatus> seen = look();
        return portman.changes(described.stream()
                .filter(it -> Optional.ofNullable(seen.get(it.key()))
                        .filter(Session::isOurs)
                        .isPresent())
                .toList());
    }

    /**
     * Starts one of them again, after it has been stopped if it runs; nothing happens any more once this process is ending.
     *
     * @throws PortmanException as {@link Portman#start}
     */
    void startAgain(ServerSpec spec) {
        starting.lock();
        try {
            if (!isLeaving()) {
                ServerStatus seen = look().getOrDefault(spec.key(), ServerStatus.unknown(spec.key()));
                if (seen.state().isUp()) {
                    portman.stopStarts(List.of(seen.record().orElseThrow()), Optional.empty());
                    running.remove(spec.key());
                }
                running.add(portman.startBeside(spec, specs));
            }
        } finally {
            starting.unlock();
        }
    }

    /**
     * Stops some of them as {@link Portman#stopAll}; nothing happens any more once this process is ending.
     *
     * @param gone those that are not wanted any more: who ran before is left to whoever started it
     * @param anew those that are about to be started anew
     */
    void stop(List<ServerKey> gone, List<ServerKey> anew) {
        starting.lock();
        try {
            if (!isLeaving()) {
                Map<ServerKey, ServerStatus> seen = look();
                portman.releaseStarts(
                        gone.stream().flatMap(it -> running.ours(it).stream()).toList(), Optional.empty());
                portman.stopStarts(
                        anew.stream()
                                .flatMap(it -> Optional.ofNullable(seen.get(it)).stream())
                                .filter(it -> it.state().isUp())
                                .flatMap(it -> it.record().stream())
                                .toList(),
                        Optional.empty());
                gone.forEach(running::remove);
                anew.forEach(running::remove);
            }
        } finally {
            starting.unlock();
        }
    }

    /** What a server would be other in by one description than by another. */
    List<String> differences(ServerSpec before, ServerSpec now) {
        return portman.differences(before, now);
    }

    /** Ends the command and every server that this process started, by force; also while they are being stopped gracefully. */
    public void stopAtOnce() {
        current().ifPresent(ForegroundCommand::endAtOnce);
        portman.releaseStarts(
                statuses().stream()
                        .filter(Session::isOurs)
                        .flatMap(it -> it.record().stream())
                        .toList(),
                Optional.of(Stopping.atOnce()));
    }

    /**
     * Stops what was started, the last one first.
     *
     * @throws PortmanException the first that was met, after all servers were tried
     */
    @Override
    public void close() {
        try {
            stopAll();
        } finally {
            interrupts.ifPresent(Interrupts::close);
            removeHook();
        }
    }

    /** Not before the stop: an end of this process that comes in between has to wait for it. */
    private void removeHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            leaving.countDown();
        }
    }

    private void leave() {
        leaving.countDown();
        current().ifPresent(it -> it.end(BY_ITSELF));
        awaitStart();
        try {
            stopAll();
        } catch (PortmanException e) {
            failed.accept(e);
        }
    }

    /** A start that is under way undoes itself when this process is ending; one that came through a moment ago is ours to undo. */
    private void awaitStart() {
        try {
            if (starting.tryLock(START_UNDONE.toMillis(), TimeUnit.MILLISECONDS)) {
                starting.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Under a lock: this process must not end while another thread of it is still stopping. */
    private void stopAll() {
        stopping.lock();
        try {
            portman.releaseStarts(running.taken(), Optional.empty());
        } finally {
            stopping.unlock();
        }
    }

    private synchronized Optional<ForegroundCommand> current() {
        return command;
    }

    private static boolean isOurs(ServerStatus status) {
        ProcessIdentity self = ProcessTable.forThisSystem().self();
        return status.record().filter(it -> it.starter().isSameProcessAs(self)).isPresent();
    }

    private List<ServerStatus> statuses() {
        List<ServerKey> ours = specs.stream().map(ServerSpec::key).toList();
        return ours.stream()
                .map(ServerKey::directory)
                .distinct()
                .flatMap(it -> portman.status(it).stream())
                .filter(it -> ours.contains(it.key()))
                .toList();
    }
}
