package dev.portman;

import dev.portman.config.ProjectFile;
import dev.portman.internal.ownership.Backing;
import dev.portman.internal.ownership.Liveness;
import dev.portman.internal.ownership.LivingUsers;
import dev.portman.internal.ownership.LostFolder;
import dev.portman.internal.ownership.OwnershipScope;
import dev.portman.internal.ownership.ServerOwnership;
import dev.portman.lease.PortLeases;
import dev.portman.log.LogBound;
import dev.portman.model.Allowances;
import dev.portman.model.Checkup;
import dev.portman.model.DependencyOrder;
import dev.portman.model.FailureCause;
import dev.portman.model.Finding;
import dev.portman.model.Holders;
import dev.portman.model.KillReach;
import dev.portman.model.KillReport;
import dev.portman.model.KillResult;
import dev.portman.model.LostServers;
import dev.portman.model.Onlooker;
import dev.portman.model.PlannedStop;
import dev.portman.model.PortHeldException;
import dev.portman.model.PortRange;
import dev.portman.model.PortState;
import dev.portman.model.PortmanException;
import dev.portman.model.ProgressEvent;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerRecord;
import dev.portman.model.ServerSpec;
import dev.portman.model.ServerStatus;
import dev.portman.model.Side;
import dev.portman.model.StartHistory;
import dev.portman.model.StartResult;
import dev.portman.model.StopResult;
import dev.portman.model.Stopping;
import dev.portman.model.Termination;
import dev.portman.store.AuditLog;
import dev.portman.store.DigestKey;
import dev.portman.store.GuardianNotes;
import dev.portman.store.Histories;
import dev.portman.store.KnownNames;
import dev.portman.store.Leftovers;
import dev.portman.store.LogFolders;
import dev.portman.store.Places;
import dev.portman.store.RefusedFiles;
import dev.portman.store.Registry;
import dev.portman.store.Reservations;
import dev.portman.store.StateFolder;
import dev.portman.store.StateLock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Makes starting and stopping local servers boring. One method per verb; each looks, decides, acts, and looks again. Usable from any
 * thread; two calls for the same port, in whatever process of this user, do not collide.
 */
public final class Portman {

    /** The system hands out another port each time; only a machine without free ports needs more. */
    private static final int MOST_TRIES = 1000;

    private final Machine machine;
    private final Memory memory;
    private final Stopper stopper;
    private final Consumer<ProgressEvent> told;
    private final Means means;
    private final StopPlanner stops;

    private Portman(Means means) {
        this.machine = means.machine();
        this.memory = means.memory();
        this.stopper = means.stopper();
        this.told = means.told();
        this.means = means;
        this.stops = new StopPlanner(means);
    }

    /**
     * Opens portman for the current user.
     *
     * @param environment where {@code PORTMAN_STATE_HOME} and its like are looked up; {@link System#getenv()} as a rule
     * @param allowances what the user named on the command line of this call
     * @param progress is told what happens while it happens, one event at a time, not always on the calling thread; what it throws ends
     *     nothing, see {@link Onlooker}
     * @throws dev.portman.model.StateFolderException if the user's state folder cannot be used
     */
    public static Portman open(
            Map<String, String> environment, Allowances allowances, Consumer<ProgressEvent> progress) {
        StateFolder folder = StateFolder.open(environment);
        Consumer<ProgressEvent> told = new Telling(new Onlooker<>(progress), new AuditLog(folder));
        for (String failure : new GuardianNotes(folder).take()) {
            told.accept(new ProgressEvent.GuardianFailed(failure));
        }
        return open(folder, allowances, told);
    }

    /** For the reaper, which has nobody to tell of an earlier one's failure. */
    static Portman ofReaper(Map<String, String> environment) {
        StateFolder folder = StateFolder.open(environment);
        return open(folder, Allowances.NONE, new Telling(new Onlooker<>(event -> {}), new AuditLog(folder)));
    }

    private static Portman open(StateFolder folder, Allowances allowances, Consumer<ProgressEvent> told) {
        Machine machine = Machine.ours();
        Registry registry = new Registry(folder, told);
        StateLock lock = new StateLock(folder);
        PortLeases leases = new PortLeases(registry, new Reservations(folder), lock, machine.table());
        Memory memory = new Memory(
                registry,
                leases,
                new Histories(folder),
                new KnownNames(folder),
                new RefusedFiles(folder),
                new Leftovers(folder),
                told,
                new DigestKey(folder),
                new Places(folder, told),
                new LogFolders(folder),
                folder.home());
        return new Portman(new Means(
                machine, memory, new Stopper(machine, memory, allowances, told), told, false, new Means.Never()));
    }

    /** The same portman for starts that end who is in their way at once; the guard stays, and so does how the servers themselves are stopped later. */
    public Portman forcefully() {
        return new Portman(means.forcefully());
    }

    /** Tells what verbs would do, and does nothing. */
    public DryRun dryRun() {
        return new DryRun(this, means);
    }

    /**
     * Starts servers, each as {@link #start} as soon as those are ready that it depends on, so that others may start at the same time; if one
     * fails, no further one is begun and those that this call started are stopped again.
     *
     * @param specs all servers of a project that are to run, in any order
     * @return one result per spec, in the same order
     * @throws dev.portman.model.PortmanException for the first that cannot be started; also if one depends on a server that neither runs
     *     nor is among them: see {@link #withDependencies}
     */
    public List<StartResult> startAll(List<ServerSpec> specs) {
        return start(specs, specs);
    }

    /**
     * Starts one server as {@link #start}, beside others that were or will be started by calls of their own.
     *
     * @param siblings whose preferred ports are left to them
     */
    public StartResult startBeside(ServerSpec spec, List<ServerSpec> siblings) {
        return start(List.of(spec), siblings).get(0);
    }

    private List<StartResult> start(List<ServerSpec> specs, List<ServerSpec> siblings) {
        specs.stream()
                .map(ServerSpec::key)
                .filter(it -> memory.registry().find(it).isEmpty())
                .flatMap(it -> lost(it).stream())
                .forEach(it -> told.accept(new ProgressEvent.NotShown(
                        it.getMessage() + " " + it.advice() + " Another one is started here.")));
        JointPlan plan = planOfStart(specs, siblings);
        JointDecision.onStarts(plan.starts()).orRefuse(told);
        SideBySide starts = new SideBySide(new JointStart(specs, observed(specs), siblings), plan, means);
        try (Rollback rollback = new Rollback(() -> undo(starts))) {
            Map<ServerKey, StartResult> results = starts.run();
            rollback.disarm();
            specs.stream().map(spec -> spec.key().directory()).distinct().forEach(memory::showPorts);
            return specs.stream()
                    .flatMap(spec -> Optional.ofNullable(results.get(spec.key())).stream())
                    .toList();
        }
    }

    /** What a start is going to do, before it does anything. */
    JointPlan planOfStart(List<ServerSpec> specs, List<ServerSpec> siblings) {
        specs.forEach(Programs::check);
        return new StartPlanner(means).start(new JointStart(specs, observed(specs), siblings));
    }

    /** The same of a restart. */
    JointPlan planOfRestart(List<ServerSpec> specs, List<ServerSpec> siblings) {
        specs.forEach(Programs::check);
        return new StartPlanner(means).restart(new JointStart(specs, observed(specs), siblings));
    }

    /**
     * What has to be started so that some servers can run.
     *
     * @param wanted started in any case
     * @param described all servers of the project
     * @return the wanted ones and, of those that they depend on, the ones that do not run; in the order of {@code described}
     */
    public List<ServerSpec> withDependencies(List<ServerSpec> wanted, List<ServerSpec> described) {
        return JointStart.complete(wanted, described, observed(wanted));
    }

    /** The recorded servers of the folders of some servers. */
    List<ServerStatus> observed(List<ServerSpec> specs) {
        return specs.stream()
                .flatMap(spec -> Stream.of(spec.key().directory(), spec.describedIn()))
                .distinct()
                .flatMap(it -> status(it).stream())
                .toList();
    }

    /**
     * Starts one server: frees its port or finds another one as its policy says, launches it, and returns when it is ready.
     *
     * <p>A server of lifetime {@code build} is stopped after the end of this process, however that ends, by a guardian.
     *
     * @return the running server, perhaps one that was running before (policy {@code reuse})
     * @throws dev.portman.model.PortHeldException if no port could be had
     * @throws dev.portman.model.ServerFailedException if it ended before it was ready
     * @throws dev.portman.model.NotReadyException if it did not become ready in time; it is stopped again
     */
    public StartResult start(ServerSpec spec) {
        return startAll(List.of(spec)).get(0);
    }

    private void undo(SideBySide starts) {
        starts.withdraw();
        List<ServerKey> begun = starts.ready().stream()
                .filter(it -> !it.reused())
                .map(it -> it.record().key())
                .toList();
        List<String> notBegun = starts.notBegun();
        if (starts.failed().isPresent() && !(begun.isEmpty() && notBegun.isEmpty())) {
            List<String> names = begun.stream().map(ServerKey::name).toList();
            told.accept(new ProgressEvent.StartAbandoned(starts.failed().get(), names, notBegun));
        }
        releaseStarts(
                starts.ready().stream()
                        .filter(StartResult::ours)
                        .map(StartResult::record)
                        .toList(),
                Optional.empty());
    }

    /**
     * Stops a server with its whole tree. Nothing running is success. Of two stops at a time one does it, and the other waits for that. A server of
     * a build that other living processes use is left to them.
     *
     * @param key which server; whichever start of it is found is stopped
     * @param instead how, if not as its own description says; {@link Stopping#atOnce()} for force
     * @return how it went; its tree is gone and its port can be bound
     * @throws dev.portman.model.PortHeldException if its tree is gone but its port is not free
     * @throws dev.portman.model.RefusedException if it may not be stopped from here
     */
    public StopResult stop(ServerKey key, Optional<Stopping> instead) {
        StopResult result = new StopResult(key, Termination.alreadyGone());
        Optional<ServerRecord> found = memory.registry().find(key);
        if (found.isEmpty()) {
            refuseIfLost(key);
            if (memory.places().haveRecordOf(key)) {
                told.accept(new ProgressEvent.NotShown("Another container, machine or boot has a record of "
                        + key.name() + ", which cannot be seen from here; portman doctor names where it lies."));
            }
        }
        while (found.isPresent() && result.termination().how() == Termination.How.ALREADY_GONE) {
            ServerRecord seen = found.get();
            result = stopUnused(seen, instead);
            // Somebody else may have stopped it and started it again.
            found = memory.registry().find(key).filter(it -> !it.isSameStart(seen));
        }
        return result;
    }

    /** Looks under the lock whether a build has come since it was decided to stop its server. */
    private StopResult stopUnused(ServerRecord seen, Optional<Stopping> instead) {
        StopResult result = stop(seen, instead, this::isFreeToStop);
        memory.registry()
                .find(seen.key())
                .filter(it -> it.isSameStart(seen) && !isFreeToStop(it))
                .ifPresent(it -> {
                    throw Outcomes.used(it, LivingUsers.others(it, machine.table()));
                });
        return result;
    }

    private boolean isFreeToStop(ServerRecord server) {
        return !server.key().isOfBuild()
                || LivingUsers.others(server, machine.table()).isEmpty();
    }

    /** Of a server whose record is lost, as with a state folder that was removed, nobody can say that it is not running. */
    private void refuseIfLost(ServerKey key) {
        lost(key).ifPresent(it -> {
            throw it;
        });
    }

    private Optional<PortmanException> lost(ServerKey key) {
        return memory.shown(key)
                .filter(it -> machine.table()
                        .identity(it.pid())
                        .filter(now -> now.startTicks() == it.startTicks()
                                && now.bootId().equals(it.bootId()))
                        .isPresent())
                .map(it -> Outcomes.lost(key, it));
    }

    private StopResult stop(ServerRecord record, Optional<Stopping> instead, Predicate<ServerRecord> still) {
        ServerKey key = record.key();
        Liveness life = Liveness.of(record, machine.table());
        if (life == Liveness.ELSEWHERE) {
            throw Outcomes.elsewhere(record);
        }
        if (life == Liveness.ENDED && new Lifecycle(memory, machine.table()).drop(record)) {
            told.accept(new ProgressEvent.RecordDropped(record, "its process is gone"));
            return new StopResult(key, Termination.alreadyGone());
        }
        StopResult result = stopper.stop(record, instead.orElse(record.spec().stopping()), still);
        if (!result.termination().isComplete()) {
            throw Outcomes.stillThere(record, result.termination());
        }
        if (result.termination().how() != Termination.How.ALREADY_GONE) {
            int port = record.assigned().port();
            // The stop has waited for it to be released.
            new FreedPort(port, means)
                    .orRefuse(machine.probe().probe(port), key.name() + " is stopped, but ", OwnershipScope.of(key));
        }
        return result;
    }

    /**
     * Stops servers, each before those it depends on, and of the rest the last one first. If one of them may not be stopped, none is.
     *
     * @param keys in the order of their description
     * @param instead how, as in {@link #stop}
     * @return how it went, in the order of the keys
     * @throws PortmanException the first that was met, after all servers were tried; further ones are suppressed in it
     */
    public List<StopResult> stopAll(List<ServerKey> keys, Optional<Stopping> instead) {
        // One alone is refused by its own stop before anything is done.
        if (keys.size() > 1) {
            JointDecision.onStops(stops.plan(keys, instead)).orRefuse(told);
        }
        return each(keys, key -> Optional.of(stop(key, instead)));
    }

    /**
     * Stops servers as {@link #stopAll}, also those that running builds use.
     *
     * @param keys as in {@link #stopAll}
     */
    public List<StopResult> stopEvenUsed(List<ServerKey> keys, Optional<Stopping> instead) {
        JointDecision.onStops(stops.plan(keys, instead)).orRefuse(told);
        List<ServerRecord> starts =
                keys.stream().flatMap(it -> memory.registry().find(it).stream()).toList();
        return stopStarts(starts, instead);
    }

    /**
     * Ends what this process has to do with servers: stops them as {@link #stopAll}, but leaves those running that other builds use, and those
     * that ran before, were to stay, and were only reused here ({@link StartResult#ours}).
     *
     * @return how it went with those that were stopped, in the order of the keys
     * @throws PortmanException as {@link #stopAll}
     */
    public List<StopResult> releaseAll(List<ServerKey> keys, Optional<Stopping> instead) {
        return each(
                keys,
                key -> memory.registry()
                        .find(key)
                        .map(it -> release(it, instead))
                        .orElseGet(() -> Optional.of(stop(key, instead))));
    }

    /** The same of the very starts that were looked at: later ones of the same servers, whoever made them, are left alone. */
    public List<StopResult> releaseStarts(List<ServerRecord> starts, Optional<Stopping> instead) {
        return eachStart(starts, it -> release(it, instead));
    }

    /**
     * Counts this process out of servers that it has taken and that stay, whoever started them; later starts of the same servers are none of its business.
     *
     * @throws PortmanException the first that was met, after all servers were tried
     */
    public void leaveRunning(List<ServerRecord> starts) {
        Failures failures = new Failures();
        starts.forEach(it -> failures.attempt(() -> new Sharing(means).leaveRunning(it)));
        failures.throwFirst();
    }

    /** Stops the very starts that were looked at, as {@link #stopAll}; later ones of the same servers are left alone. */
    public List<StopResult> stopStarts(List<ServerRecord> starts, Optional<Stopping> instead) {
        return eachStart(starts, it -> Optional.of(stop(it, instead, now -> true)));
    }

    private List<StopResult> eachStart(List<ServerRecord> starts, Function<ServerRecord, Optional<StopResult>> act) {
        Map<ServerKey, ServerRecord> seen = new LinkedHashMap<>();
        starts.forEach(it -> seen.put(it.key(), it));
        return each(
                List.copyOf(seen.keySet()),
                key -> act.apply(Optional.ofNullable(seen.get(key)).orElseThrow()));
    }

    /** Dependents first; what fails keeps nothing else from being done. */
    private List<StopResult> each(List<ServerKey> keys, Function<ServerKey, Optional<StopResult>> act) {
        Map<ServerKey, StopResult> results = new LinkedHashMap<>();
        Failures failures = new Failures();
        for (ServerKey key : DependencyOrder.ofStop(keys, stops::dependencies)) {
            failures.attempt(() -> act.apply(key).ifPresent(it -> results.put(key, it)));
        }
        BuildGuard.dismissUnlessNeeded(memory, machine.table());
        failures.throwFirst();
        return keys.stream()
                .flatMap(it -> Optional.ofNullable(results.get(it)).stream())
                .toList();
    }

    private Optional<StopResult> release(ServerRecord start, Optional<Stopping> instead) {
        return new Sharing(means).leave(start)
                ? Optional.empty()
                : Optional.of(stop(
                        start,
                        instead,
                        now -> LivingUsers.others(now, machine.table()).isEmpty()));
    }

    /**
     * Stops servers as {@link #stopAll}, gracefully or {@link #forcefully}, and starts them as {@link #startAll}. What is bound to be refused is
     * refused before anything is stopped: a command that cannot be run, a port that cannot be had.
     *
     * @param specs as they are to be from now on
     */
    public List<StartResult> restartAll(List<ServerSpec> specs) {
        JointDecision.onStarts(planOfRestart(specs, specs).starts()).orRefuse(told);
        stopAll(
                specs.stream().flatMap(it -> toRestart(it.key())).toList(),
                means.force() ? Optional.of(Stopping.atOnce()) : Optional.empty());
        return startAll(specs);
    }

    /** A server, and what a build has left of a person's name. */
    private Stream<ServerKey> toRestart(ServerKey key) {
        ServerKey ofBuild = key.on(Side.BUILD);
        boolean left = !key.isOfBuild()
                && memory.registry()
                        .find(ofBuild)
                        .filter(it -> LivingUsers.of(it, machine.table()).isEmpty())
                        .isPresent();
        return left ? Stream.of(key, ofBuild) : Stream.of(key);
    }

    /**
     * Frees a port at once, by force, of whoever listens on it. A free port is success.
     *
     * @param port 1 to 65535
     * @param folder from where this is asked: servers described there may go, those of other projects are protected
     * @throws dev.portman.model.RefusedException if the guard protects a holder, or holders cannot be seen
     * @throws dev.portman.model.PortHeldException if it is held nevertheless
     */
    public KillResult kill(int port, Path folder) {
        KillReport report = killAll(List.of(port), List.of(), KillReach.of(folder));
        report.failure().ifPresent(it -> {
            throw it;
        });
        return new KillResult(port, report.ports().get(0).killed());
    }

    /**
     * Ends whoever listens on some ports, and some servers, at once and by force. If one of them may not be ended, nobody is; what fails meanwhile
     * keeps nothing else from being done.
     *
     * @param reach whose servers may go on these ports
     * @return what became of each, whatever that is
     */
    public KillReport killAll(List<Integer> ports, List<ServerKey> servers, KillReach reach) {
        OwnershipScope claim = OwnershipScope.of(reach.folder(), reach.usedToo());
        return new Killing(means, claim, plan -> killPlanned(plan, reach))
                .of(new KillPlanner(means, claim).plan(ports, servers));
    }

    /** What was found gone is still to be removed from the records, if nobody has started it since. */
    private StopResult killPlanned(PlannedStop plan, KillReach reach) {
        Optional<Stopping> atOnce = Optional.of(Stopping.atOnce());
        return plan.running()
                .or(() -> memory.registry().find(plan.key()).filter(this::isEnded))
                .map(it -> reach.usedToo() ? stop(it, atOnce, now -> true) : stopUnused(it, atOnce))
                .orElse(new StopResult(plan.key(), Termination.alreadyGone()));
    }

    private boolean isEnded(ServerRecord server) {
        return Liveness.of(server, machine.table()) == Liveness.ENDED;
    }

    /**
     * Stops every server that was to die with a build that is proven dead.
     *
     * @return how it went, one result per server
     * @throws PortmanException the first that was met, after all servers were tried
     */
    public List<StopResult> reapAbandoned() {
        return eachStart(
                memory.registry().all().stream().filter(this::isAbandoned).toList(),
                it -> Optional.of(stop(it, Optional.empty(), this::isAbandoned)));
    }

    private boolean isAbandoned(ServerRecord server) {
        return LivingUsers.areGone(server, machine.table());
    }

    /**
     * Reserves free ports for this process: no start and no reservation of this user on this host gets them until this process ends.
     *
     * @param count how many
     * @param among where to look, in this order; empty for any free port of the system
     * @return the ports, in the order found
     * @throws PortHeldException if there are not that many; then none is kept
     */
    public List<Integer> reserve(int count, List<PortRange> among) {
        List<Integer> ports = memory.leases()
                .reserve(count, () -> candidates(among), it -> machine.probe().probe(it) == PortState.FREE);
        if (ports.size() < count) {
            throw new PortHeldException(
                    "Only " + ports.size() + " of " + count + " ports could be reserved in " + among + ".",
                    "Widen the range, or leave it out for any free port.");
        }
        return ports;
    }

    /** Gives ports back that this process has reserved; what is not reserved any more is none of its business. */
    public void releaseReserved(Collection<Integer> ports) {
        ports.forEach(memory.leases()::release);
    }

    private IntStream candidates(List<PortRange> among) {
        return among.isEmpty()
                ? IntStream.generate(machine.probe()::anyFreePort).limit(MOST_TRIES)
                : among.stream().flatMapToInt(PortRange::ports);
    }

    /** What is observed of each recorded server of a folder; changes nothing, except that a log that has grown too large is cut. */
    public List<ServerStatus> status(Path directory) {
        return looked(memory.registry().in(directory));
    }

    /** The same of each recorded server of this user. */
    public List<ServerStatus> statusOfAll() {
        return looked(memory.registry().all());
    }

    /**
     * The recorded servers of this user that nobody can go and stop where they were started, since that folder is gone, and that nobody else
     * counts on either; running or not.
     */
    public LostServers lost() {
        return new LostServers(statusOfAll().stream().filter(this::isLost).toList());
    }

    private boolean isLost(ServerStatus status) {
        return status.folderGone()
                && status.record()
                        .filter(it -> Backing.of(it, machine.table()).isNobodys())
                        .isPresent();
    }

    /** Which of the visible holders of a port belong to a server whose folder is gone, by pid; changes nothing. */
    public Map<Long, ServerKey> lostAmong(Holders holders) {
        Map<Long, ServerKey> lost = new LinkedHashMap<>();
        if (!holders.visibleHolders().isEmpty()) {
            ServerOwnership known = new ServerOwnership(memory.registry().all(), machine.table());
            holders.visibleHolders()
                    .forEach(holder -> known.serverOf(holder.identity())
                            .filter(it -> LostFolder.isGone(it, machine.table()))
                            .ifPresent(it -> lost.put(holder.pid(), it.key())));
        }
        return lost;
    }

    /**
     * Asks all checks of servers that run, each once. What they say is remembered: until they are asked again, {@link #status} calls a
     * server unhealthy whose last check failed.
     *
     * @param specs described servers, perhaps of several folders
     * @return one status per spec, in their order; of one that does not run, no check was asked
     */
    public List<ServerStatus> health(List<ServerSpec> specs) {
        Health health = new Health(means, observed(specs));
        return specs.stream().map(health::of).toList();
    }

    /**
     * Why a server that has ended did so, as far as its last words tell.
     *
     * @param exitCode how it ended, if that is known
     */
    public Optional<FailureCause> causeOf(ServerSpec spec, ServerRecord ended, Optional<Integer> exitCode) {
        return new LastWords(spec, ended).cause(exitCode);
    }

    /**
     * What of running servers is not as it is described any more; the place of a server that they need counts, too, if that runs.
     *
     * @param specs as they are described now
     * @return the names of what has changed, none if nothing has; servers that do not run are missing
     */
    public Map<ServerKey, List<String>> changes(List<ServerSpec> specs) {
        return new SpecChanges(memory).ofRunning(specs, observed(specs));
    }

    /** The names of what a server would be other in by one description than by another; nothing that runs is looked at. */
    public List<String> differences(ServerSpec before, ServerSpec now) {
        return new SpecChanges(memory).between(before, now);
    }

    private List<ServerStatus> looked(List<ServerRecord> records) {
        for (ServerRecord record : records) {
            LogBound.keep(record.logFile());
        }
        List<ServerStatus> statuses = new ArrayList<>();
        for (ServerStatus status : new StatusLook(machine).of(records)) {
            ServerRecord record = status.record().orElseThrow();
            ServerStatus used = status.usedBy(LivingUsers.of(record, machine.table()));
            statuses.add(LostFolder.isGone(record, machine.table()) ? used.withoutFolder() : used);
        }
        return statuses;
    }

    /**
     * The names of the servers that a {@code portman.yaml} describes, in its order; the file is taken apart only if it has changed since the
     * last time.
     *
     * @throws dev.portman.model.InvalidInputException if it is no such file
     */
    public List<String> namesIn(Path file) {
        byte[] content = ProjectFile.content(file);
        Optional<List<String>> known = memory.names().in(content, file);
        if (known.isPresent()) {
            return known.get();
        }
        List<String> names = ProjectFile.names(file, content);
        memory.names().keep(names, content, file);
        return names;
    }

    /** Where the next start of a server writes its log. */
    public Path nextLog(ServerSpec spec) {
        return spec.key().logIn(memory.logs().next(spec.logsDirectory()));
    }

    /** Where the last start of a server wrote its log, if it was one from here. */
    public Path lastLog(ServerSpec spec) {
        Path named = spec.key().logIn(spec.logsDirectory());
        return spec.key().logIn(memory.logs().last(spec.logsDirectory(), String.valueOf(named.getFileName())));
    }

    /** The starts of each server of a folder that succeeded, by name; servers that were started once and never again are among them. */
    public List<StartHistory> history(Path directory) {
        return memory.histories().all().stream()
                .filter(history -> history.key().directory().equals(directory))
                .sorted(Comparator.comparing(history -> history.key().name()))
                .toList();
    }

    /** All servers of this user on this host, and what is not in order with them; changes nothing, except what {@link #status} does. */
    public Checkup checkup() {
        return new Doctor(means).checkup(statusOfAll());
    }

    /**
     * Puts in order what can be without asking anybody: stops the servers of builds that are dead and of folders that are gone, and forgets or removes what is of no use
     * any more. What has changed since it was looked at is looked at again.
     *
     * @return what was put in order
     * @throws PortmanException the first that was met, after everything was tried; further ones are suppressed in it
     */
    public List<Finding> clean(Checkup checkup) {
        List<Finding> cleaned = new ArrayList<>();
        Failures failures = new Failures();
        for (Finding finding : checkup.findings()) {
            if (finding.isCleanable()) {
                failures.attempt(() -> {
                    if (isCleaned(finding)) {
                        cleaned.add(finding);
                    }
                });
            }
        }
        failures.throwFirst();
        return cleaned;
    }

    private boolean isCleaned(Finding finding) {
        if (finding instanceof Finding.LostServer lost) {
            return isLostEnded(lost.record());
        }
        if (finding instanceof Finding.EndedServer ended) {
            stop(ended.record(), Optional.empty(), this::isEnded);
        } else if (finding instanceof Finding.AbandonedServer abandoned) {
            stop(abandoned.record(), Optional.empty(), this::isAbandoned);
        } else {
            memory.discard(finding);
        }
        return true;
    }

    /** Whoever has made the folder anew meanwhile, or has started the server anew there, keeps it. */
    private boolean isLostEnded(ServerRecord lost) {
        Optional<ServerRecord> still =
                memory.registry().find(lost.key()).filter(lost::isSameStart).filter(this::isNobodys);
        still.ifPresent(it -> stop(it, Optional.empty(), this::isNobodys));
        return still.isPresent();
    }

    private boolean isNobodys(ServerRecord server) {
        return Backing.of(server, machine.table()).isNobodys();
    }

    /** Who listens on a port; changes nothing. */
    public Holders holders(int port) {
        return machine.finder().holders(port);
    }

    /** Whether a port can be bound; changes nothing. */
    public PortState probe(int port) {
        return machine.probe().probe(port);
    }
}
