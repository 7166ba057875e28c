package dev.portman.maven;

import dev.portman.DryRun;
import dev.portman.Portman;
import dev.portman.model.AssignedPort;
import dev.portman.model.Lifetime;
import dev.portman.model.PlannedStart;
import dev.portman.model.ProgressEvent;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerSpec;
import dev.portman.model.ServerStatus;
import dev.portman.model.StartResult;
import dev.portman.report.PlanReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Starts the described servers: frees each port or finds another one, launches, and returns when every server is ready. Bound to a phase, it starts them for
 * the module that it runs in, and leaves a person's server of the same name alone.
 */
@Mojo(name = "start", defaultPhase = LifecyclePhase.PRE_INTEGRATION_TEST, threadSafe = true)
public class StartMojo extends AbstractPhaseMojo {

    /** Lets servers of lifetime {@code build} outlive the build, to look at them after a failed test. */
    @Parameter(property = "portman.keepRunning", defaultValue = "false")
    boolean keepRunning;

    /** Tells what would be done, and does nothing; fails with what is certain to fail. */
    @Parameter(property = "portman.dryRun", defaultValue = "false")
    boolean dryRun;

    private Map<String, String> portProperties = Map.of();

    @Override
    final void run() {
        refuseContradictions();
        List<DescribedServer> described = allDescribed();
        portProperties = described.stream()
                .filter(it -> it.portProperty().isPresent())
                .collect(Collectors.toMap(
                        it -> it.spec().name(), it -> it.portProperty().orElseThrow()));
        if (modules().areSeveral()) {
            labelAll();
            checkCall();
        }
        if (described.isEmpty() && where().isReactor()) {
            getLog().info("No servers are described in "
                    + session.getCurrentProject().getArtifactId() + ".");
            return;
        }
        if (described.isEmpty()) {
            throw nothingDescribed();
        }
        Portman portman = force ? portman().forcefully() : portman();
        List<DescribedServer> needed = needed(described, portman);
        LeftInstances left = new LeftInstances(portman, described);
        if (!dryRun) {
            left.stopThoseOfBuilds();
        }
        List<StartResult> taken = isTyped() ? runTyped(notYetStarted(needed), portman) : runBound(needed, portman);
        if (!dryRun) {
            publishStarted(described, taken, portman);
            left.warning().forEach(buildLog()::warn);
        }
    }

    /** Only a build has tests. */
    @Override
    final List<String> alsoOf(ProgressEvent event) {
        return isTyped()
                ? List.of()
                : LiteralPort.warning(
                        event,
                        it -> "${" + portProperties.getOrDefault(it.name(), "portman." + it.name() + ".port") + "}");
    }

    /** What is wrong with the whole call is said in its first module; that nothing is described anywhere, too. */
    private void checkCall() {
        boolean first = TypedRound.next(session, execution) == TypedRound.FIRST;
        if (first && new ModuleServers(modules(), goals()).keys().isEmpty()) {
            describedInAll();
            throw nothingDescribed();
        }
        if (first && typed().isAnyForOne()) {
            typed().refuseWhatFitsOneOnly(selected(describedInAll()));
        }
    }

    private List<StartResult> runTyped(List<DescribedServer> servers, Portman portman) {
        List<ServerSpec> specs = servers.stream().map(it -> toStart(it.spec())).toList();
        if (dryRun) {
            show(PlanReport.ofStarts(plan(portman.dryRun(), specs)));
            return List.of();
        }
        List<StartResult> results = start(portman, specs);
        for (int i = 0; i < servers.size(); i++) {
            published().publish(results.get(i), servers.get(i).portProperty());
            buildState().isFirst(identifier(servers.get(i).spec().key()));
        }
        return results;
    }

    private List<StartResult> runBound(List<DescribedServer> servers, Portman portman) {
        BoundGoal goal = bound(portman);
        List<ServerSpec> specs = servers.stream().map(it -> toStart(it.spec())).toList();
        if (!dryRun) {
            prepare(goal, portman, specs);
        }
        Map<String, ServerStatus> running = goal.running();
        List<ServerSpec> fresh =
                specs.stream().filter(it -> !running.containsKey(it.name())).toList();
        if (dryRun) {
            show(PlanReport.ofStarts(plan(portman.dryRun(), fresh)));
            return List.of();
        }
        List<StartResult> started = new ArrayList<>(fresh.isEmpty() ? List.of() : portman.startAll(fresh));
        for (int i = 0; i < fresh.size(); i++) {
            started.set(i, goal.take(fresh.get(i), started.get(i)));
        }
        List<StartResult> all = new ArrayList<>();
        for (DescribedServer server : servers) {
            StartResult result = Optional.ofNullable(running.get(server.spec().name()))
                    .map(it -> again(goal, server, it))
                    .orElseGet(() -> started.get(position(fresh, server)));
            published().publish(result, server.portProperty());
            tellIfKept(result);
            all.add(result);
        }
        return all;
    }

    private StartResult again(BoundGoal goal, DescribedServer server, ServerStatus status) {
        goal.takeAgain(server.spec().name());
        StartResult found = StartResult.found(status, false);
        AssignedPort assigned = found.record().assigned();
        getLog().info(server.spec().name() + " runs already for this build (" + assigned.url() + ").");
        return found;
    }

    private static int position(List<ServerSpec> fresh, DescribedServer server) {
        return fresh.stream()
                .map(ServerSpec::key)
                .toList()
                .indexOf(server.spec().key());
    }

    /** What a goal in a phase does before it starts anything. */
    void prepare(BoundGoal goal, Portman portman, List<ServerSpec> specs) {}

    /** What this goal means by starting, where it is typed. */
    List<StartResult> start(Portman portman, List<ServerSpec> specs) {
        return portman.startAll(specs);
    }

    /** What that would do. */
    List<PlannedStart> plan(DryRun dryRun, List<ServerSpec> specs) {
        return dryRun.start(specs);
    }

    /** What runs already, because another module of this build or somebody else has started it, can be asked for its port, too. */
    private void publishStarted(List<DescribedServer> described, List<StartResult> taken, Portman portman) {
        List<String> names = taken.stream().map(it -> it.record().key().name()).toList();
        for (DescribedServer server : described) {
            if (!names.contains(server.spec().name())) {
                running(portman, server.spec().key())
                        .ifPresent(
                                status -> published().publish(StartResult.found(status, false), server.portProperty()));
            }
        }
    }

    private static Optional<ServerStatus> running(Portman portman, ServerKey key) {
        return portman.status(key.directory()).stream()
                .filter(status -> status.key().equals(key) && status.state().isUp())
                .findFirst();
    }

    private List<DescribedServer> notYetStarted(List<DescribedServer> described) {
        List<DescribedServer> fresh = new ArrayList<>();
        for (DescribedServer server : described) {
            if (where().isReactor()
                    && buildState().knows(identifier(server.spec().key()))) {
                getLog().info(server.spec().name() + " was started by this build already.");
            } else {
                fresh.add(server);
            }
        }
        return fresh;
    }

    private void tellIfKept(StartResult result) {
        boolean detached = result.record().spec().lifetime() == Lifetime.DETACHED;
        if (detached && keepRunning && !result.reused()) {
            getLog().info(result.record().key().name()
                    + " keeps running after this build (portman.keepRunning); stop it with mvn portman:stop.");
        }
    }

    private ServerSpec toStart(ServerSpec spec) {
        return asForced(keepRunning ? spec.withLifetime(Lifetime.DETACHED) : spec);
    }

    private PublishedPorts published() {
        return new PublishedPorts(session, where().defaultName(), getLog());
    }

    /** What is remembered of a server that a typed goal has started. */
    static String identifier(ServerKey key) {
        return "typed " + key.directory() + "#" + key.name();
    }
}
