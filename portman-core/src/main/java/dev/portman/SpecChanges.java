package dev.portman;

import dev.portman.model.ServerKey;
import dev.portman.model.ServerSpec;
import dev.portman.model.ServerStatus;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares descriptions with what runs, and with each other. */
final class SpecChanges {

    private final Memory memory;

    SpecChanges(Memory memory) {
        this.memory = memory;
    }

    /** What of each running server is not as it is described; the place of a server that does not run is not known, and no change. */
    Map<ServerKey, List<String>> ofRunning(List<ServerSpec> specs, Collection<ServerStatus> observed) {
        JointStart joint = new JointStart(List.of(), observed);
        Map<ServerKey, List<String>> changes = new LinkedHashMap<>();
        for (ServerSpec spec : specs) {
            observed.stream()
                    .filter(it -> it.key().equals(spec.key()) && it.state().isUp())
                    .forEach(it -> changes.put(spec.key(), since(it, spec, joint.surrounding(spec))));
        }
        return changes;
    }

    private List<String> since(ServerStatus running, ServerSpec spec, Surrounding surrounding) {
        List<String> unknown = spec.dependsOn().stream()
                .filter(it -> !surrounding.running().containsKey(it))
                .map(DigestedSpec::place)
                .toList();
        return memory
                .digests(spec, surrounding)
                .changedSince(running.record().orElseThrow().spec().digests())
                .stream()
                .filter(it -> !unknown.contains(it))
                .toList();
    }

    /** What differs in two descriptions. */
    List<String> between(ServerSpec before, ServerSpec now) {
        Surrounding alone = new Surrounding(Set.of(), Map.of());
        return memory.digests(now, alone).changedSince(memory.digests(before, alone));
    }
}
