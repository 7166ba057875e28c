package dev.portman.cli;

import dev.portman.Portman;
import dev.portman.model.Allowances;
import dev.portman.model.ServerState;
import dev.portman.model.ServerStatus;
import dev.portman.model.SideChoice;
import dev.portman.report.HealthReport;
import dev.portman.report.StatusJson;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Asks all checks of servers once. */
@Command(
        name = "health",
        description = {
            "Asks the port and all readiness checks of running servers once, and tells what each said and how long it took.",
            "Until they are asked again, status calls a server unhealthy whose last check failed.",
            "Exit code 3 unless all servers are running and all checks pass."
        },
        footer = {"", "Examples:", "  portman health", "  portman health backend -o json"})
final class HealthVerb implements Callable<Integer> {

    private final PortmanCommand top;

    @Parameters(paramLabel = "NAME", description = "The servers; all if none is named.")
    List<String> names = List.of();

    @Mixin
    BuildOption build = new BuildOption();

    @Mixin
    OutputOption output = new OutputOption();

    HealthVerb(PortmanCommand top) {
        this.top = top;
    }

    @Override
    public Integer call() {
        boolean json = output.isJson();
        Screen screen = top.screen();
        Project project = top.project();
        Portman portman = top.portman(Allowances.NONE, screen);
        List<ServerStatus> statuses =
                SideChoice.toSee(new Observed(project, portman).asked(names).statuses(names), build.side());
        if (json) {
            screen.document(StatusJson.many(statuses));
        } else {
            screen.results(HealthReport.lines(statuses));
        }
        return statuses.stream().allMatch(it -> it.state() == ServerState.RUNNING)
                ? ExitCode.DONE
                : ExitCode.NOT_RUNNING;
    }
}
