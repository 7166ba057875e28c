package dev.portman.maven;

import dev.portman.DryRun;
import dev.portman.Portman;
import dev.portman.model.PlannedStart;
import dev.portman.model.ServerSpec;
import dev.portman.model.StartResult;
import dev.portman.model.Stopping;
import dev.portman.report.PlanReport;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Stops the described servers, waits until they are gone and their ports can be bound, and starts them as they are described now. What is wrong in the
 * description is told before anything is stopped. Bound to a phase, it stops what a {@code stop} there would stop.
 */
@Mojo(name = "restart", threadSafe = true)
public final class RestartMojo extends StartMojo {

    @Override
    List<StartResult> start(Portman portman, List<ServerSpec> specs) {
        return portman.restartAll(specs);
    }

    @Override
    List<PlannedStart> plan(DryRun dryRun, List<ServerSpec> specs) {
        return dryRun.restart(specs);
    }

    @Override
    void prepare(BoundGoal goal, Portman portman, List<ServerSpec> specs) {
        PlanReport.ofStarts(portman.dryRun().restart(specs)).refusal().ifPresent(it -> {
            throw it;
        });
        List<String> names = specs.stream().map(ServerSpec::name).toList();
        goal.release(names::contains, force ? Optional.of(Stopping.atOnce()) : Optional.empty());
    }
}
