package dev.portman.maven;

import dev.portman.Portman;
import dev.portman.model.ServerRecord;
import dev.portman.model.ServerSpec;
import dev.portman.model.ServerStatus;
import dev.portman.model.StartResult;
import dev.portman.model.StopResult;
import dev.portman.model.Stopping;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;

/** A goal that a phase runs, or another goal: what it takes and releases, it does for the module and in the lifecycle that it runs in. */
final class BoundGoal {

    private final MavenSession session;
    private final BuildState state;
    private final BuildServers servers;
    private final Portman portman;
    private final BuildLog log;
    private final Take.Scope scope;
    private final String execution;

    BoundGoal(MavenSession session, MojoExecution execution, Portman portman, BuildLog log) {
        this.session = session;
        this.state = new BuildState(session.getRequest());
        this.servers = new BuildServers(state, portman);
        this.portman = portman;
        this.log = log;
        this.scope = new Take.Scope(
                new Where(session, execution).module().toString(), new Lifecycles(session, state).current());
        this.execution = execution.getGoal() + "@" + execution.getExecutionId();
    }

    /** The servers that the build has for this module and that run, by their names there. */
    Map<String, ServerStatus> running() {
        return servers.running(scope.module());
    }

    /** Counts on a server that the build has. */
    void takeAgain(String name) {
        servers.takeAgain(scope, execution, name);
    }

    /**
     * Counts on a server that was started, or joined.
     *
     * @return the same, or a later start of it
     */
    StartResult take(ServerSpec spec, StartResult result) {
        SessionEndListener.register(session.getRequest(), state, portman, log);
        return servers.take(scope, execution, spec, result);
    }

    /** Whether the build has taken anything for this module, released or not. */
    boolean hasTaken() {
        return servers.hasTakenFor(scope.module());
    }

    /** The names of all that the build counts on for this module. */
    List<String> namesOfModule() {
        return servers.takes().of(scope.module()).stream()
                .map(Take::name)
                .distinct()
                .toList();
    }

    /** What a stop here releases. */
    List<Take> takes(Predicate<String> named) {
        return servers.takes().within(scope, named);
    }

    /** Why there is nothing to release, in the words for a person. */
    String reasonForNothing() {
        List<String> others = namesOfModule();
        return others.isEmpty()
                ? "no server of " + scope.module() + " is running for this build."
                : "what this build runs for " + scope.module() + " (" + String.join(", ", others)
                        + ") is not this goal's to stop.";
    }

    /** Releases what this lifecycle counts on, and stops it if no other goal does. */
    List<StopResult> release(Predicate<String> named, Optional<Stopping> instead) {
        List<Take.Server> last = toBeReleased(named);
        takes(named).stream()
                .filter(it -> !last.contains(it.server()))
                .map(Take::name)
                .distinct()
                .forEach(it -> log.info(it + " is left running: another goal of this build counts on it."));
        return servers.release(takes -> takes.within(scope, named), instead, false);
    }

    /** The same, as far as can be told before. */
    List<Take.Server> toBeReleased(Predicate<String> named) {
        Takes takes = servers.takes();
        return takes.last(takes.within(scope, named));
    }

    /** What earlier builds have left of this module and no living build uses. */
    List<ServerRecord> leftovers() {
        return servers.ofModule(scope.module()).stream()
                .filter(it -> it.key().isOfBuild() && it.users().isEmpty())
                .flatMap(it -> it.record().stream())
                .toList();
    }

    /** What is observed of the build's servers of this module, those that it has joined included. */
    List<ServerStatus> observed() {
        return servers.ofModule(scope.module());
    }

    /** The persons' servers that the build has joined for this module, by their names there. */
    Map<String, ServerStatus> joined() {
        return servers.joined(scope.module());
    }
}
