package dev.portman.cli;

import dev.portman.Portman;
import dev.portman.model.Allowances;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerStatus;
import dev.portman.model.StopResult;
import dev.portman.model.Stopping;
import dev.portman.model.Termination;
import dev.portman.report.PlanReport;
import dev.portman.report.StatusJson;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What {@code stop} does.
 *
 * @param directory the project's
 * @param names of the servers; none means all
 * @param force whether without a grace period
 * @param allowances who may go although protected
 * @param dryRun whether it is only told
 * @param json whether a program asks
 */
record StopAnswer(
        Path directory, List<String> names, boolean force, Allowances allowances, boolean dryRun, boolean json)
        implements Answer {

    StopAnswer {
        names = List.copyOf(names);
    }

    @Override
    public int on(Screen screen) {
        screen.withEventsAsResults(!json);
        Project project = Project.at(directory);
        Portman portman = Portman.open(System.getenv(), allowances, screen);
        List<ServerStatus> asked = new Observed(project, portman).statuses(names);
        Optional<Stopping> instead = force ? Optional.of(Stopping.atOnce()) : Optional.empty();
        if (dryRun) {
            return DryRunOption.show(PlanReport.ofStops(portman.dryRun().stop(keys(asked), instead)), screen, json);
        }
        try {
            stop(asked, instead, portman, screen);
        } finally {
            if (json) {
                screen.document(StatusJson.many(now(keys(asked), portman.status(project.directory()))));
            }
        }
        return ExitCode.DONE;
    }

    /** How each is after the stop, whatever came of that. */
    private static List<ServerStatus> now(List<ServerKey> keys, List<ServerStatus> recorded) {
        return keys.stream()
                .map(key -> recorded.stream()
                        .filter(it -> it.key().equals(key))
                        .findFirst()
                        .orElse(ServerStatus.unknown(key)))
                .toList();
    }

    /** Which servers these are. */
    static List<ServerKey> keys(List<ServerStatus> servers) {
        return servers.stream().map(ServerStatus::key).toList();
    }

    /**
     * Stops what is asked for, each before those it depends on.
     *
     * @throws dev.portman.model.PortmanException the first that was met, after all servers were tried
     */
    private static void stop(List<ServerStatus> asked, Optional<Stopping> instead, Portman portman, Screen screen) {
        List<StopResult> results = portman.stopAll(keys(asked), instead);
        results.stream()
                .filter(it -> it.termination().how() == Termination.How.ALREADY_GONE)
                .forEach(it -> screen.note(it.key().name() + " was not running."));
    }
}
