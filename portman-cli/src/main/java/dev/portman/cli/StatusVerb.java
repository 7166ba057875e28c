package dev.portman.cli;

import dev.portman.Portman;
import dev.portman.model.Allowances;
import dev.portman.model.Holders;
import dev.portman.model.PortState;
import dev.portman.model.ServerState;
import dev.portman.model.ServerStatus;
import dev.portman.report.HoldersReport;
import dev.portman.report.StatusJson;
import dev.portman.report.StatusTable;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows servers, or who holds a port; changes nothing. */
@Command(
        name = "status",
        description = {
            "Shows servers, or who holds a port; changes nothing.",
            "Exit code 3 unless everything asked for is running, or every port asked about is listened on."
        },
        footer = {
            "",
            "Examples:",
            "  portman status",
            "  portman status backend -o json",
            "  portman status 8000",
            "  portman status --all"
        })
final class StatusVerb implements Callable<Integer> {

    private final PortmanCommand top;

    @Parameters(
            paramLabel = "NAME|PORT",
            description = "Servers, or ports such as 8000; all servers of the project if none is named.")
    List<String> words = List.of();

    @Option(names = "--all", description = "All servers of this user, whatever project they belong to.")
    boolean all;

    @Mixin
    OutputOption output = new OutputOption();

    @Spec
    CommandSpec spec = CommandSpec.create();

    StatusVerb(PortmanCommand top) {
        this.top = top;
    }

    @Override
    public Integer call() {
        Targets targets = Targets.of(words);
        checkWords(targets);
        Screen screen = top.screen();
        boolean json = output.isJson();
        Portman portman = top.portman(Allowances.NONE, screen);
        boolean listened = true;
        for (int port : targets.ports()) {
            listened &= showPort(port, portman, screen, json);
        }
        boolean running = true;
        if (targets.ports().isEmpty() || !targets.names().isEmpty()) {
            running = showServers(targets.names(), portman, screen, json);
        }
        return listened && running ? ExitCode.DONE : ExitCode.NOT_RUNNING;
    }

    private void checkWords(Targets targets) {
        if (all && !words.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--all and a NAME or PORT contradict each other.");
        }
        boolean twoDocuments = targets.ports().size() + (targets.names().isEmpty() ? 0 : 1) > 1;
        if (output.isJson() && twoDocuments) {
            throw new ParameterException(
                    spec.commandLine(), "-o json answers one question: about servers, or about one port.");
        }
    }

    private boolean showServers(List<String> names, Portman portman, Screen screen, boolean json) {
        List<ServerStatus> statuses =
                all ? portman.statusOfAll() : new Observed(top.project(), portman).statuses(names);
        if (json) {
            screen.document(StatusJson.many(statuses));
        } else {
            StatusTable.of(statuses).forEach(screen::result);
        }
        return !statuses.isEmpty() && statuses.stream().allMatch(it -> it.state() == ServerState.RUNNING);
    }

    private static boolean showPort(int port, Portman portman, Screen screen, boolean json) {
        PortState state = portman.probe(port);
        Holders holders = portman.holders(port);
        if (json) {
            screen.document(HoldersReport.json(port, state, holders));
        } else {
            HoldersReport.lines(port, state, holders).forEach(screen::result);
        }
        return !(holders instanceof Holders.Nobody);
    }
}
