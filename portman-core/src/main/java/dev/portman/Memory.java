package dev.portman;

import dev.portman.config.Surroundings;
import dev.portman.lease.PortLeases;
import dev.portman.log.OldLogs;
import dev.portman.model.AssignedPort;
import dev.portman.model.Finding;
import dev.portman.model.ProgressEvent;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerRecord;
import dev.portman.model.ServerSpec;
import dev.portman.model.ServerStatus;
import dev.portman.model.SpecDigests;
import dev.portman.model.StartHistory;
import dev.portman.model.StartTimes;
import dev.portman.report.StatusJson;
import dev.portman.store.DigestKey;
import dev.portman.store.Histories;
import dev.portman.store.KnownNames;
import dev.portman.store.Leftovers;
import dev.portman.store.LogFolders;
import dev.portman.store.Places;
import dev.portman.store.PortsFile;
import dev.portman.store.RefusedFiles;
import dev.portman.store.Registry;
import dev.portman.store.ShownServer;
import dev.portman.store.StatusFiles;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What outlives this JVM.
 *
 * @param registry the records, the truth
 * @param leases which ports are spoken for
 * @param histories how long starts took
 * @param names those that were read from the files of projects
 * @param refused what was not believed
 * @param leftovers what killed writers left
 * @param told is told when the project's logs folder cannot be written
 * @param key of the digests in records
 * @param places the folders of other places
 * @param logs where files for people lie
 * @param home the folder that the user's state is kept in
 */
record Memory(
        Registry registry,
        PortLeases leases,
        Histories histories,
        KnownNames names,
        RefusedFiles refused,
        Leftovers leftovers,
        Consumer<ProgressEvent> told,
        DigestKey key,
        Places places,
        LogFolders logs,
        Path home) {

    /** What a record keeps of a description, to tell later what has changed. */
    SpecDigests digests(ServerSpec spec, Surrounding surrounding) {
        return DigestedSpec.of(spec, surrounding, key.bytes());
    }

    /** Keeps a record and shows it in the project's logs folder. */
    void keep(ServerRecord record, ServerStatus status) {
        registry.save(record);
        show(status);
    }

    /**
     * Keeps a newer record of a server that runs, and shows it; unless it was stopped or started anew meanwhile.
     *
     * @return its status by the newer record
     */
    ServerStatus remember(ServerRecord newer, Function<ServerRecord, ServerStatus> judged) {
        return leases.exclusively("remember " + newer.key().name(), () -> {
            ServerStatus status = judged.apply(newer);
            Optional<ServerRecord> kept = registry.find(newer.key())
                    .filter(it -> it.isSameStart(newer) && status.state().isUp());
            // Only what is newer in it: who uses the server may have changed, too.
            kept.ifPresent(it -> keep(it.withReport(newer.report()), status));
            return status;
        });
    }

    /** Removes the record of a server that is gone, and says so in the project's logs folder. */
    void remove(ServerStatus last) {
        // The record last: whoever is killed in between leaves what the next one finds and finishes.
        show(last);
        registry.forget(last.key());
        last.record().ifPresent(it -> {
            showPorts(it.key().directory(), List.of(it.spec().logsDirectory()));
            releaseLogs(it);
        });
    }

    /** Under the lock, so that nobody of this place takes the folder meanwhile. */
    private void releaseLogs(ServerRecord forgotten) {
        Path folder = forgotten.spec().logsDirectory();
        boolean used = registry.in(forgotten.key().directory()).stream()
                .anyMatch(it -> it.spec().logsDirectory().equals(folder));
        if (!used) {
            this.logs.release(folder);
        }
    }

    /** A server as it is described, with its files where this place's lie; under the lock, before its record is kept. */
    ServerSpec placed(ServerSpec spec) {
        return spec.withLogs(logs.claim(spec.logsDirectory()));
    }

    /** What the project's files show of a server that has no record. */
    Optional<ShownServer> shown(ServerKey server) {
        Path described =
                Surroundings.Folders.of(server.directory(), server.side()).logs();
        return ShownServer.in(logs.last(described, server.name() + ".status"), server.name());
    }

    /** Writes down for other programs where the running servers of a project are. */
    void showPorts(Path directory) {
        showPorts(directory, List.of());
    }

    /** The same; {@code former} are folders in which a server was shown that is gone. */
    private void showPorts(Path directory, List<Path> former) {
        Map<Path, Map<String, AssignedPort>> byFolder = new LinkedHashMap<>();
        former.stream().filter(PortsFile::isIn).forEach(it -> byFolder.put(it, new LinkedHashMap<>()));
        registry.in(directory).stream()
                .filter(it -> it.key().directory().equals(directory) && it.isReady())
                .forEach(it -> byFolder.computeIfAbsent(it.spec().logsDirectory(), folder -> new LinkedHashMap<>())
                        .put(it.key().name(), it.assigned()));
        byFolder.forEach((folder, servers) ->
                tell(PortsFile.publish(folder, new Surrounding(Set.of(), servers).environment())));
    }

    /** Adds a start that succeeded to the history of its server. */
    void keep(StartHistory before, StartTimes start) {
        tell(histories.add(before, start));
    }

    /** Gives up what is of no use any more. */
    void discard(Finding finding) {
        if (finding instanceof Finding.GonePlace gone) {
            places.drop(gone);
        } else if (finding instanceof Finding.DeadReservation) {
            leases.forgetAbandoned();
        } else if (finding instanceof Finding.RefusedFile refusedFile) {
            RefusedFiles.remove(refusedFile.file());
        } else if (finding instanceof Finding.Leftover leftover) {
            Leftovers.remove(leftover.file());
        } else if (finding instanceof Finding.LostHistory lost) {
            tell(histories.forget(lost.key()));
        } else if (finding instanceof Finding.OldLog old) {
            OldLogs.remove(old.file());
        }
    }

    private void show(ServerStatus status) {
        tell(StatusFiles.publish(status, StatusJson.one(status)));
    }

    private void tell(Optional<String> problem) {
        problem.ifPresent(it -> told.accept(new ProgressEvent.NotShown(it)));
    }
}
