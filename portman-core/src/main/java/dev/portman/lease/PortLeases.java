package dev.portman.lease;

import dev.portman.internal.ownership.Liveness;
import dev.portman.internal.ownership.ProcessScan;
import dev.portman.model.PortReservation;
import dev.portman.model.ProcessIdentity;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerRecord;
import dev.portman.process.ProcessTable;
import dev.portman.store.Registry;
import dev.portman.store.Reservations;
import dev.portman.store.StateLock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which ports are spoken for: a record, written before anything starts on its port and kept until its server is gone, is the lease of that
 * port, so that there is nothing beside the record that could disagree with it.
 */
public final class PortLeases {

    private static final Duration LOCK_LIMIT = Duration.ofSeconds(10);

    private final Registry registry;
    private final Reservations reservations;
    private final StateLock lock;
    private final ProcessTable table;

    /**
     * The leases of this user on this host.
     *
     * @param registry the records
     * @param reservations ports kept without a server
     * @param lock held while a decision about a port is written down, never while waiting for a server
     * @param table tells which records still count
     */
    public PortLeases(Registry registry, Reservations reservations, StateLock lock, ProcessTable table) {
        this.registry = registry;
        this.reservations = reservations;
        this.lock = lock;
        this.table = table;
    }

    /** Does {@code work} while no other start of this user, in whatever process, can lease a port. */
    public <T> T exclusively(String purpose, Supplier<T> work) {
        return lock.hold(purpose, LOCK_LIMIT, work);
    }

    /**
     * Reserves ports for this process until it ends, as a build does for the servers of its tests. All in one decision: with many builds
     * at a time, each further one would wait for all the others.
     *
     * @param count how many
     * @param candidates tried in this order; asked for more than once
     * @param free whether a candidate can be bound; asked last
     * @return the ports; if fewer than {@code count} are left, those, and none is reserved
     */
    public List<Integer> reserve(int count, Supplier<IntStream> candidates, IntPredicate free) {
        // What can be seen without the lock is: the first look of a JVM loads classes for 100 ms and more, and
        // everybody waits for who has the lock.
        ProcessIdentity self = table.self();
        String place = place(self);
        List<PortReservation> abandoned = abandoned();
        Set<Integer> kept = new HashSet<>();
        living(place).forEach(it -> kept.add(it.port()));
        Supplier<List<Integer>> choice = () -> unleased(candidates.get())
                .filter(it -> !kept.contains(it) && !isReserved(it, place) && free.test(it))
                .limit(count)
                .boxed()
                .toList();
        List<Integer> likely = choice.get();
        return likely.size() < count
                ? likely
                : exclusively("reserve ports", () -> {
                    abandoned.forEach(it -> forgetIfAbandoned(it.port(), place));
                    List<Integer> ports = choice.get();
                    if (ports.size() == count) {
                        ports.forEach(it -> reservations.save(new PortReservation(it, self), place));
                    }
                    return ports;
                });
    }

    /** Those that no server has leased. */
    private IntStream unleased(IntStream candidates) {
        Set<Integer> leased = leased(record -> true);
        return candidates.distinct().filter(it -> !leased.contains(it));
    }

    private boolean isReserved(int port, String place) {
        return reservations.find(port, place).filter(this::isOwned).isPresent();
    }

    /** Gives a reserved port back; none is success. */
    public void release(int port) {
        reservations.forget(port, place(table.self()));
    }

    /** The ports that living servers of other keys, starts under way, or reservations of other processes have leased. */
    public Set<Integer> takenByOthers(ServerKey key) {
        Set<Integer> ports = leased(record -> !record.key().equals(key));
        ProcessIdentity self = table.self();
        living(place(self)).filter(it -> !it.owner().isSameProcessAs(self)).forEach(it -> ports.add(it.port()));
        return ports;
    }

    /** The reservations whose owner is gone: they keep nobody from their port. */
    public List<PortReservation> abandoned() {
        return reservations.all(place(table.self())).stream()
                .filter(it -> !isOwned(it))
                .toList();
    }

    /** Forgets every reservation whose owner is gone. */
    public void forgetAbandoned() {
        exclusively("forget reservations", () -> {
            String place = place(table.self());
            abandoned().forEach(it -> reservations.forget(it.port(), place));
            return Optional.empty();
        });
    }

    private Set<Integer> leased(Predicate<ServerRecord> wanted) {
        Set<Integer> ports = new HashSet<>();
        List<ServerRecord> records = registry.all();
        ProcessScan scan = new ProcessScan(table);
        String network = network(table.self());
        records.stream()
                .filter(wanted)
                .filter(record -> scan.lifeOf(record).isThere() && isInNetwork(record, network))
                .forEach(record -> ports.add(record.assigned().port()));
        return ports;
    }

    /** The reservations whose owner lives. */
    private Stream<PortReservation> living(String place) {
        return reservations.all(place).stream().filter(this::isOwned);
    }

    /** Only under the lock: otherwise the port may have found a new, living owner between the look and the act. */
    private void forgetIfAbandoned(int port, String place) {
        reservations.find(port, place).filter(it -> !isOwned(it)).ifPresent(it -> reservations.forget(port, place));
    }

    /** Where the numbers of processes and ports mean what they mean to {@code self}; leases of other places are neither obeyed nor touched. */
    private String place(ProcessIdentity self) {
        return self.namespaces() + network(self);
    }

    private String network(ProcessIdentity process) {
        return table.network(process.pid()).orElse("");
    }

    /**
     * If that cannot be told it is, so that nobody gets a port that another one may have: of a server that went into the background, whose first
     * process is gone and whose pid may be somebody else's.
     */
    private boolean isInNetwork(ServerRecord record, String network) {
        ProcessIdentity process = record.leader().orElse(record.starter());
        String its = Liveness.lives(process, table) ? network(process) : "";
        return its.isEmpty() || its.equals(network);
    }

    private boolean isOwned(PortReservation reservation) {
        return Liveness.lives(reservation.owner(), table);
    }
}
