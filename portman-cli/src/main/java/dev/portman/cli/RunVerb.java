package dev.portman.cli;

import dev.portman.Portman;
import dev.portman.model.Selection;
import dev.portman.model.ServerSpec;
import dev.portman.model.Side;
import dev.portman.report.PlanReport;
import dev.portman.session.Audience;
import dev.portman.session.Described;
import dev.portman.session.Foreground;
import dev.portman.session.LogLines;
import dev.portman.session.Session;
import dev.portman.session.Watching;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs servers in the foreground. */
@Command(
        name = "run",
        description = {
            "Starts servers in the foreground and shows what they write, until Ctrl-C: once stops all gracefully, twice at once.",
            "A server with restart: on-failure in portman.yaml is started again when it fails, up to five times in a row.",
            "They never outlive this command, whatever ends it. Exit code 130 after Ctrl-C, 1 when all servers have ended."
        },
        footer = {"", "Examples:", "  portman run", "  portman run backend frontend", "  portman run --watch"})
final class RunVerb implements Callable<Integer> {

    private final PortmanCommand top;

    @Parameters(paramLabel = "NAME", description = "The servers; all if none is named.")
    List<String> names = List.of();

    @Mixin
    StartOptions options = new StartOptions();

    @Mixin
    AllowOption allow = new AllowOption();

    @Mixin
    DryRunOption dryRun = new DryRunOption();

    @Option(
            names = "--watch",
            description =
                    "Goes on for ever: when portman.yaml or a file that it says to watch changes, starts anew what is concerned by"
                            + " that, and nothing else.")
    boolean watch;

    RunVerb(PortmanCommand top) {
        this.top = top;
    }

    @Override
    public Integer call() throws InterruptedException {
        Screen screen = top.screen();
        Project project = top.project();
        Wanted wanted = options.wanted(project, Side.PERSON, names);
        Portman portman = options.asWanted(top.portman(allow.allowances(), screen));
        List<ServerSpec> specs = wanted.toStart(portman);
        if (dryRun.wanted) {
            return DryRunOption.show(PlanReport.ofStarts(portman.dryRun().start(specs)), screen, false);
        }
        LogLines lines = new LogLines(
                specs.stream().map(ServerSpec::name).toList(), true, screen.isColouredOut(), screen::document);
        try (Session session = new Session(portman, specs, screen::error)) {
            session.endOnInterrupt(ExitCode::interrupted);
            Foreground foreground = new Foreground(specs, lines);
            Audience audience = new Audience(screen, screen::error);
            if (watch) {
                try (Watching watching = new Watching(project.file(), specs, () -> describedNow(project))) {
                    foreground.run(session, watching, audience);
                }
            } else {
                foreground.run(session, audience);
            }
        }
        return ExitCode.FAILED;
    }

    /** Of servers that are named, those that there are: what is gone is to be stopped, and is no mistake. */
    private Described describedNow(Project project) {
        List<String> known = project.describedNames();
        List<String> left =
                names.stream().filter(it -> !Selection.of(it, known).isEmpty()).toList();
        Wanted now = options.wanted(project, Side.PERSON, left);
        return new Described(left.isEmpty() && !names.isEmpty() ? List.of() : now.specs(), now.described());
    }
}
