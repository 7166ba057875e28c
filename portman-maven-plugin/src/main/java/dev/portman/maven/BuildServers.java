package dev.portman.maven;

import dev.portman.Portman;
import dev.portman.model.Lifetime;
import dev.portman.model.PortmanException;
import dev.portman.model.ServerRecord;
import dev.portman.model.ServerSpec;
import dev.portman.model.ServerState;
import dev.portman.model.ServerStatus;
import dev.portman.model.StartResult;
import dev.portman.model.StopResult;
import dev.portman.model.Stopping;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Takes servers for a build, and gives them back when none of its goals counts on them any more. */
final class BuildServers {

    private static final String TOOK = "took for ";

    private final BuildState state;
    private final Portman portman;

    BuildServers(BuildState state, Portman portman) {
        this.state = state;
        this.portman = portman;
    }

    /** The servers that the build has taken for a module and that run, by their names there. */
    Map<String, ServerStatus> running(String module) {
        Map<String, ServerStatus> running = new LinkedHashMap<>();
        for (Take take : state.takes().of(module)) {
            look(take.server())
                    .filter(it -> it.state() == ServerState.RUNNING)
                    .ifPresent(it -> running.putIfAbsent(take.name(), it));
        }
        return running;
    }

    /** Whether it has taken anything for a module, released or not. */
    boolean hasTakenFor(String module) {
        return state.knows(TOOK + module);
    }

    /** What a stop releases. */
    Takes takes() {
        return state.takes();
    }

    /** One more execution counts on a server that the build has. */
    void takeAgain(Take.Scope scope, String execution, String name) {
        state.change(it -> it.held(scope.module(), name)
                .map(server -> it.with(new Take(scope, execution, name, server)))
                .orElse(it));
    }

    /**
     * An execution counts on a server that it has started, or joined.
     *
     * @return the same, or a later start of it
     */
    StartResult take(Take.Scope scope, String execution, ServerSpec spec, StartResult started) {
        StartResult result = started;
        take(scope, execution, spec.name(), result);
        // While we were joining it, another module may have released it as the last one.
        while (isShared(result) && !isCountedIn(result)) {
            result = portman.start(spec);
            take(scope, execution, spec.name(), result);
        }
        return result;
    }

    private void take(Take.Scope scope, String execution, String name, StartResult result) {
        ServerRecord record = result.record();
        Take.Server server = new Take.Server(record.key(), record.cookie(), result.reused());
        state.isFirst(TOOK + scope.module());
        state.change(it -> it.moved(scope.module(), name, server).with(new Take(scope, execution, name, server)));
    }

    /** A build's own servers belong to one module; a person's may be joined for several. */
    private static boolean isShared(StartResult result) {
        return !result.record().key().isOfBuild();
    }

    private boolean isCountedIn(StartResult result) {
        long self = ProcessHandle.current().pid();
        ServerRecord record = result.record();
        return look(new Take.Server(record.key(), record.cookie(), true)).stream()
                .flatMap(it -> it.users().stream())
                .anyMatch(it -> it.pid() == self);
    }

    /**
     * Releases takes, and stops what nobody counts on any more, dependents first; what is not the build's to stop is left running and named.
     *
     * @param which of all takes
     * @param instead how, if not as each server's own description says
     * @param keeping whether what was started to outlive the build does
     * @return how it went with those that were stopped
     * @throws PortmanException the first that was met, after all were tried
     */
    List<StopResult> release(Function<Takes, List<Take>> which, Optional<Stopping> instead, boolean keeping) {
        List<ServerRecord> ours = new ArrayList<>();
        List<ServerRecord> staying = new ArrayList<>();
        List<RuntimeException> failed = new ArrayList<>();
        state.exclusively(() -> {
            List<Take> released = which.apply(state.takes());
            List<Take.Server> last = state.takes().last(released);
            state.change(it -> it.without(released));
            for (Take.Server server : last) {
                attempt(
                        () -> record(server).ifPresent(it -> (stays(server, it, keeping) ? staying : ours).add(it)),
                        failed);
            }
            // Nobody may join one of them between the decision and this.
            attempt(() -> portman.leaveRunning(staying), failed);
            return last;
        });
        List<StopResult> results = new ArrayList<>();
        attempt(() -> results.addAll(portman.releaseStarts(ours, instead)), failed);
        failed.stream().skip(1).forEach(it -> failed.get(0).addSuppressed(it));
        failed.stream().findFirst().ifPresent(it -> {
            throw it;
        });
        return results;
    }

    private static void attempt(Runnable act, List<RuntimeException> failed) {
        try {
            act.run();
        } catch (RuntimeException e) {
            failed.add(e);
        }
    }

    private static boolean stays(Take.Server server, ServerRecord record, boolean keeping) {
        boolean detached = record.spec().lifetime() == Lifetime.DETACHED;
        return !server.key().isOfBuild() || (detached && (server.joined() || keeping));
    }

    /** What is observed of a module's servers: the build's own, and those that it has joined. */
    List<ServerStatus> ofModule(String module) {
        List<ServerStatus> own = portman.status(Path.of(module)).stream()
                .filter(it -> it.key().isOfBuild())
                .toList();
        Set<ServerStatus> all = new LinkedHashSet<>(own);
        joined(module).values().forEach(all::add);
        return List.copyOf(all);
    }

    /** The persons' servers that the build has joined for a module, by their names there. */
    Map<String, ServerStatus> joined(String module) {
        Map<String, ServerStatus> joined = new LinkedHashMap<>();
        for (Take take : state.takes().of(module)) {
            if (!take.server().key().isOfBuild()) {
                look(take.server()).ifPresent(it -> joined.putIfAbsent(take.name(), it));
            }
        }
        return joined;
    }

    private Optional<ServerRecord> record(Take.Server server) {
        return look(server).flatMap(ServerStatus::record);
    }

    private Optional<ServerStatus> look(Take.Server server) {
        return portman.status(server.key().directory()).stream()
                .filter(it -> it.key().equals(server.key()))
                .filter(it -> it.record()
                        .filter(record -> record.cookie().equals(server.cookie()))
                        .isPresent())
                .findFirst();
    }
}
