package dev.portman.maven;

import dev.portman.Portman;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerStatus;
import dev.portman.model.StopResult;
import dev.portman.model.Stopping;
import dev.portman.model.Termination;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/** Stops the servers of this project, gracefully first, then by force. Nothing running is success. */
@Mojo(name = "stop", defaultPhase = LifecyclePhase.POST_INTEGRATION_TEST, threadSafe = true)
public final class StopMojo extends AbstractServersMojo {

    @Override
    void run() {
        Portman portman = portman();
        Set<String> names = names();
        List<ServerKey> keys = recorded(portman, names);
        Optional<Stopping> instead = force ? Optional.of(Stopping.atOnce()) : Optional.empty();
        int stopped = 0;
        for (ServerKey key : keys) {
            StopResult result = portman.stop(key, instead);
            stopped += result.termination().how() == Termination.How.ALREADY_GONE ? 0 : 1;
        }
        if (stopped == 0) {
            getLog().info("Nothing to stop: no server of " + where().describing() + " is running.");
        }
    }

    private Set<String> names() {
        Set<String> names = selection();
        if (!names.isEmpty() && servers != null) {
            described();
        }
        return names;
    }

    /** What is recorded is stopped even if the POM has changed or forgotten it since; the last started goes first. */
    private List<ServerKey> recorded(Portman portman, Set<String> names) {
        for (Path folder : where().lookedAt()) {
            List<ServerKey> keys = new ArrayList<>(portman.status(folder).stream()
                    .map(ServerStatus::key)
                    .filter(key -> names.isEmpty() || names.contains(key.name()))
                    .toList());
            if (!keys.isEmpty()) {
                Collections.reverse(keys);
                return keys;
            }
        }
        return List.of();
    }
}
