package dev.portman.cli;

import dev.portman.DryRun;
import dev.portman.Portman;
import dev.portman.model.KillResult;
import dev.portman.model.ServerStatus;
import dev.portman.model.StopResult;
import dev.portman.model.Stopping;
import dev.portman.report.KillJson;
import dev.portman.report.PlanReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Ends servers, or whoever listens on a port, by force. */
@Command(
        name = "kill",
        description = {
            "Ends servers, or whoever listens on a port, at once and by force. A free port is success.",
            "What is protected (other users' processes, services, databases, servers of other projects) is left alone: exit code 6."
        },
        footer = {
            "",
            "Examples:",
            "  portman kill 8000",
            "  portman kill 8000-8003 backend",
            "  portman kill 6379 --allow redis-server"
        })
final class KillVerb implements Callable<Integer> {

    private final PortmanCommand top;

    @Parameters(
            paramLabel = "NAME|PORT",
            description =
                    "Servers, or ports such as 8000, 8000,8001 or 8000-8010; all servers of portman.yaml if none is named.")
    List<String> words = List.of();

    @Mixin
    AllowOption allow = new AllowOption();

    @Mixin
    DryRunOption dryRun = new DryRunOption();

    @Mixin
    OutputOption output = new OutputOption();

    KillVerb(PortmanCommand top) {
        this.top = top;
    }

    @Override
    public Integer call() {
        Targets targets = Targets.of(words);
        boolean json = output.isJson();
        Screen screen = top.screen().withEventsAsResults(!json);
        Project project = top.project();
        Portman portman = top.portman(allow.allowances(), screen);
        List<ServerStatus> servers =
                targets.ports().isEmpty() || !targets.names().isEmpty()
                        ? new Observed(project, portman).statuses(targets.names())
                        : List.of();
        if (dryRun.wanted) {
            return DryRunOption.show(plan(targets, servers, portman, project), screen, json);
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
        List<StopResult> stopped = StopVerb.stop(servers, Optional.of(Stopping.atOnce()), portman, screen);
        if (json) {
            screen.document(KillJson.of(freed, stopped));
        }
        return ExitCode.DONE;
    }

    private static PlanReport plan(Targets targets, List<ServerStatus> servers, Portman portman, Project project) {
        DryRun dry = portman.dryRun();
        return PlanReport.ofKills(
                targets.ports().stream()
                        .map(it -> dry.kill(it, project.directory()))
                        .toList(),
                dry.stop(StopVerb.keys(servers), Optional.of(Stopping.atOnce())));
    }
}
