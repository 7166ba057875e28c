package dev.portman.cli;

import dev.portman.Portman;
import dev.portman.model.ServerSpec;
import dev.portman.model.Side;
import dev.portman.model.SideChoice;
import dev.portman.model.Stopping;
import dev.portman.report.LeftToBuilds;
import dev.portman.report.PlanReport;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Stops servers and starts them again. */
@Command(
        name = "restart",
        description = {
            "Stops servers, waits until they are gone and their ports can be bound, and starts them as portman.yaml says now.",
            "What is wrong in portman.yaml is told before anything is stopped.",
            "The server of a running build is left, and named; with --build it is stopped first."
        },
        footer = {"", "Examples:", "  portman restart", "  portman restart backend"})
final class RestartVerb implements Callable<Integer> {

    private final PortmanCommand top;

    @Parameters(paramLabel = "NAME", description = "The servers; all if none is named.")
    List<String> names = List.of();

    @Mixin
    BuildOption build = new BuildOption();

    @Mixin
    StartOptions options = new StartOptions();

    @Mixin
    AllowOption allow = new AllowOption();

    @Mixin
    DryRunOption dryRun = new DryRunOption();

    @Mixin
    OutputOption output = new OutputOption();

    RestartVerb(PortmanCommand top) {
        this.top = top;
    }

    @Override
    public Integer call() {
        boolean json = output.isJson();
        Screen screen = top.screen().withEventsAsResults(!json);
        Wanted wanted = options.wanted(top.project(), Side.PERSON, names);
        Portman portman = options.asWanted(top.portman(allow.allowances(), screen));
        List<ServerSpec> specs = wanted.toStart(portman);
        SideChoice.toEnd(portman.status(top.project().directory()), build.side()).left().stream()
                .filter(it -> specs.stream()
                        .anyMatch(spec -> spec.key().on(Side.BUILD).equals(it.key())))
                .forEach(it -> LeftToBuilds.lines(List.of(it)).forEach(screen::note));
        if (build.wanted && !dryRun.wanted) {
            portman.stopEvenUsed(
                    specs.stream().map(it -> it.key().on(Side.BUILD)).toList(),
                    options.force ? Optional.of(Stopping.atOnce()) : Optional.empty());
        }
        if (dryRun.wanted) {
            return DryRunOption.show(PlanReport.ofStarts(portman.dryRun().restart(specs)), screen, json);
        }
        StartVerb.show(portman.restartAll(specs), screen, json);
        StartVerb.noteUndescribed(wanted, portman, screen);
        return ExitCode.DONE;
    }
}
