package dev.portman.maven;

import dev.portman.Portman;
import dev.portman.model.Caller;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerStatus;
import dev.portman.model.StopResult;
import dev.portman.model.Stopping;
import dev.portman.model.Termination;
import dev.portman.report.PlanReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Stops the servers of this project, gracefully first, then by force. Nothing running is success. Bound to a phase, it leaves those running that other
 * builds use, and those that ran before and were only reused.
 */
@Mojo(name = "stop", defaultPhase = LifecyclePhase.POST_INTEGRATION_TEST, threadSafe = true)
public final class StopMojo extends AbstractServersMojo {

    /** Tells what would be done, and does nothing; fails with what is certain to fail. */
    @Parameter(property = "portman.dryRun", defaultValue = "false")
    boolean dryRun;

    /** Bound to a phase, stops nothing: servers of lifetime {@code build} outlive the build, to look at them after a failed test. */
    @Parameter(property = "portman.keepRunning", defaultValue = "false")
    boolean keepRunning;

    @Override
    void run() {
        if (keepRunning && caller() == Caller.PHASE) {
            getLog().info("Nothing is stopped (portman.keepRunning).");
            return;
        }
        Portman portman = portman();
        check();
        List<ServerKey> keys = recorded(portman);
        Optional<Stopping> instead = force ? Optional.of(Stopping.atOnce()) : Optional.empty();
        if (dryRun) {
            show(PlanReport.ofStops(
                    caller() == Caller.USER
                            ? portman.dryRun().stop(keys, instead)
                            : portman.dryRun().release(keys, instead)));
            return;
        }
        List<StopResult> results = caller() == Caller.USER
                ? portman.stopAll(keys, instead)
                : BuildEnd.of(session, portman, buildLog()).release(keys, instead);
        if (results.size() == keys.size()
                && results.stream().allMatch(it -> it.termination().how() == Termination.How.ALREADY_GONE)) {
            getLog().info("Nothing to stop: no server of " + where().describing() + " is running.");
        }
    }

    private void check() {
        if (!selection().isEmpty() && servers != null) {
            described();
        }
    }

    /** What is recorded is stopped even if the POM has changed or forgotten it since. */
    private List<ServerKey> recorded(Portman portman) {
        for (Path folder : where().lookedAt()) {
            List<ServerKey> all =
                    portman.status(folder).stream().map(ServerStatus::key).toList();
            List<String> known = all.stream().map(ServerKey::name).toList();
            List<ServerKey> keys =
                    all.stream().filter(key -> isSelected(key.name(), known)).toList();
            if (!keys.isEmpty()) {
                return keys;
            }
        }
        return List.of();
    }
}
