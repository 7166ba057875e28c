package dev.portman.maven;

import dev.portman.Portman;
import dev.portman.config.PortVariables;
import dev.portman.model.AssignedPort;
import dev.portman.model.ServerSpec;
import dev.portman.model.ServerStatus;
import dev.portman.report.PlanReport;
import dev.portman.session.Ending;
import dev.portman.session.Session;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;

/** What the goals share whose servers live no longer than the goal: however it ends, they are stopped. */
abstract class AbstractSessionMojo extends AbstractPhaseMojo {

    private static final int INTERRUPTED = 130;

    /** Tells what would be done, and does nothing; fails with what is certain to fail. */
    @Parameter(property = "portman.dryRun", defaultValue = "false")
    boolean dryRun;

    @Override
    final void run() throws MojoFailureException, InterruptedException {
        check();
        if (modules().areSeveral() && !TypedRound.next(session, execution).isLast()) {
            return;
        }
        List<DescribedServer> described = describedInAll();
        if (described.isEmpty()) {
            throw nothingDescribed();
        }
        label(described.stream().map(it -> it.spec().key()).toList());
        Portman portman = force ? portman().forcefully() : portman();
        Map<String, ServerStatus> running =
                isTyped() ? Map.of() : bound(portman).running();
        List<DescribedServer> needed = needed(described, portman);
        typed().refuseWhatFitsOneOnly(needed);
        List<ServerSpec> specs = needed.stream()
                .map(it -> asForced(it.spec()))
                .filter(it -> !running.containsKey(it.name()))
                .toList();
        if (dryRun) {
            show(PlanReport.ofStarts(portman.dryRun().start(specs)));
            return;
        }
        try (Session servers = new Session(portman, specs, e -> buildLog().error(text(e)))) {
            servers.endOnInterrupt(() -> System.exit(INTERRUPTED));
            attend(servers, specs, PortVariables.of(ports(running)));
        } finally {
            Ending.awaitIfUnderWay();
        }
    }

    /** Refuses what cannot work, before anything is started. */
    void check() {}

    private static Map<String, AssignedPort> ports(Map<String, ServerStatus> running) {
        Map<String, AssignedPort> ports = new LinkedHashMap<>();
        running.forEach((name, status) -> status.record().ifPresent(it -> ports.put(name, it.assigned())));
        return ports;
    }

    /**
     * Starts the servers and stays as long as they are needed.
     *
     * @param already the variables of those that the build has started before, which run on
     */
    abstract void attend(Session servers, List<ServerSpec> specs, Map<String, String> already)
            throws MojoFailureException, InterruptedException;
}
