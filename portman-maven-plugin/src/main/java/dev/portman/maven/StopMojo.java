package dev.portman.maven;

import dev.portman.DryRun;
import dev.portman.Portman;
import dev.portman.model.InvalidInputException;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerStatus;
import dev.portman.model.StopResult;
import dev.portman.model.Stopping;
import dev.portman.model.Termination;
import dev.portman.report.PlanReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    /** Whether servers of running builds were left, so that it is no news that nothing was stopped. */
    private boolean leaves;

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
        stop.check(execution.getExecutionId(), !where().isReactor());
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
        boolean last = TypedRound.next(session, execution).isLast();
        if (everywhere && !last) {
            return;
        }
        labelAll();
        List<ServerStatus> all = everywhere ? portman.statusOfAll() : List.of();
        List<ServerKey> keys = everywhere ? all.stream().map(ServerStatus::key).toList() : meant(portman, last);
        if (dryRun) {
            DryRun dry = portman.dryRun();
            show(PlanReport.ofStops(everywhere ? dry.release(keys, instead()) : dry.stop(keys, instead())));
            return;
        }
        List<StopResult> results = everywhere
                ? portman.releaseStarts(
                        all.stream().flatMap(it -> it.record().stream()).toList(), instead())
                : typedSide().isPresent() ? portman.stopEvenUsed(keys, instead()) : portman.stopAll(keys, instead());
        keys.forEach(it -> buildState().forget(StartMojo.identifier(it)));
        boolean silent = leaves || (keys.isEmpty() && modules().areSeveral() && !isAskedHere());
        if (!silent && results.size() == keys.size() && results.stream().noneMatch(StopMojo::hasStopped)) {
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

    /** Of several modules, most have nothing to do with servers, or not with those that are named. */
    private boolean isAskedHere() {
        return named().names().isEmpty() && where().plugin().isPresent();
    }

    /**
     * What a person means of what is recorded for the current module, even if the POM has changed or forgotten it since.
     *
     * @param last whether no other module comes
     */
    private List<ServerKey> meant(Portman portman, boolean last) {
        StopTargets targets =
                new StopTargets(new RecordedServers(portman, modules().folders()), named(), typedSide(), modules());
        List<Path> here = modules().foldersToAct();
        List<String> left = targets.leftIn(here);
        print(left);
        leaves = !left.isEmpty();
        List<ServerKey> meant = new ArrayList<>(targets.meantIn(here));
        meant.addAll(targets.lost(last, () -> new ModuleServers(modules(), goals()).keys()));
        return meant;
    }
}
