package dev.portman.session;

import dev.portman.Portman;
import dev.portman.config.PortVariables;
import dev.portman.model.AssignedPort;
import dev.portman.model.Command;
import dev.portman.model.Lifetime;
import dev.portman.model.PortmanException;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerSpec;
import dev.portman.model.ServerStatus;
import dev.portman.model.StartResult;
import dev.portman.model.Stopping;
import dev.portman.process.CommandLookup;
import dev.portman.process.ForegroundCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Servers that live no longer than this process wants them: stopped by {@link #close}, by a shutdown hook after Ctrl-C or SIGTERM, and by
 * the guardian of lifetime {@code build} after SIGKILL. Servers that ran before and were kept (policy {@code reuse}) are left running.
 */
public final class Session implements AutoCloseable {

    /** Ctrl-C reaches a command too; it gets that long to do what it does then before it is asked by us. */
    private static final Duration BY_ITSELF = Duration.ofSeconds(2);

    private static final Duration START_UNDONE = Duration.ofSeconds(30);

    private static final Duration LOOK = Duration.ofMillis(300);

    private final Portman portman;
    private final List<ServerSpec> specs;
    private final Consumer<PortmanException> failed;
    private final Thread hook = new Thread(this::leave, "portman-session");
    private final Lock starting = new ReentrantLock();
    private final Lock stopping = new ReentrantLock();
    private final CountDownLatch leaving = new CountDownLatch(1);
    private List<StartResult> running = List.of();
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
        this.specs = specs.stream().map(it -> it.withLifetime(Lifetime.BUILD)).toList();
        this.failed = failed;
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
            synchronized (this) {
                running = results;
            }
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
        ForegroundCommand started;
        synchronized (this) {
            started = ForegroundCommand.start(wanted, PortVariables.of(ports()));
            command = Optional.of(started);
        }
        return started.await();
    }

    /**
     * Waits until none of the servers runs any more, or this process is ending.
     *
     * @param ended is told the name of each that ended without being asked
     */
    public void awaitEnd(Consumer<String> ended) throws InterruptedException {
        List<ServerKey> left =
                new ArrayList<>(specs.stream().map(ServerSpec::key).toList());
        while (!left.isEmpty() && !leaving.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
            List<ServerKey> up = statuses().stream()
                    .filter(it -> it.state().isUp())
                    .map(ServerStatus::key)
                    .toList();
            List<ServerKey> gone = left.stream().filter(it -> !up.contains(it)).toList();
            if (leaving.getCount() > 0) {
                gone.forEach(it -> ended.accept(it.name()));
                left.removeAll(gone);
            }
        }
    }

    /** Ends the command and every server that this process started, by force; also while they are being stopped gracefully. */
    public void stopAtOnce() {
        current().ifPresent(ForegroundCommand::endAtOnce);
        long self = ProcessHandle.current().pid();
        statuses().stream()
                .filter(it -> it.record()
                        .filter(record -> record.starter().pid() == self)
                        .isPresent())
                .forEach(it -> portman.stop(it.key(), Optional.of(Stopping.atOnce())));
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
            List<ServerKey> ours = taken().stream()
                    .filter(it -> !it.reused())
                    .map(it -> it.record().key())
                    .toList();
            portman.stopAll(ours, Optional.empty());
        } finally {
            stopping.unlock();
        }
    }

    /** Whoever comes first stops them. */
    private synchronized List<StartResult> taken() {
        List<StartResult> started = running;
        running = List.of();
        return started;
    }

    private synchronized Optional<ForegroundCommand> current() {
        return command;
    }

    private synchronized Map<String, AssignedPort> ports() {
        Map<String, AssignedPort> ports = new LinkedHashMap<>();
        running.forEach(it -> ports.put(it.record().key().name(), it.record().assigned()));
        return ports;
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
