package dev.portman.maven;

import dev.portman.DryRun;
import dev.portman.Portman;
import dev.portman.model.PlannedStart;
import dev.portman.model.ServerSpec;
import dev.portman.model.StartResult;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Stops the described servers, waits until they are gone and their ports can be bound, and starts them as they are described now. What is wrong in the
 * description is told before anything is stopped.
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
}
