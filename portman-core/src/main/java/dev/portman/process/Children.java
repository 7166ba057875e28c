package dev.portman.process;

import dev.portman.model.ServerKey;
import dev.portman.model.ServerRecord;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The leaders of the servers that this process has launched, the last one of each: nobody but their parent learns how they ended. */
public final class Children {

    private final Map<ServerKey, Child> children = new ConcurrentHashMap<>();

    /** A child belongs to one start of its server, and to no other. */
    private record Child(ServerRecord start, Process process) {}

    /** Remembers whom a start has launched. */
    public void add(ServerRecord started, Process process) {
        children.put(started.key(), new Child(started, process));
    }

    /** Forgets whom a start has launched: its end is not the end of the server, which has gone into the background. */
    public void remove(ServerRecord started) {
        children.computeIfPresent(started.key(), (key, child) -> child.start().isSameStart(started) ? null : child);
    }

    /** How the leader of this very start ended, with 128 and more for a signal; empty if it lives, or is none of ours. */
    public Optional<Integer> exitCode(ServerRecord started) {
        Child child = children.get(started.key());
        return child == null
                        || !child.start().isSameStart(started)
                        || child.process().isAlive()
                ? Optional.empty()
                : Optional.of(child.process().exitValue());
    }
}
