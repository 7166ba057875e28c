package dev.portman.cli;

import dev.portman.Portman;
import dev.portman.model.Allowances;
import dev.portman.model.KillPlan;
import dev.portman.model.KillReach;
import dev.portman.model.KillReport;
import dev.portman.model.ServerStatus;
import dev.portman.model.Side;
import dev.portman.report.KillJson;
import dev.portman.report.KillText;
import dev.portman.report.PlanReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What {@code kill} does.
 *
 * @param directory the project's
 * @param targets who has to go
 * @param side the only one that is meant by names; empty for the one that a person means
 * @param allowances who may go although protected
 * @param dryRun whether it is only told
 * @param json whether a program asks
 */
record KillAnswer(
        Path directory, Targets targets, Optional<Side> side, Allowances allowances, boolean dryRun, boolean json)
        implements Answer {

    @Override
    public int on(Screen screen) {
        screen.withEventsAsResults(!json);
        Portman portman = Portman.open(System.getenv(), allowances, screen);
        Project project = Project.of(directory, portman);
        List<ServerStatus> servers = targets.ports().isEmpty()
                        || !targets.names().isEmpty()
                ? StopAnswer.meant(
                        new Observed(project, portman).statusesToEnd(targets.names()), targets.names(), side, screen)
                : List.of();
        KillReach reach = new KillReach(project.directory(), side.isPresent());
        if (dryRun) {
            KillPlan plan = portman.dryRun().kill(targets.ports(), StopAnswer.keys(servers), reach);
            return DryRunOption.show(PlanReport.ofKill(plan), screen, json);
        }
        KillReport report = portman.killAll(targets.ports(), StopAnswer.keys(servers), reach);
        if (json) {
            screen.document(KillJson.of(report));
        } else {
            KillText text = new KillText();
            screen.results(text.lines(report));
            text.notes(report).forEach(screen::note);
        }
        report.failure().ifPresent(it -> {
            throw it;
        });
        return ExitCode.DONE;
    }
}
