package dev.portman.maven;

import dev.portman.Portman;
import dev.portman.model.ServerSpec;
import dev.portman.report.PlanReport;
import dev.portman.session.Ending;
import dev.portman.session.Session;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;

/** What the goals share whose servers live no longer than the goal: however it ends, they are stopped. */
abstract class AbstractSessionMojo extends AbstractServersMojo {

    private static final int INTERRUPTED = 130;

    /** Tells what would be done, and does nothing; fails with what is certain to fail. */
    @Parameter(property = "portman.dryRun", defaultValue = "false")
    boolean dryRun;

    @Override
    final void run() throws MojoFailureException, InterruptedException {
        List<DescribedServer> described = allDescribed();
        if (described.isEmpty()) {
            throw nothingDescribed();
        }
        check();
        Portman portman = force ? portman().forcefully() : portman();
        List<ServerSpec> specs = needed(described, portman).stream()
                .map(it -> asForced(it.spec()))
                .toList();
        if (dryRun) {
            show(PlanReport.ofStarts(portman.dryRun().start(specs)));
            return;
        }
        try (Session servers = new Session(portman, specs, e -> buildLog().error(text(e)))) {
            servers.endOnInterrupt(() -> System.exit(INTERRUPTED));
            attend(servers, specs);
        } finally {
            Ending.awaitIfUnderWay();
        }
    }

    /** Refuses what cannot work, before anything is started. */
    void check() {}

    /** Starts the servers and stays as long as they are needed. */
    abstract void attend(Session servers, List<ServerSpec> specs) throws MojoFailureException, InterruptedException;
}
