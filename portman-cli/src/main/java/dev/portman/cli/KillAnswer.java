package dev.portman.cli;

import dev.portman.DryRun;
import dev.portman.Portman;
import dev.portman.model.Allowances;
import dev.portman.model.KillResult;
import dev.portman.model.ServerStatus;
import dev.portman.model.StopResult;
import dev.portman.model.Stopping;
import dev.portman.report.KillJson;
import dev.portman.report.PlanReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What {@code kill} does.
 *
 * @param directory the project's
 * @param targets who has to go
 * @param allowances who may go although protected
 * @param dryRun whether it is only told
 * @param json whether a program asks
 */
record KillAnswer(Path directory, Targets targets, Allowances allowances, boolean dryRun, boolean json)
        implements Answer {

    @Override
    public int on(Screen screen) {
        screen.withEventsAsResults(!json);
        Project project = Project.at(directory);
        Portman portman = Portman.open(System.getenv(), allowances, screen);
        List<ServerStatus> servers =
                targets.ports().isEmpty() || !targets.names().isEmpty()
                        ? new Observed(project, portman).statuses(targets.names())
                        : List.of();
        if (dryRun) {
            return DryRunOption.show(plan(servers, portman, project), screen, json);
        }
        List<KillResult> freed = new ArrayList<>();
        for (int port : targets.ports()) {
            KillResult result = portman.kill(port, project.directory());
            freed.add(result);
            if (!json) {
                screen.result(
                        "Port " + port + (result.killed().isEmpty() ? " is free, nobody was there." : " is free now."));
            }
        }
        List<StopResult> stopped = StopAnswer.stop(servers, Optional.of(Stopping.atOnce()), portman, screen);
        if (json) {
            screen.document(KillJson.of(freed, stopped));
        }
        return ExitCode.DONE;
    }

    private PlanReport plan(List<ServerStatus> servers, Portman portman, Project project) {
        DryRun dry = portman.dryRun();
        return PlanReport.ofKills(
                targets.ports().stream()
                        .map(it -> dry.kill(it, project.directory()))
                        .toList(),
                dry.stop(StopAnswer.keys(servers), Optional.of(Stopping.atOnce())));
    }
}
