package dev.portman.cli;

import dev.portman.Portman;
import dev.portman.model.Allowances;
import dev.portman.model.Checkup;
import dev.portman.model.Finding;
import dev.portman.report.CheckupReport;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows all servers of this user on this host, and what can be put in order. */
@Command(
        name = "doctor",
        description = {
            "Shows all servers of this user on this host, whatever project they belong to, and what is not in order:",
            "servers that have ended or whose build or folder is gone, reservations of processes that are gone, files that were not",
            "believed or that a killed portman left unfinished, histories of folders that are gone, logs of earlier runs untouched",
            "for two weeks, records of other machines, boots and containers, and ports that two projects both want. Exit code 1",
            "if something can be cleaned and was not."
        },
        footer = {"", "Examples:", "  portman doctor", "  portman doctor --fix", "  portman doctor -o json"})
final class DoctorVerb implements Callable<Integer> {

    private final PortmanCommand top;

    @Option(
            names = "--fix",
            description =
                    "Cleans what can be: stops servers whose build or folder is gone, removes what is of no use any more.")
    boolean fix;

    @Mixin
    OutputOption output = new OutputOption();

    DoctorVerb(PortmanCommand top) {
        this.top = top;
    }

    @Override
    public Integer call() {
        boolean json = output.isJson();
        Screen screen = top.screen();
        Portman portman = top.portman(Allowances.NONE, screen);
        Checkup found = portman.checkup();
        List<Finding> cleaned = fix ? portman.clean(found) : List.of();
        Checkup checkup = fix ? new Checkup(portman.statusOfAll(), found.findings()) : found;
        if (json) {
            screen.document(CheckupReport.json(checkup, cleaned));
        } else {
            CheckupReport.lines(checkup, cleaned).forEach(it -> screen.result(Words.ofCommandLine(it)));
        }
        if (fix || !checkup.isCleanable()) {
            return ExitCode.DONE;
        }
        screen.note("portman doctor --fix cleans it.");
        return ExitCode.FAILED;
    }
}
