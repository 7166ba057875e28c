package dev.portman.maven;

import dev.portman.Portman;
import dev.portman.model.InvalidInputException;
import dev.portman.model.Selection;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerStatus;
import dev.portman.model.Side;
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
 * Stops the servers of this project, gracefully first, then by force; with {@code -Dportman.all} all of this user, in any folder, except those that a
 * running build uses. Nothing running is success. Bound to a phase, it leaves those running that other builds use, and those that ran before and were
 * only reused.
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
        if (keepRunning && side() == Side.BUILD) {
            getLog().info("Nothing is stopped (portman.keepRunning).");
            return;
        }
        Portman portman = portman();
        boolean everywhere = isEverywhere();
        List<ServerKey> keys = everywhere ? keys(portman.statusOfAll()) : named(portman);
        boolean leaves = everywhere || side() != Side.PERSON;
        Optional<Stopping> instead = force ? Optional.of(Stopping.atOnce()) : Optional.empty();
        if (dryRun) {
            show(PlanReport.ofStops(
                    leaves
                            ? portman.dryRun().release(keys, instead)
                            : portman.dryRun().stop(keys, instead)));
            return;
        }
        List<StopResult> results = side() == Side.PERSON
                ? everywhere ? portman.releaseAll(keys, instead) : portman.stopAll(keys, instead)
                : BuildEnd.of(session, portman, buildLog()).release(keys, instead);
        if (results.size() == keys.size()
                && results.stream().allMatch(it -> it.termination().how() == Termination.How.ALREADY_GONE)) {
            getLog().info("Nothing to stop: no server of " + (everywhere ? "this user" : where().describing())
                    + " is running.");
        }
    }

    private boolean isEverywhere() {
        boolean all = side() == Side.PERSON && commandLine().isSet("portman.all");
        if (all && !selection().isEmpty()) {
            throw new InvalidInputException(
                    "portman.servers", String.join(",", selection()), "contradicts portman.all, which means all");
        }
        return all;
    }

    private List<ServerKey> named(Portman portman) {
        List<ServerKey> recorded = recorded(portman);
        if (side() == Side.PERSON && recorded.isEmpty()) {
            List<ServerKey> lost = selection().stream()
                    .filter(it -> Selection.of(it, names()).isEmpty())
                    .flatMap(it -> portman.lost().named(it).stream())
                    .map(ServerStatus::key)
                    .toList();
            if (!lost.isEmpty()) {
                return lost;
            }
        }
        if (!selection().isEmpty() && servers != null) {
            described();
        }
        return recorded;
    }

    private List<String> names() {
        return allDescribed().stream().map(it -> it.spec().name()).toList();
    }

    private static List<ServerKey> keys(List<ServerStatus> servers) {
        return servers.stream().map(ServerStatus::key).toList();
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
