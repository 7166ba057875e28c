package dev.portman.cli;

import dev.portman.Portman;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerStatus;
import dev.portman.model.StopResult;
import dev.portman.model.Stopping;
import dev.portman.model.Termination;
import dev.portman.report.PlanReport;
import dev.portman.report.StatusJson;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Stops servers with everything that belongs to them. */
@Command(
        name = "stop",
        description = {
            "Stops servers with their whole process tree, each before those it depends on: gracefully, then by force.",
            "Returns when they are gone and their ports can be bound. Nothing running is success."
        },
        footer = {"", "Examples:", "  portman stop", "  portman stop backend --force"})
final class StopVerb implements Callable<Integer> {

    private final PortmanCommand top;

    @Parameters(paramLabel = "NAME", description = "The servers; all if none is named.")
    List<String> names = List.of();

    @Option(names = "--force", description = "At once, without a grace period.")
    boolean force;

    @Mixin
    AllowOption allow = new AllowOption();

    @Mixin
    DryRunOption dryRun = new DryRunOption();

    @Mixin
    OutputOption output = new OutputOption();

    StopVerb(PortmanCommand top) {
        this.top = top;
    }

    @Override
    public Integer call() {
        boolean json = output.isJson();
        Screen screen = top.screen().withEventsAsResults(!json);
        Project project = top.project();
        Portman portman = top.portman(allow.allowances(), screen);
        List<ServerStatus> asked = new Observed(project, portman).statuses(names);
        Optional<Stopping> instead = force ? Optional.of(Stopping.atOnce()) : Optional.empty();
        if (dryRun.wanted) {
            return DryRunOption.show(PlanReport.ofStops(portman.dryRun().stop(keys(asked), instead)), screen, json);
        }
        stop(asked, instead, portman, screen);
        if (json) {
            List<String> gone = asked.stream().map(it -> it.key().name()).toList();
            screen.document(StatusJson.many(gone.stream()
                    .map(it -> ServerStatus.unknown(new ServerKey(project.directory(), it)))
                    .toList()));
        }
        return ExitCode.DONE;
    }

    /** Which servers these are. */
    static List<ServerKey> keys(List<ServerStatus> servers) {
        return servers.stream().map(ServerStatus::key).toList();
    }

    /**
     * Stops what is asked for, each before those it depends on.
     *
     * @return how it went, in the order asked
     * @throws dev.portman.model.PortmanException the first that was met, after all servers were tried
     */
    static List<StopResult> stop(List<ServerStatus> asked, Optional<Stopping> instead, Portman portman, Screen screen) {
        List<StopResult> results = portman.stopAll(keys(asked), instead);
        results.stream()
                .filter(it -> it.termination().how() == Termination.How.ALREADY_GONE)
                .forEach(it -> screen.note(it.key().name() + " was not running."));
        return results;
    }
}
