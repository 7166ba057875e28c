package dev.portman.maven;

import dev.portman.DryRun;
import dev.portman.Portman;
import dev.portman.model.Lifetime;
import dev.portman.model.PlannedStart;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerSpec;
import dev.portman.model.ServerStatus;
import dev.portman.model.StartResult;
import dev.portman.report.PlanReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Starts the described servers: frees each port or finds another one, launches, and returns when every server is ready.
 */
@Mojo(name = "start", defaultPhase = LifecyclePhase.PRE_INTEGRATION_TEST, threadSafe = true)
public class StartMojo extends AbstractServersMojo {

    private static final String STARTED = "dev.portman.started";

    /** Lets servers of lifetime {@code build} outlive the build, to look at them after a failed test. */
    @Parameter(property = "portman.keepRunning", defaultValue = "false")
    boolean keepRunning;

    /** Tells what would be done, and does nothing; fails with what is certain to fail. */
    @Parameter(property = "portman.dryRun", defaultValue = "false")
    boolean dryRun;

    @Override
    final void run() {
        List<DescribedServer> described = allDescribed();
        if (described.isEmpty() && where().isReactor()) {
            getLog().info("No servers are described in "
                    + session.getCurrentProject().getArtifactId() + ".");
            return;
        }
        if (described.isEmpty()) {
            throw nothingDescribed();
        }
        Portman portman = force ? portman().forcefully() : portman();
        List<DescribedServer> fresh = notYetStarted(needed(described, portman));
        List<ServerSpec> specs = fresh.stream().map(it -> toStart(it.spec())).toList();
        if (dryRun) {
            show(PlanReport.ofStarts(plan(portman.dryRun(), specs)));
            return;
        }
        List<StartResult> results = start(portman, specs);
        PublishedPorts published =
                new PublishedPorts(session.getCurrentProject(), session.getUserProperties(), getLog());
        for (int i = 0; i < fresh.size(); i++) {
            published.publish(results.get(i), fresh.get(i).portProperty());
            started().add(identifier(fresh.get(i).spec().key()));
            tie(results.get(i), portman);
        }
        publishStarted(described, fresh, portman, published);
    }

    /** What this goal means by starting. */
    List<StartResult> start(Portman portman, List<ServerSpec> specs) {
        return portman.startAll(specs);
    }

    /** What that would do. */
    List<PlannedStart> plan(DryRun dryRun, List<ServerSpec> specs) {
        return dryRun.start(specs);
    }

    /** What runs already, because another module of this build or somebody else has started it, can be asked for its port, too. */
    private void publishStarted(
            List<DescribedServer> described, List<DescribedServer> fresh, Portman portman, PublishedPorts published) {
        for (DescribedServer server : described) {
            if (!fresh.contains(server)) {
                running(portman, server.spec().key())
                        .ifPresent(
                                status -> published.publish(StartResult.found(status, false), server.portProperty()));
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
                    && started().contains(identifier(server.spec().key()))) {
                getLog().info(server.spec().name() + " was started by this build already.");
            } else {
                fresh.add(server);
            }
        }
        return fresh;
    }

    private void tie(StartResult result, Portman portman) {
        boolean detached = result.record().spec().lifetime() == Lifetime.DETACHED;
        if (result.ours() && (result.reused() || !detached)) {
            BuildEnd.of(session, portman, buildLog()).releases(result.record());
        } else if (detached && keepRunning) {
            getLog().info(result.record().key().name()
                    + " keeps running after this build (portman.keepRunning); stop it with mvn portman:stop.");
        }
    }

    private ServerSpec toStart(ServerSpec spec) {
        return asForced(keepRunning ? spec.withLifetime(Lifetime.DETACHED) : spec);
    }

    @SuppressWarnings(
            "unchecked") // Nobody else uses our key; String, since each module may have a class loader of its own.
    private Set<String> started() {
        synchronized (session.getRequest()) {
            return (Set<String>)
                    session.getRequest().getData().computeIfAbsent(STARTED, key -> ConcurrentHashMap.newKeySet());
        }
    }

    private static String identifier(ServerKey key) {
        return key.directory() + "#" + key.name();
    }
}
