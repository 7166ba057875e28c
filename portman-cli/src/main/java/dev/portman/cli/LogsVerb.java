package dev.portman.cli;

import dev.portman.Portman;
import dev.portman.model.Allowances;
import dev.portman.model.InvalidInputException;
import dev.portman.model.Side;
import dev.portman.model.SideChoice;
import dev.portman.session.LogLines;
import dev.portman.session.LogSelection;
import dev.portman.session.LogSource;
import dev.portman.session.LogStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what servers wrote, running or not. */
@Command(
        name = "logs",
        description = {
            "Shows the last lines of the servers' logs, each with the server's name if there are several.",
            "Reads no more than it shows, whatever the size of a log; -f goes on over restarts.",
            "--errors shows lines that tell of an error, each with the stack trace behind it, from the last 8 MiB of a log."
        },
        footer = {
            "",
            "Examples:",
            "  portman logs",
            "  portman logs backend -f",
            "  portman logs -n 200 frontend",
            "  portman logs --errors",
            "  portman logs --error-pattern 'status=5..' -f"
        })
final class LogsVerb implements Callable<Integer> {

    private final PortmanCommand top;

    @Parameters(paramLabel = "NAME", description = "The servers; all if none is named.")
    List<String> names = List.of();

    @Option(
            names = {"-n", "--tail"},
            paramLabel = "LINES",
            description = "How many lines of each; 50 if not given.")
    int lines = 50;

    @Option(
            names = {"-f", "--follow"},
            description = "Goes on with what comes, until Ctrl-C.")
    boolean follow;

    @Option(names = "--errors", description = "Only errors: ERROR, FATAL, exceptions, tracebacks and the like.")
    boolean errors;

    @Option(
            names = "--error-pattern",
            paramLabel = "REGEX",
            description = "What an error is instead, found anywhere in a line; implies --errors.")
    Optional<String> errorPattern = Optional.empty();

    @Mixin
    BuildOption build = new BuildOption();

    LogsVerb(PortmanCommand top) {
        this.top = top;
    }

    @Override
    public Integer call() {
        LogSelection selection = selection();
        Screen screen = top.screen();
        Project project = top.project();
        Portman portman = top.portman(Allowances.NONE, screen);
        List<LogSource> sources = LogSource.of(
                SideChoice.toSee(new Observed(project, portman).statuses(names), build.side()),
                project.specs(build.side().orElse(Side.PERSON)),
                portman);
        List<LogSource> missing =
                sources.stream().filter(it -> !Files.exists(it.file())).toList();
        missing.forEach(it -> screen.note(it.server() + " has no log yet (" + it.file() + ")."));
        if (missing.size() == sources.size() && !follow) {
            return ExitCode.FAILED;
        }
        show(sources, selection, screen);
        return ExitCode.DONE;
    }

    private LogSelection selection() {
        if (lines < 0) {
            throw new InvalidInputException("--tail", Integer.toString(lines), "must be 0 or more");
        }
        return errors || errorPattern.isPresent()
                ? LogSelection.errors(lines, "--error-pattern", errorPattern)
                : LogSelection.last(lines);
    }

    private void show(List<LogSource> sources, LogSelection selection, Screen screen) {
        LogLines printed = new LogLines(
                sources.stream().map(LogSource::server).toList(),
                sources.size() > 1,
                screen.isColouredOut(),
                screen::document);
        List<LogStream> self = new ArrayList<>();
        try (LogStream stream = new LogStream(sources, selection, (server, line) -> {
            printed.line(server, line);
            if (screen.isOutputClosed()) {
                self.forEach(LogStream::end);
            }
        })) {
            self.add(stream);
            if (follow) {
                stream.follow();
            } else {
                stream.show();
            }
        }
    }
}
