package dev.portman.maven;

import dev.portman.DryRun;
import dev.portman.Portman;
import dev.portman.model.InvalidInputException;
import dev.portman.model.Selection;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerStatus;
import dev.portman.model.SideChoice;
import dev.portman.model.StopResult;
import dev.portman.model.Stopping;
import dev.portman.model.Termination;
import dev.portman.report.LeftToBuilds;
import dev.portman.report.PlanReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Stops the servers of this project, gracefully first, then by force; with {@code -Dportman.all} all of this user, in any folder. Nothing running is success.
 * A server that a running build uses is left to it. Bound to a phase, it stops what this build has started for the module, of that what its execution names,
 * and nothing of a person's; if the build has started nothing there, what an earlier one has left.
 */
@Mojo(name = "stop", defaultPhase = LifecyclePhase.POST_INTEGRATION_TEST, threadSafe = true)
public final class StopMojo extends AbstractPhaseMojo {

    /** Tells what would be done, and does nothing; fails with what is certain to fail. */
    @Parameter(property = "portman.dryRun", defaultValue = "false")
    boolean dryRun;

    /** Bound to a phase, stops nothing: servers of lifetime {@code build} outlive the build, to look at them after a failed test. */
    @Parameter(property = "portman.keepRunning", defaultValue = "false")
    boolean keepRunning;

    @Override
    void run() {
        Portman portman = portman();
        if (isTyped()) {
            runTyped(portman);
        } else if (keepRunning) {
            getLog().info("Nothing is stopped (portman.keepRunning).");
        } else {
            runBound(new BoundStop(
                    bound(portman),
                    portman,
                    namesOfExecution(),
                    selection(),
                    writtenServers().names()));
        }
    }

    private void runBound(BoundStop stop) {
        stop.check(execution.getExecutionId());
        if (dryRun) {
            show(PlanReport.ofStops(stop.plan(instead())));
            return;
        }
        Optional<String> idle = stop.idle();
        if (idle.isPresent()) {
            getLog().info("Nothing to stop: " + idle.get());
            return;
        }
        List<StopResult> results = stop.run(instead());
        if (!results.isEmpty() && results.stream().noneMatch(StopMojo::hasStopped)) {
            getLog().info("Nothing to stop: no server of " + where().module() + " is running any more.");
        }
    }

    private static boolean hasStopped(StopResult result) {
        return result.termination().how() != Termination.How.ALREADY_GONE;
    }

    private void runTyped(Portman portman) {
        boolean everywhere = isEverywhere();
        List<ServerStatus> asked = everywhere ? portman.statusOfAll() : meant(portman);
        List<ServerKey> keys = keys(asked);
        if (dryRun) {
            DryRun dry = portman.dryRun();
            show(PlanReport.ofStops(everywhere ? dry.release(keys, instead()) : dry.stop(keys, instead())));
            return;
        }
        List<StopResult> results = everywhere
                ? portman.releaseStarts(
                        asked.stream().flatMap(it -> it.record().stream()).toList(), instead())
                : portman.stopAll(keys, instead());
        keys.forEach(it -> buildState().forget(StartMojo.identifier(it)));
        if (results.size() == keys.size() && results.stream().noneMatch(StopMojo::hasStopped)) {
            getLog().info("Nothing to stop: no server of " + (everywhere ? "this user" : where().describing())
                    + " is running.");
        }
    }

    private Optional<Stopping> instead() {
        return force ? Optional.of(Stopping.atOnce()) : Optional.empty();
    }

    private boolean isEverywhere() {
        boolean all = commandLine().isSet("portman.all");
        if (all && !selection().isEmpty()) {
            throw new InvalidInputException(
                    "portman.servers", String.join(",", selection()), "contradicts portman.all, which means all");
        }
        return all;
    }

    /** A person's servers, and those of builds that are over; those of running builds are left, and refused where they were named. */
    private List<ServerStatus> meant(Portman portman) {
        SideChoice choice = SideChoice.toEnd(named(portman), typedSide());
        if (!choice.left().isEmpty() && !selection().isEmpty()) {
            throw LeftToBuilds.refusal(choice.left(), SIDE_OF_BUILD);
        }
        print(LeftToBuilds.lines(choice.left()));
        return choice.meant();
    }

    private List<ServerStatus> named(Portman portman) {
        List<ServerStatus> recorded = recorded(portman);
        if (recorded.isEmpty()) {
            List<ServerStatus> lost = selection().stream()
                    .filter(it -> Selection.of(it, names()).isEmpty())
                    .flatMap(it -> portman.lost().named(it).stream())
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
    private List<ServerStatus> recorded(Portman portman) {
        for (Set<Path> folders : where().lookedAt()) {
            List<ServerStatus> all =
                    folders.stream().flatMap(it -> portman.status(it).stream()).toList();
            List<String> known = all.stream().map(it -> it.key().name()).toList();
            List<ServerStatus> named = all.stream()
                    .filter(it -> isSelected(it.key().name(), known))
                    .toList();
            if (!named.isEmpty()) {
                return named;
            }
        }
        return List.of();
    }
}
