package dev.portman;

import dev.portman.config.SpecReader;
import dev.portman.internal.ownership.Backing;
import dev.portman.internal.ownership.LivingUsers;
import dev.portman.log.OldLogs;
import dev.portman.model.Checkup;
import dev.portman.model.Finding;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerRecord;
import dev.portman.model.ServerState;
import dev.portman.model.ServerStatus;
import dev.portman.model.StartHistory;
import dev.portman.process.ProcessTable;
import dev.portman.store.Leftovers;
import dev.portman.store.Presence;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks at everything that is remembered of this user's servers, and tells what is not in order. */
final class Doctor {

    private static final Comparator<ServerKey> BY_PLACE =
            Comparator.comparing(ServerKey::directory).thenComparing(ServerKey::name);

    private final Memory memory;
    private final ProcessTable table;

    Doctor(Means means) {
        this.memory = means.memory();
        this.table = means.machine().table();
    }

    Checkup checkup(List<ServerStatus> observed) {
        List<ServerStatus> servers = observed.stream()
                .sorted(Comparator.comparing(ServerStatus::key, BY_PLACE))
                .toList();
        List<StartHistory> histories = memory.histories().all().stream()
                .sorted(Comparator.comparing(StartHistory::key, BY_PLACE))
                .toList();
        List<Finding> findings = new ArrayList<>();
        servers.forEach(it -> findings.addAll(ofServer(it)));
        findings.addAll(memory.places().others());
        memory.leases().abandoned().forEach(it -> findings.add(new Finding.DeadReservation(it)));
        memory.refused().all().forEach(it -> findings.add(new Finding.RefusedFile(it)));
        memory.leftovers().all().forEach(it -> findings.add(new Finding.Leftover(it, !Leftovers.isNames(it))));
        histories.stream()
                .filter(it -> !isThere(it.key().directory()))
                .forEach(it -> findings.add(new Finding.LostHistory(it.key())));
        logs(servers, histories).flatMap(log -> OldLogs.beside(log).stream()).forEach(it -> findings.add(oldLog(it)));
        findings.addAll(contested(servers, histories));
        return new Checkup(servers, findings);
    }

    private List<Finding> ofServer(ServerStatus status) {
        ServerRecord record = status.record().orElseThrow();
        if (status.state() == ServerState.EXITED) {
            return List.of(new Finding.EndedServer(record));
        }
        if (!table.self().namespaces().equals(record.starter().namespaces())) {
            return List.of();
        }
        if (LivingUsers.areGone(record, table)) {
            return List.of(new Finding.AbandonedServer(record));
        }
        return status.folderGone() && Backing.of(record, table).isNobodys()
                ? List.of(new Finding.LostServer(record))
                : List.of();
    }

    /** Where the logs of every known server lie; of one that is only remembered, where they lie by default. */
    private static Stream<Path> logs(List<ServerStatus> servers, List<StartHistory> histories) {
        Set<Path> logs = new LinkedHashSet<>();
        servers.forEach(it -> it.record().map(ServerRecord::logFile).ifPresent(logs::add));
        histories.forEach(it -> logs.add(it.key().logIn(it.key().directory().resolve(SpecReader.LOGS))));
        return logs.stream();
    }

    private static List<Finding> contested(List<ServerStatus> servers, List<StartHistory> histories) {
        Map<ServerKey, Integer> wanted = new TreeMap<>(BY_PLACE);
        // A build goes to another port; only persons' servers evict each other.
        histories.stream()
                .filter(it -> !it.key().isOfBuild() && isThere(it.key().directory()))
                .forEach(it -> it.latest().ifPresent(start -> wanted.put(it.key(), start.port())));
        servers.stream()
                .filter(it -> !it.key().isOfBuild())
                .forEach(it -> wanted.put(
                        it.key(), it.record().orElseThrow().assigned().requested()));
        Map<Integer, List<ServerKey>> byPort =
                wanted.keySet().stream().collect(Collectors.groupingBy(wanted::get, TreeMap::new, Collectors.toList()));
        return byPort.entrySet().stream()
                .filter(it -> it.getKey() != 0 && isOfTwoFolders(it.getValue()))
                .<Finding>map(it -> new Finding.ContestedPort(it.getKey(), it.getValue()))
                .toList();
    }

    private static boolean isOfTwoFolders(List<ServerKey> keys) {
        return keys.stream().map(ServerKey::directory).distinct().count() > 1;
    }

    private static Finding oldLog(Path file) {
        return new Finding.OldLog(file, OldLogs.bytes(file));
    }

    /** Of a folder that cannot be looked at nobody knows. */
    private static boolean isThere(Path folder) {
        return Presence.of(folder) != Presence.GONE;
    }
}
