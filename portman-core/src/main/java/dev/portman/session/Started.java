package dev.portman.session;

import dev.portman.model.AssignedPort;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerRecord;
import dev.portman.model.StartResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What a session has started and not stopped yet, the latest one of each server; several threads may want to stop it. */
final class Started {

    private final Map<ServerKey, StartResult> results = new LinkedHashMap<>();

    /** One more start of a server came through. */
    synchronized void add(StartResult result) {
        results.remove(result.record().key());
        results.put(result.record().key(), result);
    }

    /** A server is stopped. */
    synchronized void remove(ServerKey key) {
        results.remove(key);
    }

    /** What was started of a server, if it is ours to release. */
    synchronized Optional<ServerRecord> ours(ServerKey key) {
        return Optional.ofNullable(results.get(key)).filter(StartResult::ours).map(StartResult::record);
    }

    /** Whoever comes first releases them. */
    synchronized List<ServerRecord> taken() {
        List<ServerRecord> ours = new ArrayList<>();
        results.keySet().forEach(it -> ours(it).ifPresent(ours::add));
        results.clear();
        return ours;
    }

    /** Where they are, by each of their names. */
    synchronized Map<String, AssignedPort> ports(Function<ServerKey, List<String>> names) {
        Map<String, AssignedPort> ports = new LinkedHashMap<>();
        results.forEach((key, result) ->
                names.apply(key).forEach(it -> ports.put(it, result.record().assigned())));
        return ports;
    }
}
