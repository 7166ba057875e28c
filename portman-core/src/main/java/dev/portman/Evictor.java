package dev.portman;

import dev.portman.holder.PortListeners;
import dev.portman.internal.ownership.Backing;
import dev.portman.internal.ownership.OwnershipScope;
import dev.portman.internal.ownership.ServerOwnership;
import dev.portman.model.Eviction;
import dev.portman.model.PortHolder;
import dev.portman.model.ProgressEvent;
import dev.portman.model.ServerRecord;
import dev.portman.model.Stopping;
import dev.portman.model.Termination;
import dev.portman.process.ProcessRow;
import dev.portman.process.SuspectLook;
import dev.portman.process.Target;
import dev.portman.process.Terminator;
import dev.portman.report.Sentences;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The acts that free a port: recorded servers go with their whole tree, strangers alone, and a supervisor that starts them anew with them. */
final class Evictor {

    private final Means means;
    private final Optional<String> server;

    /** For the server of that name; for nobody in particular if it is empty. */
    Evictor(Means means, Optional<String> server) {
        this.means = means;
        this.server = server;
    }

    /**
     * Frees a port of the given holders: recorded servers go as they are described, strangers are asked with SIGTERM.
     *
     * @param grace how long strangers may take before force is used; zero means force at once for all
     */
    List<Eviction> evict(int port, List<PortHolder> holders, Duration grace, OwnershipScope claim) {
        ServerOwnership known = new ServerOwnership(
                means.memory().registry().all(), means.machine().table());
        Map<ServerRecord, List<PortHolder>> recorded = new LinkedHashMap<>();
        List<PortHolder> strangers = new ArrayList<>();
        for (PortHolder holder : holders) {
            known.serverOf(holder.identity())
                    .ifPresentOrElse(
                            it -> recorded.computeIfAbsent(it, key -> new ArrayList<>())
                                    .add(holder),
                            () -> strangers.add(holder));
        }
        List<Eviction> evictions = new ArrayList<>();
        recorded.forEach((server, its) -> {
            Stopping own = server.spec().stopping().orAtOnce(grace.isZero());
            // One that is not goes because the user has named it.
            boolean permitted = permits(server, claim);
            evictions.addAll(evicted(
                    new PortEviction(port, its, own),
                    () -> means.stopper()
                            .stop(server, own, now -> !permitted || permits(now, claim))
                            .termination()));
        });
        if (!strangers.isEmpty()) {
            Stopping asked = Stopping.within(grace);
            evictions.addAll(evictStrangers(
                    new PortEviction(port, strangers, asked), means.stopper().look(known, claim)));
        }
        return evictions;
    }

    private boolean permits(ServerRecord server, OwnershipScope claim) {
        return claim.permits(server.key(), Backing.of(server, means.machine().table()));
    }

    /** Some holders of a port that go together. */
    private record PortEviction(int port, List<PortHolder> holders, Stopping stopping) {}

    private List<Eviction> evictStrangers(PortEviction eviction, SuspectLook look) {
        Supervisors supervisors = Supervisors.of(eviction.holders(), look, means.machine());
        List<Eviction> evictions =
                new ArrayList<>(evicted(eviction, () -> terminate(listeners(eviction), eviction, look)));
        Optional<Supervisors.Respawn> respawn = supervisors.watch(eviction.port());
        if (respawn.isPresent() && isAskedToEnd(respawn.get(), eviction, look)) {
            List<PortHolder> again = means.machine().finder().holders(eviction.port()).visibleHolders().stream()
                    .filter(it -> isChildOf(it, respawn.get()))
                    .toList();
            if (!again.isEmpty()) {
                PortEviction rest = new PortEviction(eviction.port(), again, eviction.stopping());
                evictions.addAll(evicted(rest, () -> terminate(listeners(rest), rest, look)));
            }
        }
        return evictions;
    }

    /** Whether the guard lets the supervisor go; if it does not, what it starts would only be started once more. */
    private boolean isAskedToEnd(Supervisors.Respawn respawn, PortEviction eviction, SuspectLook look) {
        SuspectLook closer = look.asking(respawn::leaseHolder);
        boolean asked = respawn.members().stream()
                .allMatch(it -> means.stopper().guard(closer, it, false).isAllowed());
        means.told().accept(new ProgressEvent.Respawned(eviction.port(), respawn.again(), respawn.name(), asked));
        terminate(respawn, eviction, closer);
        return asked;
    }

    /** The one that was seen, or one that its supervisor, or init in its place, has got since. */
    private boolean isChildOf(PortHolder holder, Supervisors.Respawn respawn) {
        return holder.identity().isSameProcessAs(respawn.again().identity())
                || means.machine()
                        .table()
                        .row(holder.pid())
                        .map(ProcessRow::parent)
                        .filter(parent -> parent == respawn.parent().pid())
                        .isPresent();
    }

    private Target listeners(PortEviction eviction) {
        return new PortListeners(
                eviction.port(),
                eviction.holders(),
                means.machine().finder(),
                means.machine().table());
    }

    private Termination terminate(Target target, PortEviction eviction, SuspectLook look) {
        Terminator terminator = new Terminator(
                means.machine().table(), member -> means.stopper().guard(look, member, false));
        Termination termination = terminator.terminate(target, eviction.stopping());
        termination.spared().forEach(it -> means.told().accept(new ProgressEvent.SparedProcess(it)));
        return termination;
    }

    private List<Eviction> evicted(PortEviction eviction, Supplier<Termination> act) {
        int port = eviction.port();
        Stopping stopping = eviction.stopping();
        eviction.holders().forEach(it -> means.told().accept(new ProgressEvent.Evicting(port, server, it, stopping)));
        Termination termination = act.get();
        eviction.holders()
                .forEach(it -> means.told().accept(new ProgressEvent.Evicted(port, it, stopping, termination)));
        return eviction.holders().stream()
                .map(it -> new Eviction(
                        it.pid(), Sentences.command(it), it.description().user(), termination.how()))
                .toList();
    }
}
